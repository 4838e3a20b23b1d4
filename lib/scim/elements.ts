import type { Operation } from "./apply.ts";
import { type Attribute, type AttributePath, findAttribute, pathName } from "./attribute.ts";
import { canon } from "./canon.ts";
import { noTarget } from "./error.ts";
import type { Filter } from "./filter.ts";
import { elementMatcher } from "./match.ts";
import { type Complex, type Element, isObject, type Simple } from "./resource.ts";
import {
  checkElementCount,
  type IgnoredList,
  isUnassigned,
  readComplex,
  readElements,
  readSimple,
  readSubAttributes,
  unwrap,
} from "./value.ts";

/** The elements of a multi-valued attribute after an operation; undefined when none is left. The given ones stay untouched. */
export function applyToElements(before: Element[], operation: Operation, ignored: IgnoredList): Element[] | undefined {
  const { path, filter } = operation;
  const { elements, written } = path.sub
    ? applyToSubAttribute(before, operation, path.sub)
    : filter
      ? applyToMatching(before, operation, filter, ignored)
      : applyToAll(before, operation, ignored);
  checkElementCount(path, elements);
  const after = keepOnePrimary(elements, written);
  return after.length > 0 ? after : undefined;
}

/** `written` are the elements that the operation set. */
type Result = { elements: Element[]; written: ReadonlySet<Element> };

const result = (elements: Element[], written: Iterable<Element> = []): Result => ({ elements, written: new Set(written) });

/** RFC 7644 §3.5.2: a value that becomes primary makes the others not primary. */
function keepOnePrimary(elements: Element[], written: ReadonlySet<Element>): Element[] {
  const isPrimary = (element: Element) => isObject(element) && element.primary === true;
  const primary = elements.find((element) => written.has(element) && isPrimary(element));
  if (!primary) return elements;
  return elements.map((element) =>
    element !== primary && isObject(element) && isPrimary(element) ? { ...element, primary: false } : element,
  );
}

/** The path names the attribute alone: `emails`. */
function applyToAll(before: Element[], { op, path, value }: Operation, ignored: IgnoredList): Result {
  if (op === "remove")
    return result(value === undefined || value === null || value === "" ? [] : withoutListed(before, path, value));
  const given = readElements(path, value, ignored) ?? [];
  if (op === "replace") return result(given, given);
  let elements = before;
  const written: Element[] = [];
  for (const element of given) {
    const index = elements.findIndex((existing) => isSameValue(path.attribute, existing, element));
    const merged = merge(elements[index], element);
    written.push(merged);
    elements = index < 0 ? [...elements, merged] : elements.with(index, merged);
  }
  return result(elements, written);
}

const merge = (existing: Element | undefined, added: Element): Element =>
  isObject(existing) && isObject(added) ? { ...existing, ...added } : added;

/**
 * RFC 7644 §3.5.2.1: adding what is there changes nothing. RFC 7643 §2.4: one type and value stand once in an attribute, so adding the
 * same pair with other labels updates it.
 */
function isSameValue(attribute: Attribute, a: Element, b: Element): boolean {
  if (!isObject(a) || !isObject(b)) return isEqual(attribute, a, b);
  const same = (name: string) => isEqual(findAttribute(attribute.subAttributes, name) ?? attribute, a[name], b[name]);
  if (a.value !== undefined) return same("value") && same("type");
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(same);
}

const isEqual = ({ caseExact }: Attribute, a: unknown, b: unknown) =>
  typeof a === "string" && typeof b === "string" && !caseExact ? canon(a) === canon(b) : a === b;

/** `remove` with a list of values takes away exactly those; what is not there is no error. */
function withoutListed(before: Element[], path: AttributePath, value: unknown): Element[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const listed = items.map((item) => new Map([...toSubAttributes(path, item)].filter(([, wanted]) => wanted !== undefined)));
  const isListed = (element: Element) =>
    isObject(element) &&
    listed.some(
      (wanted) => wanted.size > 0 && [...wanted].every(([name, sub]) => isEqual(subAttribute(path, name), element[name], sub)),
    );
  return before.filter((element) => !isListed(element));
}

const toSubAttributes = (path: AttributePath, item: unknown) =>
  readSubAttributes(path, typeof item === "string" ? { value: item } : item, new Map());

const subAttribute = (path: AttributePath, name: string) => findAttribute(path.attribute.subAttributes, name) ?? path.attribute;

/** The path selects whole elements: `emails[type eq "work"]`. */
function applyToMatching(before: Element[], { op, path, value }: Operation, filter: Filter, ignored: IgnoredList): Result {
  const isMatching = elementMatcher(filter);
  const exists = before.some(isMatching);
  if (op === "remove") {
    // RFC 7644 §3.5.2.3 names noTarget for a selection without match; for the removal of whole elements we say it too.
    if (!exists) throw noTarget(`No value of ${pathName(path)} matches the filter of the path.`);
    return result(before.filter((element) => !isMatching(element)));
  }
  if (isUnassigned(value)) return result(before.filter((element) => !isMatching(element)));
  const given = readComplex(path, toItem(path, value), ignored);
  if (!given) return result(before);
  if (!exists) {
    const created = { ...newElement(path, filter), ...given };
    return result([...before, created], [created]);
  }
  // The element is replaced; what the filter selected it by stays unless the value says otherwise.
  const selectedBy = Object.keys(equalities(filter) ?? {});
  const written: Element[] = [];
  const elements = before.map((element) => {
    if (!isObject(element) || !isMatching(element)) return element;
    const kept = Object.fromEntries(Object.entries(element).filter(([name]) => selectedBy.includes(name)));
    const replaced = { ...kept, ...given };
    written.push(replaced);
    return replaced;
  });
  return result(elements, written);
}

const toItem = ({ attribute }: AttributePath, value: unknown) =>
  typeof value === "string" && findAttribute(attribute.subAttributes, "value") ? { value } : value;

/** The path ends at a sub-attribute: `emails[type eq "work"].value`, or `emails.value` for all elements. */
function applyToSubAttribute(before: Element[], { op, path, filter, value }: Operation, sub: Attribute): Result {
  const isMatching = filter ? elementMatcher(filter) : () => true;
  const assigned = op === "remove" ? undefined : readSimple(path, unwrap(value));
  if (!before.some(isMatching)) {
    // Removing or clearing what is not there is success; setting it creates the element.
    if (assigned === undefined) return result(before);
    const created: Complex = { ...(filter && newElement(path, filter)), [sub.name]: assigned };
    return result([...before, created], [created]);
  }
  const written: Element[] = [];
  const elements = before.flatMap((element) => {
    if (!isObject(element) || !isMatching(element)) return [element];
    const { [sub.name]: _, ...rest } = element;
    const changed: Complex = assigned === undefined ? rest : { ...element, [sub.name]: assigned };
    if (assigned === undefined && isOnlyLabels(changed)) return [];
    written.push(changed);
    return [changed];
  });
  return result(elements, written);
}

/** An element that has lost its value says nothing any more: `{"type": "work", "primary": true}`. */
const isOnlyLabels = (element: Complex) => Object.keys(element).every((name) => name === "type" || name === "primary");

/**
 * The element that a selection without match creates. Entra sets `emails[type eq "work"].value` on people without a work e-mail and
 * means that one be made; RFC 7644 §3.5.2.3 wants noTarget. Both hold when only canonical types are created.
 */
function newElement(path: AttributePath, filter: Filter): Complex {
  const values = equalities(filter);
  if (!values) throw noTarget(`No value of ${pathName(path)} matches the filter of the path.`);
  const types = findAttribute(path.attribute.subAttributes, "type")?.canonicalValues ?? [];
  const { type } = values;
  if (typeof type === "string" && types.length > 0 && !types.some((canonical) => canon(canonical) === canon(type)))
    throw noTarget(`No value of ${path.attribute.name} has the type ${type}, and it is none of ${types.join(", ")}.`);
  return values;
}

/** The sub-attribute values that a filter asks for, when it only asks for equality. */
function equalities(filter: Filter): Complex | undefined {
  if (filter.kind === "compare" && filter.op === "eq" && filter.path.sub) return { [filter.path.sub.name]: filter.value };
  if (filter.kind !== "and") return undefined;
  const all: { [name: string]: Simple } = {};
  for (const term of filter.terms) {
    const values = equalities(term);
    if (!values) return undefined;
    Object.assign(all, values);
  }
  return all;
}
