import type { Attribute, AttributePath } from "./attribute.ts";
import { canon, canonicalElement } from "./canon.ts";
import type { CompareOperator, Filter } from "./filter.ts";
import { type Element, isObject, type Resource, type Simple, valueAt } from "./resource.ts";
import { compareCodePoints, toInstant } from "./text.ts";

/** Whether a resource satisfies a filter. The meaning of every filter; what the database answers must agree with it. */
export const matches = (filter: Filter, resource: Resource): boolean => compile(filter, readResource)(resource);

/** A test for elements in canonical form (`canonicalElement`), from the filter between the brackets. */
export const elementMatcher = (term: Filter): ((canonical: Element) => boolean) => compile(term, readElement);

/** `T` is what paths are read from: a resource, or one element between brackets. Values come in canonical form. */
type Read<T> = (subject: T, path: AttributePath) => Element[];

function compile<T>(filter: Filter, read: Read<T>): (subject: T) => boolean {
  switch (filter.kind) {
    case "and": {
      const terms = filter.terms.map((term) => compile(term, read));
      return (subject) => terms.every((term) => term(subject));
    }
    case "or": {
      const terms = filter.terms.map((term) => compile(term, read));
      return (subject) => terms.some((term) => term(subject));
    }
    case "not": {
      const term = compile(filter.term, read);
      return (subject) => !term(subject);
    }
    case "element": {
      const matchesElement = elementMatcher(filter.term);
      return (subject) => read(subject, filter.path).some(matchesElement);
    }
    case "present":
      return (subject) => read(subject, filter.path).some(isPresent);
    case "compare": {
      const test = comparison(filter.path.sub ?? filter.path.attribute, filter.op, filter.value);
      // RFC 7644 §3.4.2.2 leaves open what `ne` says of an attribute without value: it is not identical, so it matches.
      return (subject) => {
        const values = read(subject, filter.path);
        return values.length === 0 ? filter.op === "ne" : values.some(test);
      };
    }
  }
}

function readResource(resource: Resource, path: AttributePath): Element[] {
  const whole = path.attribute.name === "schemas" ? schemasOf(resource, path.urn) : valueAt(resource, path);
  const values = whole === undefined ? [] : Array.isArray(whole) ? whole : [whole];
  const elements = values.map((value) => canonicalElement(path.attribute, value));
  return path.sub ? elements.flatMap((element) => readElement(element, path)) : elements;
}

function readElement(element: Element, { sub }: AttributePath): Element[] {
  const value = isObject(element) && sub ? element[sub.name] : undefined;
  return value === undefined ? [] : [value];
}

/** The schemas of a resource in memory: its core schema, and the extensions that hold data. */
const schemasOf = (resource: Resource, coreSchema: string) => [
  coreSchema,
  ...Object.keys(resource).filter((name) => name.startsWith("urn:")),
];

const isPresent = (value: Element) => (isObject(value) ? Object.keys(value).length > 0 : value !== "");

function comparison(attribute: Attribute, op: CompareOperator, literal: Simple): (value: Element) => boolean {
  if (typeof literal !== "string") return ordered(op, literal, (value) => Number(value) - Number(literal));
  if (attribute.type === "dateTime")
    return ordered(op, literal, (value) => compareCodePoints(toInstant(String(value)) ?? "", literal));
  const canonical = attribute.caseExact ? literal : canon(literal);
  switch (op) {
    case "co":
      return (value) => typeof value === "string" && value.includes(canonical);
    case "sw":
      return (value) => typeof value === "string" && value.startsWith(canonical);
    case "ew":
      return (value) => typeof value === "string" && value.endsWith(canonical);
    default:
      return ordered(op, literal, (value) => compareCodePoints(String(value), canonical));
  }
}

/** `compare` is negative, zero or positive as the value is before, equal to or after the literal. */
function ordered(op: CompareOperator, literal: Simple, compare: (value: Simple) => number): (value: Element) => boolean {
  const accepts = {
    eq: (order: number) => order === 0,
    ne: (order: number) => order !== 0,
    gt: (order: number) => order > 0,
    ge: (order: number) => order >= 0,
    lt: (order: number) => order < 0,
    le: (order: number) => order <= 0,
    co: () => false,
    sw: () => false,
    ew: () => false,
  }[op];
  return (value) => !isObject(value) && typeof value === typeof literal && accepts(compare(value));
}
