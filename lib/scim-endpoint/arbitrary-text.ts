import fc from "fast-check";
import { type Attribute, commonAttributes } from "../scim/attribute.ts";
import { groupType } from "../scim/group.ts";
import { enterpriseSchema, userSchema, userType } from "../scim/user.ts";

// What hostile requests are made of: names, values, filters and paths that are nearly right, or far too long.

export const pick = fc.constantFrom;
export const many = (piece: string, count: number) => piece.repeat(count);
export const sizes = pick(0, 1, 2, 20, 21, 50, 51, 320, 321, 1000, 1001, 1024, 1025, 4096, 4097, 16_383, 100_000);

const namesOf = (table: readonly Attribute[], prefix = ""): string[] =>
  table.flatMap(({ name, subAttributes = [] }) => [prefix + name, ...namesOf(subAttributes, `${prefix}${name}.`)]);

const names = [
  ...namesOf([...commonAttributes, ...userType.attributes, ...groupType.attributes]),
  ...userType.extensions.flatMap(({ urn, attributes }) => namesOf(attributes, `${urn}:`)),
  ...[userSchema, enterpriseSchema, `${userSchema}:`, `${userSchema}:userName`, "urn:x:y:z", "urn:", ":", ".", "a.b.c.d"],
  ...[
    "__proto__",
    "constructor",
    "constructor.prototype",
    "prototype",
    "toString",
    "hasOwnProperty",
    "emails.__proto__",
    "$ref",
    "",
  ],
];
export const name = fc.oneof({ weight: 9, arbitrary: pick(...names) }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) });

export const text = fc.oneof(
  fc.string({ maxLength: 10 }),
  fc.string({ unit: "binary", maxLength: 10 }),
  pick("", "True", "work", "\u0000", "\ud800", "\udfff", "%", "%00", "'; drop table users; --", "\\", '"', "$1", "{}", "[]"),
  pick(
    "2026-01-01T00:00:00Z",
    "9999-99-99T99:99:99Z",
    "-0001-01-01T00:00:00Z",
    "NaN",
    "1e999",
    "null",
    "-0",
    "01890000-0000-7000-8000-000000000000",
  ),
  fc
    .tuple(
      pick("a", "漢", "😀", "\u0301", "(", "[", '"', "\\", " ", "%", "ΐ", "=", "password ", "and ", "]."),
      sizes,
      pick("", "!", "]", '"'),
    )
    .map(([piece, size, end]) => many(piece, size) + end),
);

const literal = fc.oneof(
  text.map((value) => JSON.stringify(value)),
  text,
  pick("true", "false", "null", "5", "-1.5e3", '"', "''"),
);
const operator = pick("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr", "EQ", "regex", "=", "");
const term = fc.tuple(name, operator, literal).map((parts) => parts.join(" "));
export const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 5, withCrossShrink: false },
    term,
    fc.tuple(tie("filter"), pick("and", "or", "AND", "xor", ""), tie("filter")).map((parts) => parts.join(" ")),
    tie("filter").map((inner) => `not (${inner})`),
    tie("filter").map((inner) => `(${inner})`),
    fc
      .tuple(name, tie("filter"), pick("", ".value", ".value eq 1", "]", "["))
      .map(([of, inner, rest]) => `${of}[${inner}]${rest}`),
    fc
      .tuple(pick("(", "[", "not (", "emails[", '"', "a ", "a eq 1 and ", "a eq 1 or ", "\\"), sizes)
      .map(([piece, size]) => many(piece, size)),
  ),
}));
export const patchPath = fc.oneof(
  name,
  filter,
  text,
  fc.tuple(name, filter, name).map(([of, inner, sub]) => `${of}[${inner}].${sub}`),
);
