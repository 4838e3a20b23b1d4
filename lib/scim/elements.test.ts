import { describe, expect, test } from "vitest";
import { applyPatch } from "./patch.ts";
import type { LabelledValue, UserResource } from "./user.ts";
import { userType } from "./user.ts";
import { readResource } from "./validate.ts";

const minimal: UserResource = { userName: "b" };
const work: LabelledValue = { value: "work@x.org", type: "work", primary: true };
const home: LabelledValue = { value: "home@x.org", type: "home" };
const withEmails: UserResource = { userName: "b", emails: [work, home] };

const patch = (operations: unknown, resource = withEmails) => applyPatch(userType, resource, { Operations: operations }).resource;
const emails = (operation: object, resource = withEmails) => patch([operation], resource).emails;
const noTarget = expect.objectContaining({ status: 400, scimType: "noTarget" });

describe("a selection that matches nothing (decision 2)", () => {
  test.each(["Add", "Replace"])("%s creates the element when the type is canonical (Entra)", (op) => {
    const operation = { op, path: 'emails[type eq "work"].value', value: "updated@x.org" };
    expect(emails(operation, minimal)).toEqual([{ type: "work", value: "updated@x.org" }]);
    expect(emails({ ...operation, path: 'EMAILS[type eq "Other"].value' })).toEqual([
      work,
      home,
      { type: "Other", value: "updated@x.org" },
    ]);
  });

  test("several operations of one request fill the same new element", () => {
    const parts = { streetAddress: "1 Main St", locality: "Vienna", postalCode: "1010", country: "AT" };
    const operations = Object.entries(parts).map(([name, value]) => ({
      op: "Add",
      path: `addresses[type eq "work"].${name}`,
      value,
    }));
    expect(patch(operations).addresses).toEqual([{ type: "work", ...parts }]);
  });

  test('roles[primary eq "True"] creates a primary role and fills it', () => {
    const operations = ["value", "display", "type"].map((name) => ({
      op: "Add",
      path: `roles[primary eq "True"].${name}`,
      value: name,
    }));
    expect(patch(operations).roles).toEqual([{ primary: true, value: "value", display: "display", type: "type" }]);
  });

  test("every eq value of the filter goes into the new element", () => {
    expect(emails({ op: "add", path: 'emails[type eq "other" and primary eq true].value', value: "x" })).toEqual([
      { ...work, primary: false },
      home,
      { type: "other", primary: true, value: "x" },
    ]);
  });

  test("a whole element is created as well, from the filter and the value", () => {
    expect(emails({ op: "add", path: 'emails[type eq "work"]', value: { value: "x" } }, minimal)).toEqual([
      { type: "work", value: "x" },
    ]);
    expect(emails({ op: "add", path: 'emails[type eq "work"]', value: "x" }, minimal)).toEqual([{ type: "work", value: "x" }]);
  });

  test.each(['emails[type eq "boat"].value', 'emails[type eq "boat"]', 'phoneNumbers[type eq "boat"].value'])(
    "%s is 400 noTarget: no canonical type",
    (path) => {
      expect(() => emails({ op: "replace", path, value: "x" })).toThrow(noTarget);
    },
  );

  test.each([
    'emails[type ne "work" and type ne "home"].value',
    "emails[not (type pr)].value",
    'emails[type eq "other" or value eq "x"].value',
    'emails[value co "nobody"].type',
  ])("%s is 400 noTarget: it does not say what the element would be", (path) =>
    expect(() => emails({ op: "replace", path, value: "x" })).toThrow(noTarget),
  );

  test("a type without canonical list may be anything", () => {
    expect(patch([{ op: "add", path: 'entitlements[type eq "plan"].value', value: "gold" }]).entitlements).toEqual([
      { type: "plan", value: "gold" },
    ]);
  });

  test.each([null, ""])("clearing by %j creates nothing", (value) => {
    expect(patch([{ op: "Replace", path: 'emails[type eq "work"].value', value }], minimal)).toEqual(minimal);
    expect(patch([{ op: "Replace", path: 'emails[type eq "work"]', value }], minimal)).toEqual(minimal);
  });
});

describe("a selection that matches", () => {
  test.each(["add", "replace"])("%s of a sub-attribute replaces it, never a second element (decision 4)", (op) => {
    expect(emails({ op, path: 'emails[type eq "WORK"].value', value: "new@x.org" })).toEqual([
      { ...work, value: "new@x.org" },
      home,
    ]);
  });

  test("every matching element is changed (RFC 7644 §3.5.2.3)", () => {
    expect(emails({ op: "replace", path: 'emails[value ew "x.org"].display', value: "X" })).toEqual([
      { ...work, display: "X" },
      { ...home, display: "X" },
    ]);
  });

  test.each(["add", "replace"])("%s of a whole element replaces it and keeps what selected it", (op) => {
    expect(emails({ op, path: 'emails[type eq "work"]', value: { value: "new@x.org" } })).toEqual([
      { type: "work", value: "new@x.org" },
      home,
    ]);
    expect(emails({ op, path: 'emails[type eq "work"]', value: [{ value: "n", type: "other" }] })).toEqual([
      { type: "other", value: "n" },
      home,
    ]);
  });

  test("RFC 7644 §3.5.2.3: a work address is replaced as a whole and becomes the primary one", () => {
    const addresses = [
      { type: "work", streetAddress: "1 Old St", region: "NY" },
      { type: "home", streetAddress: "2 Home St", primary: true },
    ];
    const value = { type: "work", streetAddress: "911 Universal City Plaza", locality: "Hollywood", primary: true };
    expect(patch([{ op: "replace", path: 'addresses[type eq "work"]', value }], { userName: "b", addresses }).addresses).toEqual([
      value,
      { type: "home", streetAddress: "2 Home St", primary: false },
    ]);
  });

  test("a value whose parts are all empty takes the element away", () => {
    for (const value of [{ value: "" }, { value: null, type: "work" }, null, ""])
      expect(emails({ op: "replace", path: 'emails[type eq "work"]', value })).toEqual([home]);
  });

  test("a value without anything known changes nothing", () => {
    expect(emails({ op: "replace", path: 'emails[type eq "work"]', value: { color: "red" } })).toEqual([work, home]);
  });
});

describe("primary (RFC 7644 §3.5.2)", () => {
  test.each([
    [
      { op: "replace", path: 'emails[type eq "home"].primary', value: "True" },
      [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    ],
    [
      { op: "add", path: "emails", value: { value: "n", primary: true } },
      [{ ...work, primary: false }, home, { value: "n", primary: true }],
    ],
    [
      { op: "add", path: "emails", value: [{ ...home, primary: true }] },
      [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    ],
    [{ op: "replace", path: "emails[value pr].primary", value: true }, [work, { ...home, primary: false }]],
    [{ op: "replace", path: 'emails[type eq "work"].primary', value: false }, [{ ...work, primary: false }, home]],
  ])("%j leaves at most one primary", (operation, expected) => expect(emails(operation)).toEqual(expected));

  test("changing something else leaves primary alone", () => {
    expect(emails({ op: "replace", path: 'emails[type eq "home"].value', value: "n" })?.[0]).toEqual(work);
  });
});

describe("add to a multi-valued attribute", () => {
  test("appends, as an array or as one object", () => {
    const other = { value: "n@x.org", type: "other" };
    for (const value of [[other], other]) expect(emails({ op: "add", path: "emails", value })).toEqual([work, home, other]);
    expect(emails({ op: "add", path: "emails", value: other }, minimal)).toEqual([other]);
  });

  test("what is there already is not added again (RFC 7644 §3.5.2.1)", () => {
    expect(emails({ op: "add", path: "emails", value: [work, home, home] })).toEqual([work, home]);
  });

  test("the same type and value with another label updates the element (RFC 7643 §2.4)", () => {
    expect(emails({ op: "add", path: "emails", value: [{ ...home, display: "H" }] })).toEqual([work, { ...home, display: "H" }]);
    expect(emails({ op: "add", path: "emails", value: [{ value: work.value, type: "work", display: "W" }] })?.[0]).toEqual({
      ...work,
      display: "W",
    });
    expect(emails({ op: "add", path: "emails", value: [{ value: home.value, type: "other" }] })).toHaveLength(3);
  });

  test("addresses are the same when every part is", () => {
    const address = { type: "work", locality: "Vienna" };
    const resource = { userName: "b", addresses: [address] };
    expect(
      patch([{ op: "add", path: "addresses", value: [{ type: "WORK", locality: "vienna" }] }], resource).addresses,
    ).toHaveLength(1);
    expect(patch([{ op: "add", path: "addresses", value: [{ ...address, country: "AT" }] }], resource).addresses).toHaveLength(2);
  });

  test.each([[[]], [null], [{}]])("adding %j changes nothing", (value) =>
    expect(emails({ op: "add", path: "emails", value })).toEqual([work, home]),
  );

  test("more than 1,000 values are 400 invalidValue", () => {
    const values = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, index) => ({ value: `${prefix}${index}` }));
    const full = { userName: "b", roles: values(1000, "a") };
    expect(() => patch([{ op: "add", path: "roles", value: values(1, "b") }], full)).toThrow(
      expect.objectContaining({ scimType: "invalidValue" }),
    );
  });
});

describe("replace of a multi-valued attribute", () => {
  test("sets exactly the given values", () => {
    expect(emails({ op: "replace", path: "emails", value: [{ value: "n" }] })).toEqual([{ value: "n" }]);
    expect(emails({ op: "replace", path: "emails", value: { value: "n" } })).toEqual([{ value: "n" }]);
  });

  test.each([[[]], [null], [""]])("%j unassigns", (value) =>
    expect(patch([{ op: "replace", path: "emails", value }])).toEqual(minimal),
  );

  test("emails.value without a filter sets every element, or makes one", () => {
    expect(emails({ op: "replace", path: "emails.value", value: "n" })).toEqual([
      { ...work, value: "n" },
      { ...home, value: "n" },
    ]);
    expect(emails({ op: "replace", path: "emails.value", value: "n" }, minimal)).toEqual([{ value: "n" }]);
  });
});

describe("remove", () => {
  test("without filter or value takes all", () => {
    expect(patch([{ op: "remove", path: "emails" }])).toEqual(minimal);
    expect(patch([{ op: "Remove", path: "emails", value: null }])).toEqual(minimal);
  });

  test("by filter takes those that match, and the attribute with the last", () => {
    expect(emails({ op: "remove", path: 'emails[type eq "work" and value ew "x.org"]' })).toEqual([home]);
    expect(patch([{ op: "remove", path: 'emails[value ew "x.org"]' }])).toEqual(minimal);
  });

  test("with a list of values takes exactly those; what is not there is no error", () => {
    expect(emails({ op: "Remove", path: "emails", value: [{ value: "WORK@x.org", $ref: null }] })).toEqual([home]);
    expect(emails({ op: "remove", path: "emails", value: ["home@x.org"] })).toEqual([work]);
    expect(emails({ op: "remove", path: "emails", value: { type: "home", value: "home@x.org" } })).toEqual([work]);
    for (const value of [[], [{ value: "nobody" }], [{ value: "work@x.org", type: "home" }], [{}], [{ color: "red" }]])
      expect(emails({ op: "remove", path: "emails", value })).toEqual([work, home]);
  });

  test("a filter without match is 400 noTarget for elements and success for sub-attributes (decision 3)", () => {
    expect(() => emails({ op: "remove", path: 'emails[type eq "other"]' })).toThrow(noTarget);
    expect(() => emails({ op: "remove", path: 'emails[type eq "work"]' }, minimal)).toThrow(noTarget);
    expect(emails({ op: "remove", path: 'emails[type eq "other"].value' })).toEqual([work, home]);
  });

  test.each([{ op: "remove" }, { op: "Replace", value: "" }, { op: "Replace", value: null }])(
    "%j of the value takes the emptied element away",
    (rest) => {
      expect(emails({ ...rest, path: 'emails[type eq "work"].value' })).toEqual([home]);
    },
  );

  test("a sub-attribute that is not the last one leaves the element", () => {
    expect(emails({ op: "remove", path: 'emails[type eq "work"].primary' })).toEqual([{ value: work.value, type: "work" }, home]);
    const addresses = [{ type: "work", locality: "Vienna", country: "AT" }];
    const operation = { op: "remove", path: 'addresses[type eq "work"].country' };
    expect(patch([operation], { userName: "b", addresses }).addresses).toEqual([{ type: "work", locality: "Vienna" }]);
  });

  test('Polis: roles[value eq "x"] takes that role', () => {
    const roles = [{ value: "x" }, { value: "y" }];
    expect(patch([{ op: "remove", path: 'roles[value eq "x"]' }], { userName: "b", roles }).roles).toEqual([{ value: "y" }]);
  });
});

describe("bare strings stand for values", () => {
  test.each(["add", "replace"])("%s", (op) => {
    expect(patch([{ op, path: "roles", value: ["admin", "", null] }], minimal).roles).toEqual([{ value: "admin" }]);
    expect(patch([{ op, value: { emails: ["a@b", { value: "c@d" }] } }], minimal).emails).toEqual([
      { value: "a@b" },
      { value: "c@d" },
    ]);
  });

  test("POST and PUT", () => {
    const { resource } = readResource(userType, { userName: "b", roles: ["admin"], emails: ["a@b"] });
    expect(resource).toMatchObject({ roles: [{ value: "admin" }], emails: [{ value: "a@b" }] });
  });

  test("addresses have no value", () => {
    const invalid = expect.objectContaining({ status: 400, scimType: "invalidValue" });
    for (const value of ["1 Main St", ["1 Main St"]])
      expect(() => patch([{ op: "add", path: "addresses", value }], minimal)).toThrow(invalid);
  });
});

test.each(["add", "replace"])("%s on what is not primary creates it (decision 2)", (op) => {
  const operation = { op, path: 'roles[primary eq "False"].value', value: "admin" };
  const typed = { op, path: 'emails[primary eq false and type eq "work"].value', value: "a@b" };
  expect(patch([operation], minimal).roles).toEqual([{ primary: false, value: "admin" }]);
  expect(patch([operation, { ...operation, value: "user" }], minimal).roles).toEqual([{ primary: false, value: "user" }]);
  expect(patch([typed], minimal).emails).toEqual([{ primary: false, type: "work", value: "a@b" }]);
});
