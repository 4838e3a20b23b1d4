import fc from "fast-check";
import { type Attribute, commonAttributes, type ResourceType } from "../../lib/scim/attribute.ts";
import { userType } from "../../lib/scim/user.ts";
import { arbitraryText } from "./arbitrary-user.ts";

/** A name that a filter may use; `values` are those that occur under it. */
type Name = { written: string; attribute: Attribute; values: readonly unknown[] };

/** The served resources, from whose values most literals are taken. */
type Corpus = readonly object[];

const member = (holder: unknown, name: string): unknown =>
  typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;
const elementsOf = (values: readonly unknown[]) => values.flat().filter((value) => value !== undefined);
const valuesOf = (holders: readonly unknown[], name: string) => elementsOf(holders.map((holder) => member(holder, name)));

/** Every attribute and sub-attribute of one table with what stands before its name. */
function namesOf(table: readonly Attribute[], holders: readonly unknown[], prefix = ""): Name[] {
  return table.filter(isFilterable).flatMap((attribute) => {
    const whole = { written: prefix + attribute.name, attribute, values: valuesOf(holders, attribute.name) };
    const subs = namesOf(attribute.subAttributes ?? [], whole.values, `${whole.written}.`);
    return [whole, ...subs];
  });
}

const isFilterable = ({ returned }: Attribute) => returned !== "never";

function allNames(corpus: Corpus, type: ResourceType): Name[] {
  const core = [...commonAttributes, ...type.attributes];
  const extended = (urn: string) => corpus.map((resource) => member(resource, urn));
  return [
    ...namesOf(core, corpus),
    ...namesOf(core, corpus, `${type.schema}:`),
    ...type.extensions.flatMap(({ urn, attributes }) => namesOf(attributes, extended(urn), `${urn}:`)),
  ];
}

const anyCase = (text: string) => fc.constantFrom(text, text, text, text.toUpperCase(), text.toLowerCase());

/** A value as it is, or so that case, width, composition or a part of it differ. */
const varied = (value: string): fc.Arbitrary<string> => {
  const characters = [...value];
  const part = fc
    .tuple(fc.nat(characters.length), fc.nat(characters.length))
    .map((ends) => characters.slice(Math.min(...ends), Math.max(...ends)).join(""));
  const changed = fc.constantFrom(
    value,
    value.toUpperCase(),
    value.toLowerCase(),
    value.normalize("NFD"),
    value.normalize("NFKC"),
  );
  return fc.oneof(changed, part, arbitraryText);
};

const shift = (instant: string, milliseconds: number) => new Date(Date.parse(instant) + milliseconds).toISOString();

function literalOf({ attribute, values }: Name): fc.Arbitrary<string> {
  const given = values.length > 0 ? fc.constantFrom(...values) : fc.constant(undefined);
  return given.chain((value) => {
    if (attribute.type === "boolean") return fc.constantFrom("true", "false", '"True"', '"FALSE"');
    if (attribute.type === "dateTime")
      return fc.constantFrom(0, 0, 1, -1, 86_400_000).map((by) => JSON.stringify(shift(String(value), by)));
    // a filter has at most 4,096 characters, an instant of two of them fits
    const text = typeof value === "string" ? varied(value) : arbitraryText;
    return text.map((wanted) => JSON.stringify(wanted));
  });
}

const equality = ["eq", "ne"];
const substring = ["co", "sw", "ew"];
const order = ["gt", "ge", "lt", "le"];

function operatorsOf({ type }: Attribute): string[] {
  if (type === "boolean") return equality;
  if (type === "binary") return [...equality, ...substring];
  return type === "dateTime" ? [...equality, ...order] : [...equality, "eq", ...substring, ...order];
}

/** `title co "x"`, `title pr`, `title eq null`; a complex attribute is compared by its value, if it has one. */
function comparisonOf(name: Name): fc.Arbitrary<string> {
  const present = anyCase("pr").map((word) => `${name.written} ${word}`);
  const value = name.attribute.subAttributes?.find((sub) => sub.name === "value");
  if (name.attribute.type === "complex" && !value) return present;
  const compared = value ? { attribute: value, values: valuesOf(name.values, "value") } : name;
  const comparison = fc
    .tuple(
      anyCase(name.written),
      fc.constantFrom(...operatorsOf(compared.attribute)).chain(anyCase),
      literalOf({ ...name, ...compared }),
    )
    .map((parts) => parts.join(" "));
  const absent = fc.constantFrom("eq null", "ne null").map((test) => `${name.written} ${test}`);
  return fc.oneof({ weight: 8, arbitrary: comparison }, { weight: 2, arbitrary: present }, { weight: 1, arbitrary: absent });
}

/** `and`, `or`, `not` and parentheses over terms. */
function combined(term: fc.Arbitrary<string>, maxDepth: number): fc.Arbitrary<string> {
  const { whole } = fc.letrec<{ whole: string }>((tie) => ({
    whole: fc.oneof(
      { maxDepth, depthIdentifier: fc.createDepthIdentifier() },
      { weight: 6, arbitrary: term },
      {
        weight: 3,
        arbitrary: fc.tuple(tie("whole"), fc.constantFrom("and", "or", "AND"), tie("whole")).map((parts) => parts.join(" ")),
      },
      { weight: 2, arbitrary: tie("whole").map((inner) => `not (${inner})`) },
      { weight: 1, arbitrary: tie("whole").map((inner) => `(${inner})`) },
    ),
  }));
  return whole;
}

/** `emails[type eq "work" and not (value sw "x")]`, and the form with a sub-attribute behind it. */
function elementOf(name: Name): fc.Arbitrary<string> {
  const subs = namesOf(name.attribute.subAttributes ?? [], name.values);
  const inner = combined(fc.constantFrom(...subs).chain(comparisonOf), 2);
  const behind = fc.oneof(
    { weight: 3, arbitrary: fc.constant("") },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...subs)
        .chain(comparisonOf)
        .map((comparison) => `.${comparison}`),
    },
  );
  return fc.tuple(inner, behind).map(([term, rest]) => `${name.written}[${term}]${rest}`);
}

/** Filters of the whole grammar over every attribute of a type, most of them about values that occur in the corpus. */
export function arbitraryFilter(corpus: Corpus, type: ResourceType = userType): fc.Arbitrary<string> {
  const names = allNames(corpus, type);
  const complex = names.filter(({ attribute }) => attribute.subAttributes);
  const term = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...names).chain(comparisonOf) },
    { weight: 2, arbitrary: fc.constantFrom(...complex).chain(elementOf) },
  );
  return combined(term, 3).filter((filter) => filter.length <= 4096);
}
