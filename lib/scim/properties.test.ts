import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Attribute, commonAttributes } from "./attribute.ts";
import { canon, canonicalCopy } from "./canon.ts";
import { ScimError } from "./error.ts";
import { parseFilter } from "./filter.ts";
import { groupType } from "./group.ts";
import { parseListQuery, parseSearchRequest } from "./list.ts";
import { matches } from "./match.ts";
import { applyPatch } from "./patch.ts";
import { parsePatchPath } from "./path.ts";
import { parseProjection, project } from "./project.ts";
import { compareCodePoints, toInstant } from "./text.ts";
import { enterpriseSchema, type UserResource, userSchema, userType } from "./user.ts";
import { readResource } from "./validate.ts";

const runs = { numRuns: 500 };

/** Runs and returns what it returned, or undefined when it threw a ScimError; anything else it throws is a bug. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

const namesOf = (attributes: readonly Attribute[]) =>
  attributes.flatMap(({ name, subAttributes }) => [name, ...(subAttributes ?? []).map((sub) => `${name}.${sub.name}`)]);
const names = [
  ...namesOf(commonAttributes),
  ...namesOf(userType.attributes),
  ...namesOf(userType.extensions[0]?.attributes ?? []).map((name) => `${enterpriseSchema}:${name}`),
  userSchema,
  enterpriseSchema,
  "shoeSize",
  "__proto__",
  "constructor.prototype",
  "urn:x:y:z",
];

const name = fc.constantFrom(...names);
const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom("True", "work", "", "\u0000", "\ud800", "a"),
);
const scalar = fc.oneof(text, fc.boolean(), fc.integer(), fc.constant(null), fc.double());
const element = fc.dictionary(fc.constantFrom("value", "type", "primary", "display", "$ref", "givenName", "__proto__"), scalar, {
  maxKeys: 4,
});
const value = fc.oneof(scalar, element, fc.array(fc.oneof(scalar, element), { maxLength: 4 }), fc.jsonValue({ maxDepth: 3 }));

const literal = fc.oneof(
  text.map((given) => JSON.stringify(given)),
  fc.constantFrom("true", "null", "5", "bare", '"2026-01-01T00:00:00Z"', '"'),
);
const operator = fc.constantFrom("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr", "EQ", "regex");
const subTerm = fc
  .tuple(fc.constantFrom("value", "type", "primary", "display", "x"), operator, literal)
  .map((parts) => parts.join(" "));
const path = fc.oneof(
  name,
  fc.tuple(name, subTerm).map(([attribute, term]) => `${attribute}[${term}]`),
  fc
    .tuple(name, subTerm, fc.constantFrom("value", "type", "primary", "x"))
    .map(([attribute, term, sub]) => `${attribute}[${term}].${sub}`),
);
const { filter } = fc.letrec<{ filter: string; term: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    tie("term"),
    fc.tuple(tie("filter"), fc.constantFrom("and", "or"), tie("filter")).map((parts) => parts.join(" ")),
    tie("filter").map((inner) => `not (${inner})`),
    tie("filter").map((inner) => `(${inner})`),
  ),
  term: fc.oneof(
    fc
      .tuple(name, operator, literal)
      .map(([attribute, op, given]) => (op === "pr" ? `${attribute} pr` : `${attribute} ${op} ${given}`)),
    fc.tuple(name, subTerm).map(([attribute, inner]) => `${attribute}[${inner}]`),
  ),
}));

const operation = fc.record(
  {
    op: fc.constantFrom("add", "Replace", "remove", "move"),
    path: fc.oneof(path, text),
    value: fc.oneof(value, fc.dictionary(path, value, { maxKeys: 4 })),
  },
  { requiredKeys: ["op"] },
);
const patchBody = fc.oneof(
  fc.record({ Operations: fc.array(operation, { minLength: 1, maxLength: 4 }) }),
  fc.record({ Operations: fc.jsonValue() }),
  fc.jsonValue(),
);
const body = fc.oneof(
  fc.dictionary(path, value),
  fc.dictionary(name, value).map((attributes) => ({ ...attributes, userName: "b" })),
  fc.jsonValue(),
);

const user: UserResource = {
  userName: "Bjensen",
  name: { givenName: "Barbara" },
  emails: [
    { value: "a", type: "work", primary: true },
    { value: "b", type: "home" },
  ],
  roles: [{ value: "r" }],
  [enterpriseSchema]: { manager: { value: "m1" } },
};

const prototypeKeys = Object.getOwnPropertyNames(Object.prototype).sort();

describe("whatever is sent, only a ScimError is thrown", () => {
  test("parseFilter and matches", () => {
    fc.assert(
      fc.property(fc.oneof(filter, text, fc.string()), (given) => {
        const parsed = attempt(() => parseFilter(given, userType));
        if (parsed) expect(typeof matches(parsed, user)).toBe("boolean");
      }),
      { numRuns: 3000 },
    );
  });

  test("parsePatchPath", () => {
    fc.assert(
      fc.property(fc.oneof(path, text, fc.string()), (given) => {
        attempt(() => parsePatchPath(given, userType));
        attempt(() => parsePatchPath(given, groupType));
      }),
      { numRuns: 3000 },
    );
  });

  test("readResource, parseSearchRequest, parseListQuery and parseProjection", () => {
    fc.assert(
      fc.property(
        body,
        fc.array(fc.tuple(fc.constantFrom("count", "startIndex", "sortOrder", "filter", "cursor"), text)),
        (given, params) => {
          attempt(() => readResource(userType, given));
          attempt(() => readResource(groupType, given));
          attempt(() => parseSearchRequest(given));
          attempt(() => parseListQuery(new URLSearchParams(params)));
          attempt(() => parseProjection({ attributes: params.map(([, attribute]) => attribute) }, userType));
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe("applyPatch", () => {
  test("never changes what it was given, nor Object.prototype, and what it returns is valid", () => {
    const before = structuredClone(user);
    fc.assert(
      fc.property(patchBody, (given) => {
        const sent = JSON.stringify(given);
        const patched = attempt(() => applyPatch(userType, user, given));
        attempt(() => applyPatch(groupType, { displayName: "x" }, given));
        expect(user).toEqual(before);
        expect(JSON.stringify(given)).toBe(sent);
        expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(prototypeKeys);
        if (!patched) return;
        // Reading it as a request body finds nothing to correct: right types, one primary, nothing unassigned or unknown.
        expect(readResource(userType, patched.resource)).toEqual({ resource: patched.resource, ignored: [] });
      }),
      { numRuns: 3000 },
    );
  });

  test("replace is idempotent", () => {
    fc.assert(
      fc.property(path, value, (at, given) => {
        const Operations = [{ op: "replace", path: at, value: given }];
        const once = attempt(() => applyPatch(userType, user, { Operations }));
        // A replaced element may no longer match the filter that selected it: then the second request is another one.
        if (!once || at.includes("[")) return;
        expect(applyPatch(userType, once.resource, { Operations }).resource).toEqual(once.resource);
      }),
      { numRuns: 3000 },
    );
  });

  test("add is idempotent without a filter", () => {
    fc.assert(
      fc.property(name, value, (at, given) => {
        const Operations = [{ op: "add", path: at, value: given }];
        const once = attempt(() => applyPatch(userType, user, { Operations }));
        if (once) expect(applyPatch(userType, once.resource, { Operations }).resource).toEqual(once.resource);
      }),
      { numRuns: 3000 },
    );
  });

  test("two operations in one request are the two in two requests", () => {
    fc.assert(
      fc.property(operation, operation, (first, second) => {
        const together = attempt(() => applyPatch(userType, user, { Operations: [first, second] })?.resource);
        const apart = attempt(() => {
          const { resource } = applyPatch(userType, user, { Operations: [first] });
          return applyPatch(userType, resource, { Operations: [second] }).resource;
        });
        expect(together).toEqual(apart);
      }),
      runs,
    );
  });
});

test("not is the opposite, and double not the same", () => {
  fc.assert(
    fc.property(filter, (given) => {
      const parsed = attempt(() => parseFilter(`(${given})`, userType));
      if (!parsed) return;
      const matched = matches(parsed, user);
      const negated = attempt(() => parseFilter(`not (${given})`, userType));
      if (negated) expect(matches(negated, user)).toBe(!matched);
    }),
    { numRuns: 2000 },
  );
});

test("projection keeps id and schemas, adds nothing, and all-but-nothing is everything", () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 4 }), fc.constantFrom("attributes", "excludedAttributes"), (chosen, kind) => {
      const full = project(userType, { id: "u1", ...user }, { kind: "default" });
      const shown = project(userType, { id: "u1", ...user }, parseProjection({ [kind]: chosen }, userType));
      expect(shown).toMatchObject({ id: "u1", schemas: expect.arrayContaining([userSchema]) });
      for (const key of Object.keys(shown)) expect(full).toHaveProperty([key]);
      expect(shown.schemas.includes(enterpriseSchema)).toBe(enterpriseSchema in shown);
    }),
    runs,
  );
});

describe("text", () => {
  const anyText = fc.string({ unit: "binary", maxLength: 12 });

  test("canon is idempotent and does not see case, width or composition", () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const once = canon(given);
        expect(canon(once)).toBe(once);
        expect(canon(given.normalize("NFD"))).toBe(once);
      }),
      { numRuns: 20_000 },
    );
  });

  test("a canonical copy is its own canonical copy", () => {
    fc.assert(
      fc.property(anyText, (given) => {
        const copy = canonicalCopy(userType, { userName: given, emails: [{ value: given, primary: true }] });
        expect(canonicalCopy(userType, copy)).toEqual(copy);
      }),
      runs,
    );
  });

  test("code point order is UTF-8 byte order", () => {
    const wellFormed = fc.string({
      unit: fc.constantFrom("a", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\u{10ffff}"),
      maxLength: 4,
    });
    fc.assert(
      fc.property(wellFormed, wellFormed, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 5000 },
    );
  });

  test("an instant survives being written in any zone", () => {
    const instants = fc.date({
      min: new Date("0002-01-01T00:00:00Z"),
      max: new Date("9998-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, minutes) => {
        const local = new Date(instant.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const pad = (part: number) => String(Math.trunc(Math.abs(part))).padStart(2, "0");
        const zone = `${minutes < 0 ? "-" : "+"}${pad(minutes / 60)}:${pad(minutes % 60)}`;
        expect(toInstant(`${local}${zone}`)).toBe(instant.toISOString());
      }),
      runs,
    );
  });
});
