import fc from "fast-check";
import type { Attribute } from "../../lib/scim/attribute.ts";
import { enterpriseSchema, type UserResource, userType } from "../../lib/scim/user.ts";
import { readResource } from "../../lib/scim/validate.ts";

/** Few pieces, so that values meet: the same text in another case, width, composition or code point range. */
const pieces = [
  ..."aAbBzZ09 .@%_\\\"'-ßſıİσς",
  ...[
    "ss",
    "SS",
    "é",
    "e\u0301",
    "É",
    "Å",
    "\u212b",
    "A\u030a",
    "ﬁ",
    "fi",
    "ＡＢ",
    "ab",
    "ｶﾞ",
    "ガ",
    "Σ",
    "ΐ",
    "q\u0323\u0307",
    "q\u0307\u0323",
  ],
  ...[
    "漢字",
    "😀",
    "\u{10ffff}",
    "\uffef",
    "\ue000",
    "\ud7ff",
    "\u00a0",
    "\u3000",
    "Straße",
    "STRASSE",
    "work",
    "Home",
    "x@y.org",
  ],
];

/** Text as people have it, and as nobody should. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 6 }).map((text) => text.replaceAll("\u0000", "0")),
  },
);

/** The longest values that are accepted: 1,024 characters of three and of four bytes, combining marks on every letter. */
export const longTexts = [
  ...["漢", "😀", "\u{2f81a}", "ΐ", "ﬃ"].map((character) => character.repeat(1024)),
  "e\u0301".repeat(512),
  `${"x".repeat(1023)}Y`,
];

const mostly = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });

/** A value of one attribute as a client would send it. */
function arbitraryValue(attribute: Attribute): fc.Arbitrary<unknown> {
  const { subAttributes, multiValued, canonicalValues, type } = attribute;
  if (multiValued) return fc.array(arbitraryValue({ ...attribute, multiValued: false }), { maxLength: 4 });
  if (subAttributes) return fc.record(Object.fromEntries(subAttributes.map((sub) => [sub.name, mostly(arbitraryValue(sub))])));
  if (type === "boolean") return fc.boolean();
  if (type === "binary") return fc.base64String({ minLength: 4, maxLength: 8 });
  if (canonicalValues) return fc.oneof(fc.constantFrom(...canonicalValues), arbitraryText);
  return fc.oneof({ weight: 150, arbitrary: arbitraryText }, { weight: 1, arbitrary: fc.constantFrom(...longTexts) });
}

const optional = (attributes: readonly Attribute[]) =>
  fc.record(Object.fromEntries(attributes.map((attribute) => [attribute.name, mostly(arbitraryValue(attribute))])));

/** A user as it is kept after a POST, with its externalId and active. Managers point to ids of `managers`, or nowhere. */
export const arbitraryUser = (managers: readonly string[]): fc.Arbitrary<UserResource> =>
  fc
    .record({
      core: optional(userType.attributes.filter(({ name }) => name !== "userName" && name !== "groups")),
      enterprise: mostly(
        optional(userType.extensions.flatMap(({ attributes }) => attributes.filter(({ name }) => name !== "manager"))),
      ),
      manager: mostly(fc.oneof(fc.constantFrom(...managers), arbitraryText)),
      externalId: mostly(fc.oneof(arbitraryText, fc.constantFrom(...longTexts))),
      name: arbitraryText,
      number: fc.nat(),
    })
    .map(({ core, enterprise, manager, externalId, name, number }) => {
      const body = { ...core, userName: `${name}${number}`, externalId, [enterpriseSchema]: { ...enterprise, manager } };
      return readResource(userType, JSON.parse(JSON.stringify(body))).resource;
    });
