import { type AttributePath, type AttributeTables, findAttribute, pathName, resolveName } from "./attribute.ts";
import { invalidFilter } from "./error.ts";
import { comparisonValue, type Literal, readLiteral } from "./literal.ts";
import { isLongerThan } from "./text.ts";

export type { AttributePath } from "./attribute.ts";

export type CompareOperator = "eq" | "ne" | "co" | "sw" | "ew" | "gt" | "ge" | "lt" | "le";

/**
 * A filter whose names are resolved against a resource type (RFC 7644 §3.4.2.2).
 * - `compare`: `path` always ends at a simple attribute (`emails co` has become emails.value); `value` has the type of that attribute,
 *   dates are UTC text with milliseconds. True when any value of a multi-valued attribute matches; `ne` also when there is none.
 * - `present`: there is a value; `path` may be a complex attribute.
 * - `element`: one and the same element of `path` satisfies `term`, whose paths name its sub-attributes.
 * `eq null` has become not-present, and `primary eq false` not-`primary eq true` (RFC 7643 §2.4: an absent primary is false).
 */
export type Filter =
  | { kind: "and" | "or"; terms: Filter[] }
  | { kind: "not"; term: Filter }
  | { kind: "compare"; path: AttributePath; op: CompareOperator; value: string | number | boolean }
  | { kind: "present"; path: AttributePath }
  | { kind: "element"; path: AttributePath; term: Filter };

/** Limits of a filter, and of the filter inside a PATCH path: what one request may cost to parse and to answer. */
export const filterLimits = { characters: 4096, depth: 20, terms: 50 };

/** Reads a filter; 400 `invalidFilter` for anything malformed, unknown or beyond the limits. */
export function parseFilter(text: string, type: AttributeTables): Filter {
  if (isLongerThan(text, filterLimits.characters))
    throw invalidFilter(`The filter is longer than ${filterLimits.characters} characters.`);
  const input: Input = { text, at: 0, terms: 0, depth: 0, inElement: false, resolve: (name) => resolveTop(type, name) };
  take(input, /\s*/y);
  const filter = readOr(input);
  if (input.at < text.length) throw unexpected(input, "and, or, or the end of the filter");
  return filter;
}

/** Reads the bracketed filter `[…]` that starts at `at`, on the sub-attributes of `parent`, and says where it ends. For PATCH paths. */
export function parseElementFilter(text: string, at: number, parent: AttributePath): { term: Filter; end: number } {
  const input: Input = { text, at, terms: 0, depth: 0, inElement: false, resolve: (name) => resolveSub(parent, name) };
  const term = readBracketed(input, parent);
  return { term, end: input.at };
}

/** How many comparisons a filter makes. */
export function countTerms(filter: Filter): number {
  if (filter.kind === "and" || filter.kind === "or") return filter.terms.reduce((sum, term) => sum + countTerms(term), 0);
  return filter.kind === "not" || filter.kind === "element" ? countTerms(filter.term) : 1;
}

/** `resolve` finds a name among the attributes of the resource or, between brackets, among the sub-attributes of the parent. */
type Input = {
  text: string;
  at: number;
  terms: number;
  depth: number;
  inElement: boolean;
  resolve: (name: string) => AttributePath;
};

function readOr(input: Input): Filter {
  const terms = [readAnd(input)];
  while (take(input, /or(?![\w$.:-])\s*/iy)) terms.push(readAnd(input));
  return join("or", terms);
}

function readAnd(input: Input): Filter {
  const terms = [readUnary(input)];
  while (take(input, /and(?![\w$.:-])\s*/iy)) terms.push(readUnary(input));
  return join("and", terms);
}

function readUnary(input: Input): Filter {
  if (take(input, /not\s*(?=\()/iy)) return { kind: "not", term: readGroup(input) };
  return input.text[input.at] === "(" ? readGroup(input) : readExpression(input);
}

function readGroup(input: Input): Filter {
  return nested(input, () => {
    take(input, /\(\s*/y);
    const filter = readOr(input);
    if (!take(input, /\)\s*/y)) throw unexpected(input, "a closing parenthesis");
    return filter;
  });
}

function readExpression(input: Input): Filter {
  const name = take(input, /[a-z$_][\w$.:-]*/iy);
  if (!name) throw unexpected(input, "an attribute name");
  const path = input.resolve(name);
  return input.text[input.at] === "[" ? readElement(input, path) : readComparison(input, path);
}

/** `emails[type eq "work"]`, and the form `emails[type eq "work"].value eq "x"` that Entra sends. */
function readElement(input: Input, path: AttributePath): Filter {
  if (path.sub || path.attribute.type !== "complex") throw invalidFilter(`${pathName(path)} has no sub-attributes to filter by.`);
  const term = readBracketed(input, path);
  const sub = take(input, /\.[a-z$_][\w$-]*/iy);
  if (!sub) {
    take(input, /\s*/y);
    return { kind: "element", path, term };
  }
  const compared = inElement(input, path, () => readComparison(input, resolveSub(path, sub.slice(1))));
  return { kind: "element", path, term: join("and", [term, compared]) };
}

function readBracketed(input: Input, parent: AttributePath): Filter {
  const read = () => {
    take(input, /\[\s*/y);
    const term = readOr(input);
    if (!take(input, /\]/y)) throw unexpected(input, "a closing bracket");
    return term;
  };
  return nested(input, () => inElement(input, parent, read));
}

function readComparison(input: Input, path: AttributePath): Filter {
  if (++input.terms > filterLimits.terms) throw invalidFilter(`The filter has more than ${filterLimits.terms} terms.`);
  take(input, /\s*/y);
  const word = take(input, /[a-z]+(?![\w$.:-])/iy);
  if (!word) throw unexpected(input, "an operator");
  take(input, /\s*/y);
  const operator = word.toLowerCase();
  if (operator === "pr") return { kind: "present", path };
  if (!isCompareOperator(operator)) throw invalidFilter(`The operator '${word}' is not supported.`);
  const { literal, end } = readLiteral(input.text, input.at);
  input.at = end;
  take(input, /\s*/y);
  return compare(toSimple(path), operator, literal, input.inElement);
}

const compareOperators: readonly string[] = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"];
const isCompareOperator = (word: string): word is CompareOperator => compareOperators.includes(word);

function compare(path: AttributePath, op: CompareOperator, literal: Literal, inElement: boolean): Filter {
  const value = comparisonValue(path, op, literal);
  // RFC 7643 §2.5: null is the same state as unassigned.
  if (value === null) return op === "eq" ? { kind: "not", term: { kind: "present", path } } : { kind: "present", path };
  if (path.sub?.name !== "primary" || value !== false) return { kind: "compare", path, op, value };
  const isPrimary: Filter = { kind: "compare", path, op: "eq", value: true };
  if (op === "ne") return isPrimary;
  const notPrimary: Filter = { kind: "not", term: isPrimary };
  return inElement ? notPrimary : { kind: "element", path: { urn: path.urn, attribute: path.attribute }, term: notPrimary };
}

/** RFC 7644 §3.4.2.2 examples: `emails co "x"` looks at the `value` of each element; so does `manager eq "id"` of Entra. */
function toSimple(path: AttributePath): AttributePath {
  if (path.sub || path.attribute.type !== "complex") return path;
  const sub = findAttribute(path.attribute.subAttributes, "value");
  if (!sub) throw invalidFilter(`${pathName(path)} is complex; compare one of its sub-attributes.`);
  return { ...path, sub };
}

function resolveTop(type: AttributeTables, name: string): AttributePath {
  const resolved = resolveName(type, name);
  if (resolved.kind !== "attribute") throw invalidFilter(`${name} is not an attribute of ${type.name}.`);
  // RFC 7643 §4.1.1 lets a filter test passwords that are kept; none is.
  if (resolved.path.attribute.returned === "never") throw invalidFilter(`${name} cannot be filtered by.`);
  return resolved.path;
}

function resolveSub({ urn, attribute }: AttributePath, name: string): AttributePath {
  const sub = findAttribute(attribute.subAttributes, name);
  if (!sub) throw invalidFilter(`${name} is not a sub-attribute of ${attribute.name}.`);
  return { urn, attribute, sub };
}

function inElement<T>(input: Input, parent: AttributePath, read: () => T): T {
  const outer = { resolve: input.resolve, inElement: input.inElement };
  Object.assign(input, { inElement: true, resolve: (name: string) => resolveSub(parent, name) });
  const result = read();
  Object.assign(input, outer);
  return result;
}

function nested<T>(input: Input, read: () => T): T {
  if (++input.depth > filterLimits.depth) throw invalidFilter(`The filter is nested deeper than ${filterLimits.depth} levels.`);
  const result = read();
  input.depth--;
  return result;
}

function join(kind: "and" | "or", terms: Filter[]): Filter {
  const [first] = terms;
  return first && terms.length === 1 ? first : { kind, terms };
}

/** Consumes what the sticky pattern finds at the current place, if anything. */
function take(input: Input, pattern: RegExp): string | undefined {
  pattern.lastIndex = input.at;
  const found = pattern.exec(input.text)?.[0];
  if (found) input.at += found.length;
  return found;
}

const unexpected = (input: Input, expected: string) =>
  invalidFilter(`Expected ${expected} at character ${input.at + 1} of the filter.`);
