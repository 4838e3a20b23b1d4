import { type Attribute, type AttributePath, findAttribute, pathName } from "./attribute.ts";
import { invalidValue } from "./error.ts";
import { type Complex, type Element, isJsonObject, type JsonObject, type Simple } from "./resource.ts";
import { isLongerThan, isStorable, toInstant } from "./text.ts";

/** Sizes of values: characters of a text, characters of a base64 certificate, elements of a multi-valued attribute other than members. */
export const valueLimits = { text: 1024, userName: 320, binary: 16_384, elements: 1000 };

/** Something a client sent that was not applied, by the name it used, for the sentence that tells which mapping to remove. */
export type Ignored = { path: string; reason: "unknown" | "readOnly" };

/** Ignored values by path, so that a thousand elements with the same unknown key are one entry. */
export type IgnoredList = Map<string, Ignored>;

/** Names at most a hundred, cut to a readable length: they end in a log. */
export function ignore(ignored: IgnoredList, name: string, reason: Ignored["reason"]): void {
  const path = name.length > 200 ? `${name.slice(0, 200).toWellFormed()}…` : name;
  if (ignored.size < 100) ignored.set(path, { path, reason });
}

/** RFC 7643 §2.5: null and the empty array are unassigned; so is the empty string that Entra and Okta send for an empty mapping. */
export const isUnassigned = (value: unknown): value is null | "" | never[] =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** A list of unassigned values alone. */
export const isListOfNothing = (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isUnassigned);

/**
 * Elements of a multi-valued attribute, checked (RFC 7643 §2.2 to §2.4); undefined when none is left; 400 `invalidValue`. One object may
 * stand for an array of one, as in OneLogin's template, and a bare string for an element's value.
 */
export function readElements(path: AttributePath, value: unknown, ignored: IgnoredList): Element[] | undefined {
  // "" is an empty mapping, and must not empty a group
  if (value === "" && isReference(path.attribute)) throw wrongType(path, "an array");
  if (isUnassigned(value)) return undefined;
  if (!Array.isArray(value) && !isJsonObject(value) && !isReference(path.attribute)) throw wrongType(path, "an array");
  const items: unknown[] = Array.isArray(value) ? value : [value];
  const elements = items.map((item) => readElement(path, item, ignored)).filter((element) => element !== undefined);
  checkElementCount(path, elements);
  return elements.length > 0 ? elements : undefined;
}

export function checkElementCount(path: AttributePath, elements: readonly unknown[]): void {
  if (path.attribute.name !== "members" && elements.length > valueLimits.elements)
    throw invalidValue(`${pathName(path)} has more than ${valueLimits.elements} values.`);
}

function readElement(path: AttributePath, item: unknown, ignored: IgnoredList): Element | undefined {
  if (path.attribute.type === "complex") {
    if (Array.isArray(item)) return failType(path, "an array of objects");
    const isBare = typeof item === "string" && item !== "" && hasValue(path.attribute);
    return readComplex(path, isBare ? { value: item } : item, ignored);
  }
  // Entra wraps the items of multi-valued strings: [{"value": "1"}].
  return readSimple(path, isJsonObject(item) && "value" in item ? item.value : item);
}

/** A complex value without its unassigned sub-attributes; undefined when nothing is left. */
export function readComplex(path: AttributePath, value: unknown, ignored: IgnoredList): Complex | undefined {
  if (isUnassigned(value)) return undefined;
  const complex: Complex = {};
  const read = readSubAttributes(path, value, ignored);
  for (const [name, sub] of read) if (sub !== undefined) complex[name] = sub;
  const missing = path.attribute.subAttributes?.find((sub) => sub.required && complex[sub.name] === undefined);
  if (missing) throw invalidValue(`${pathName({ ...path, sub: missing })} is required.`);
  // OneLogin's template sends [{"type": "work", "value": ""}] for an empty mapping.
  const isEmptied = path.attribute.multiValued && Object.keys(complex).length < read.size && isOnlyLabels(complex);
  return isEmptied || Object.keys(complex).length === 0 ? undefined : complex;
}

/** An element that has lost its value says nothing any more: `{"type": "work", "primary": true}`. */
export const isOnlyLabels = (element: Complex) => Object.keys(element).every((name) => name === "type" || name === "primary");

/** The sub-attributes that a complex value names; undefined for those it unassigns. Read-only ones are left out silently: clients repeat what they read. */
export function readSubAttributes(path: AttributePath, value: unknown, ignored: IgnoredList): Map<string, Simple | undefined> {
  const object = toObject(path, value);
  const read = new Map<string, Simple | undefined>();
  for (const [name, inner] of Object.entries(object)) {
    const sub = findAttribute(path.attribute.subAttributes, name);
    if (!sub) ignore(ignored, `${pathName(path)}.${name}`, "unknown");
    else if (sub.mutability !== "readOnly") read.set(sub.name, readSimple({ ...path, sub }, inner));
  }
  return read;
}

/** What stands for a complex value: an object, an array of one object, or the bare id of a reference (Entra: manager in all three forms). */
function toObject(path: AttributePath, value: unknown): JsonObject {
  const item: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (isJsonObject(item)) return item;
  if (typeof item === "string" && isReference(path.attribute)) return { value: item };
  return failType(path, "an object");
}

/** Attributes that point to another resource, whose bare id is accepted: manager and members. */
const isReference = ({ subAttributes }: Attribute) => findAttribute(subAttributes, "$ref") !== undefined;

const hasValue = ({ subAttributes }: Attribute) => findAttribute(subAttributes, "value") !== undefined;

/** One simple value; undefined when unassigned. A required text must not be blank. */
export function readSimple(path: AttributePath, value: unknown): Simple | undefined {
  const attribute = path.sub ?? path.attribute;
  if (attribute.required && typeof value === "string" && value.trim() === "")
    throw invalidValue(`${pathName(path)} must not be empty.`);
  if (isUnassigned(value)) return undefined;
  switch (attribute.type) {
    case "boolean":
      // Entra and OneLogin's templates send "True" and "False".
      if (typeof value === "string" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
      return typeof value === "boolean" ? value : failType(path, "true or false");
    case "integer":
      return typeof value === "number" && Number.isSafeInteger(value) ? value : failType(path, "an integer");
    case "decimal":
      return typeof value === "number" ? value : failType(path, "a number");
    default:
      return typeof value === "string" ? checkText(path, value) : failType(path, "a string");
  }
}

function checkText(path: AttributePath, text: string): string {
  const attribute = path.sub ?? path.attribute;
  const name = pathName(path);
  const limit = attribute.type === "binary" ? valueLimits.binary : name === "userName" ? valueLimits.userName : valueLimits.text;
  if (isLongerThan(text, limit)) throw invalidValue(`${name} is longer than ${limit} characters.`);
  if (!isStorable(text)) throw invalidValue(`${name} contains U+0000 or a lone surrogate.`);
  if (attribute.type === "dateTime" && toInstant(text) === undefined)
    return failType(path, "a date and time like 2026-01-31T12:00:00Z");
  if (attribute.type === "binary" && !/^[\w+/\s-]*(=\s*){0,2}$/.test(text)) return failType(path, "base64 text");
  return text;
}

const wrongType = (path: AttributePath, expected: string) => invalidValue(`${pathName(path)} must be ${expected}.`);

function failType(path: AttributePath, expected: string): never {
  throw wrongType(path, expected);
}

/** Entra wraps single values: `[{"value": "Sales"}]`. */
export function unwrap(value: unknown): unknown {
  const item: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  return isJsonObject(item) && Object.keys(item).length === 1 && "value" in item ? item.value : value;
}
