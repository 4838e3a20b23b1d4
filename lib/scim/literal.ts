import { type Attribute, type AttributePath, pathName } from "./attribute.ts";
import { invalidFilter } from "./error.ts";
import { isStorable, toInstant } from "./text.ts";

/** A comparison value as written: `quoted` by the rules of JSON, or a bare word. */
export type Literal = { text: string; quoted: boolean };

/** Reads the literal at `at`. Bare words are tolerated: Entra's documents show `externalId eq jyoung`. */
export function readLiteral(text: string, at: number): { literal: Literal; end: number } {
  const quoted = match(/"(?:[^"\\]|\\.)*"/sy, text, at);
  if (quoted !== undefined) return { literal: { text: parseJsonString(quoted), quoted: true }, end: at + quoted.length };
  const bare = match(/[^\s()[\]"']+/y, text, at);
  if (bare === undefined) throw invalidFilter(`Expected a value in double quotes at character ${at + 1} of the filter.`);
  return { literal: { text: bare, quoted: false }, end: at + bare.length };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function parseJsonString(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw invalidFilter(`${quoted} is not a JSON string.`);
  }
}

/** The literal as a value of the attribute's type, or null; 400 `invalidFilter` when operator, attribute and literal do not fit. */
export function comparisonValue(path: AttributePath, operator: string, literal: Literal): string | number | boolean | null {
  const attribute = path.sub ?? path.attribute;
  const name = pathName(path);
  if (!operatorsOf(attribute).includes(operator))
    throw invalidFilter(`The operator '${operator}' does not apply to ${name} (${attribute.type}).`);
  if (!literal.quoted && literal.text.toLowerCase() === "null") {
    if (operator === "eq" || operator === "ne") return null;
    throw invalidFilter(`null can only be compared by eq and ne.`);
  }
  const value = convert(attribute, literal);
  if (value === undefined) throw invalidFilter(`The value compared with ${name} is not of type ${attribute.type}.`);
  return value;
}

/** RFC 7644 §3.4.2.2 (Table 3): no order among booleans and binaries; substrings are a matter of text. */
function operatorsOf({ type }: Attribute): readonly string[] {
  const equality = ["eq", "ne"];
  const substring = ["co", "sw", "ew"];
  const order = ["gt", "ge", "lt", "le"];
  if (type === "boolean") return equality;
  if (type === "binary") return [...equality, ...substring];
  if (type === "string" || type === "reference") return [...equality, ...substring, ...order];
  return [...equality, ...order];
}

function convert({ type }: Attribute, { text, quoted }: Literal): string | number | boolean | undefined {
  const isBoolean = /^(true|false)$/i.test(text);
  switch (type) {
    case "boolean":
      // Entra writes `primary eq "True"`.
      return isBoolean ? text.toLowerCase() === "true" : undefined;
    case "dateTime":
      // a + that was not encoded in the query string arrives as a space
      return toInstant(text.replace(/ (?=\d\d:\d\d$)/, "+"));
    case "integer":
      return !quoted && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case "decimal":
      return !quoted && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined;
    default:
      return (isBoolean && !quoted) || !isStorable(text) ? undefined : text;
  }
}
