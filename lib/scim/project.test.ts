import { describe, expect, test } from "vitest";
import { findAttribute } from "./attribute.ts";
import { groupType } from "./group.ts";
import { isSelected, parseProjection, project } from "./project.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";

const user = {
  id: "u1",
  externalId: "x1",
  userName: "bjensen",
  password: "secret",
  name: { givenName: "Barbara", familyName: "Jensen" },
  emails: [
    { value: "a@b.c", type: "work", primary: true },
    { value: "d@e.f", type: "home" },
  ],
  groups: [{ value: "g1", display: "Staff" }],
  [enterpriseSchema]: { department: "Sales", manager: { value: "u2", displayName: "Boss" } },
  meta: { resourceType: "User", location: "https://x/Users/u1", version: 'W/"1"' },
};

const show = (params: Parameters<typeof parseProjection>[0]) => project(userType, user, parseProjection(params, userType));

describe("without parameters", () => {
  test("everything with returned default or always comes back, a password never", () => {
    const { password: _, ...rest } = user;
    expect(show({})).toEqual({ ...rest, schemas: [userSchema, enterpriseSchema] });
  });

  test("schemas comes first, meta last, whatever the order in memory", () => {
    const names = Object.keys(show({}));
    expect([names[0], names.at(-1)]).toEqual(["schemas", "meta"]);
  });

  test("the extension's URN is in schemas only when extension data is in the answer", () => {
    expect(project(userType, { id: "u1", userName: "x" }, parseProjection({}, userType)).schemas).toEqual([userSchema]);
    expect(project(userType, { id: "u1", [enterpriseSchema]: {} }, parseProjection({}, userType))).toEqual({
      schemas: [userSchema],
      id: "u1",
    });
  });

  test("nothing is ever returned as null, and unknown keys do not leak", () => {
    expect(project(userType, { id: "u1", title: null, secret: 1 }, parseProjection({}, userType))).toEqual({
      schemas: [userSchema],
      id: "u1",
    });
  });
});

describe("attributes", () => {
  const minimum = { schemas: [userSchema], id: "u1" };

  test.each([
    ["userName", { userName: "bjensen" }],
    ["USERNAME", { userName: "bjensen" }],
    [`${userSchema}:userName`, { userName: "bjensen" }],
    ["userName, externalId", { userName: "bjensen", externalId: "x1" }],
    ["name.givenName", { name: { givenName: "Barbara" } }],
    ["name,name.givenName", { name: user.name }],
    ["emails.value", { emails: [{ value: "a@b.c" }, { value: "d@e.f" }] }],
    ['emails[type eq "a,b"]', { emails: user.emails }],
    ['userName,emails[type eq "work"].value', { userName: "bjensen", emails: [{ value: "a@b.c" }, { value: "d@e.f" }] }],
    ["emails.primary", { emails: [{ primary: true }] }],
    ["emails.display", {}],
    ["meta.location", { meta: { location: "https://x/Users/u1" } }],
    ["groups", { groups: user.groups }],
    ["id", {}],
    ["shoeSize", {}],
    ["password", {}],
  ])("%s", (attributes, expected) => expect(show({ attributes })).toEqual({ ...minimum, ...expected }));

  test.each([
    [`${enterpriseSchema}:department`, { department: "Sales" }],
    [`${enterpriseSchema}:manager.value`, { manager: { value: "u2" } }],
    [enterpriseSchema, user[enterpriseSchema]],
    [enterpriseSchema.toUpperCase(), user[enterpriseSchema]],
  ])("%s brings the extension and its URN", (attributes, expected) =>
    expect(show({ attributes })).toEqual({ id: "u1", schemas: [userSchema, enterpriseSchema], [enterpriseSchema]: expected }),
  );

  test("a search request sends an array of names", () => {
    expect(show({ attributes: ["userName", "externalId"] })).toEqual({ ...minimum, userName: "bjensen", externalId: "x1" });
  });
});

describe("excludedAttributes", () => {
  test("what is named is left out, id and schemas are not", () => {
    const shown = show({ excludedAttributes: "id,schemas,groups,emails,meta,userName" });
    expect(Object.keys(shown).sort()).toEqual(["externalId", "id", "name", "schemas", enterpriseSchema].sort());
  });

  test("a sub-attribute is left out of every element", () => {
    expect(show({ excludedAttributes: "emails.type,name.familyName" })).toMatchObject({
      emails: [{ value: "a@b.c", primary: true }, { value: "d@e.f" }],
      name: { givenName: "Barbara" },
    });
  });

  test("a whole extension is left out with its URN, also attribute by attribute", () => {
    for (const excludedAttributes of [enterpriseSchema, `${enterpriseSchema}:department,${enterpriseSchema}:manager`]) {
      const shown = show({ excludedAttributes });
      expect(shown.schemas).toEqual([userSchema]);
      expect(shown).not.toHaveProperty([enterpriseSchema]);
    }
  });
});

test("attributes and excludedAttributes together are 400 invalidValue", () => {
  expect(() => parseProjection({ attributes: "userName", excludedAttributes: "emails" }, userType)).toThrow(
    expect.objectContaining({ status: 400, scimType: "invalidValue" }),
  );
});

test("empty parameters are as absent ones", () => {
  expect(parseProjection({ attributes: "", excludedAttributes: null }, userType)).toEqual({ kind: "default" });
});

test("isSelected tells whether members must be loaded", () => {
  const members = findAttribute(groupType.attributes, "members");
  if (!members) throw new Error("no members");
  const selected = (params: Parameters<typeof parseProjection>[0]) =>
    isSelected(parseProjection(params, groupType), groupType.schema, members);
  expect(selected({})).toBe(true);
  expect(selected({ excludedAttributes: "members" })).toBe(false);
  expect(selected({ attributes: "displayName" })).toBe(false);
  expect(selected({ attributes: "members.value" })).toBe(true);
  expect(selected({ excludedAttributes: "members.display" })).toBe(true);
});
