import type { Operation } from "./apply.ts";
import { type Attribute, type AttributePath, findAttribute, pathName } from "./attribute.ts";
import { canon } from "./canon.ts";
import { noTarget } from "./error.ts";
import type { Filter } from "./filter.ts";
import { anyOf, canonicalOf, identityOf } from "./identity.ts";
import { elementMatcher } from "./match.ts";
import { type Complex, type Element, isObject, type Simple } from "./resource.ts";
import {
  checkElementCount,
  type IgnoredList,
  isOnlyLabels,
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

/**
 * RFC 7644 §3.5.2: a value that becomes primary makes the others not primary. RFC 7643 §2.4: of several that are sent as primary the
 * first stays so, instead of refusing the person: IdP mappings set it per value.
 */
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
  // RFC 7644 §3.5.2.1: adding what is there changes nothing; the same value with other labels is updated.
  const elements = [...before];
  const places = new Map(elements.map((element, index) => [identityOf(path.attribute, element), index]));
  const written = given.map((element) => {
    const identity = identityOf(path.attribute, element);
    const index = places.get(identity) ?? elements.length;
    const merged = merge(elements[index], element);
    places.set(identity, index);
    elements[index] = merged;
    return merged;
  });
  return result(elements, written);
}

const merge = (existing: Element | undefined, added: Element): Element =>
  isObject(existing) && isObject(added) ? { ...existing, ...added } : added;

/** `remove` with a list of values takes away exactly those; what is not there is no error. */
function withoutListed(before: Element[], path: AttributePath, value: unknown): Element[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const isListed = anyOf(
    path.attribute,
    items.map((item) => toParts(path, item)),
  );
  return before.filter((element) => !isListed(element));
}

/** A bare string stands for the value: Polis and others list roles so. */
function toParts(path: AttributePath, item: unknown): Complex {
  const parts: Complex = {};
  const read = readSubAttributes(path, typeof item === "string" ? { value: item } : item, new Map());
  for (const [name, sub] of read) if (sub !== undefined) parts[name] = sub;
  return parts;
}

/** The test of a path's filter for elements as they are. */
function matcherOf({ attribute }: AttributePath, filter: Filter): (element: Element) => boolean {
  const matches = elementMatcher(filter);
  return (element) => matches(canonicalOf(attribute, element));
}

/** The path selects whole elements: `emails[type eq "work"]`. */
function applyToMatching(before: Element[], { op, path, value }: Operation, filter: Filter, ignored: IgnoredList): Result {
  const isMatching = matcherOf(path, filter);
  const exists = before.some(isMatching);
  if (op === "remove") {
    // RFC 7644 §3.5.2.3 names noTarget for a selection without match; for the removal of whole elements we say it too.
    if (!exists) throw noTarget(`No value of ${pathName(path)} matches the filter of the path.`);
    return result(before.filter((element) => !isMatching(element)));
  }
  const given = readComplex(path, toItem(path, value), ignored);
  if (!given) return result(isClearing(path, value) ? before.filter((element) => !isMatching(element)) : before);
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

/** Unassigned as a whole or in every part that it names; a value of unknown parts alone says nothing. */
const isClearing = (path: AttributePath, value: unknown) =>
  isUnassigned(value) || readSubAttributes(path, toItem(path, value), new Map()).size > 0;

const toItem = ({ attribute }: AttributePath, value: unknown) =>
  typeof value === "string" && findAttribute(attribute.subAttributes, "value") ? { value } : value;

/** The path ends at a sub-attribute: `emails[type eq "work"].value`, or `emails.value` for all elements. */
function applyToSubAttribute(before: Element[], { op, path, filter, value }: Operation, sub: Attribute): Result {
  const isMatching = filter ? matcherOf(path, filter) : () => true;
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
  // what the parser makes of `primary eq false`
  if (filter.kind === "not" && filter.term.kind === "compare")
    return equalities(filter.term)?.primary === true ? { primary: false } : undefined;
  if (filter.kind !== "and") return undefined;
  const all: { [name: string]: Simple } = {};
  for (const term of filter.terms) {
    const values = equalities(term);
    if (!values) return undefined;
    Object.assign(all, values);
  }
  return all;
}
