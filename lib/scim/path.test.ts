import { describe, expect, test } from "vitest";
import { pathName } from "./attribute.ts";
import { groupType } from "./group.ts";
import { parsePatchPath } from "./path.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";

const show = (text: string) => {
  const target = parsePatchPath(text, userType);
  if (target.kind !== "attribute") return target.kind;
  return `${target.filter ? "filtered " : ""}${pathName(target.path)}`;
};

describe("paths of RFC 7644 §3.5.2", () => {
  test.each([
    ["userName", "userName"],
    ["NAME.familyname", "name.familyName"],
    ['emails[type eq "work"]', "filtered emails"],
    ['emails[type eq "work"].value', "filtered emails.value"],
    ['EMAILS[Type EQ "work" and value co "x"].Value', "filtered emails.value"],
    ['emails[value eq"a@b"]', "filtered emails"],
    ['emails[value eq "a]b"].type', "filtered emails.type"],
    ['emails[display eq "say \\"hi\\" ]"]', "filtered emails"],
    [" userName ", "userName"],
    [`${userSchema}:userName`, "userName"],
    [`${userSchema}:emails[type eq "work"].value`, "filtered emails.value"],
    [`${enterpriseSchema}:department`, `${enterpriseSchema}:department`],
    [`${enterpriseSchema}:manager.value`, `${enterpriseSchema}:manager.value`],
    [enterpriseSchema, "schema"],
    [userSchema, "schema"],
  ])("%s", (text, expected) => expect(show(text)).toBe(expected));
});

describe("malformed paths, and those of unknown core attributes, are invalidPath", () => {
  test.each([
    "",
    " ",
    ".",
    "userName.",
    ".userName",
    "user name",
    "emails[",
    "emails]",
    'emails[type eq "work"',
    'emails[type eq "work"]value',
    'emails[type eq "work"].',
    'emails[type eq "work"].value.x',
    'emails[type eq "work"][value eq "x"]',
    'emails.value[type eq "work"]',
    "emails[0",
    "/emails/0",
    "shoeSize",
    "name.shoeSize",
    'emails[type eq "work"].shoeSize',
    `${userSchema}:shoeSize`,
    "__proto__",
    "constructor.prototype",
    'title[value eq "x"].shoeSize',
    "urn:",
    "x".repeat(5000),
  ])("%j", (text) =>
    expect(() => parsePatchPath(text, userType)).toThrow(expect.objectContaining({ status: 400, scimType: "invalidPath" })),
  );
});

test.each(["emails[]", 'emails[shoeSize eq "x"]', "emails[type]", "emails[0]", 'emails[type regex "x"]'])(
  "%s has a wrong filter and is invalidFilter (RFC 7644 §3.12)",
  (text) =>
    expect(() => parsePatchPath(text, userType)).toThrow(expect.objectContaining({ status: 400, scimType: "invalidFilter" })),
);

describe("what is unknown under an extension is ignored", () => {
  test.each([
    `${enterpriseSchema}:shoeSize`,
    `${enterpriseSchema}:manager.shoeSize`,
    "urn:ietf:params:scim:schemas:extension:custom:2.0:User:color",
    'urn:ietf:params:scim:schemas:extension:custom:2.0:User:roles[value eq "x"].value',
    "urn:ietf:params:scim:schemas:extension:custom:2.0:User",
  ])("%s", (text) => expect(parsePatchPath(text, userType)).toEqual({ kind: "ignored", path: text, reason: "unknown" }));

  test("but a malformed path there is still invalidPath", () => {
    expect(() => parsePatchPath("urn:x:y:z[", userType)).toThrow(expect.objectContaining({ scimType: "invalidPath" }));
  });
});

test.each(["id", "meta", "meta.lastModified", "groups", 'groups[value eq "x"]', `${enterpriseSchema}:manager.displayName`])(
  "%s is read-only: mutability",
  (text) =>
    expect(() => parsePatchPath(text, userType)).toThrow(expect.objectContaining({ status: 400, scimType: "mutability" })),
);

test("schemas follows the data, so writing it is ignored", () => {
  expect(parsePatchPath("schemas", userType)).toEqual({ kind: "ignored", path: "schemas", reason: "readOnly" });
});

test.each([
  ["title[primary eq true].value", "title"],
  ['title[value eq "x"]', "title"],
  ['name[type eq "work"].givenName', "name.givenName"],
  [`${enterpriseSchema}:manager[value eq "x"].value`, `${enterpriseSchema}:manager.value`],
])("a filter on the single-valued %s is mapped to it", (text, expected) => expect(show(text)).toBe(expected));

test("members of a group are selected by value", () => {
  expect(parsePatchPath('members[value eq "u1"]', groupType)).toMatchObject({
    kind: "attribute",
    filter: { kind: "compare", op: "eq", value: "u1" },
  });
});
