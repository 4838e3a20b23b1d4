// The payloads that identity providers are known to send, whole, as a reader of their logs would find them.
import { describe, expect, test } from "vitest";
import { groupType } from "./group.ts";
import { applyPatch } from "./patch.ts";
import { enterpriseSchema, type UserResource, userSchema, userType } from "./user.ts";
import { readResource } from "./validate.ts";

const message = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const user: UserResource = {
  userName: "Test_User",
  externalId: "0a21f0f2",
  active: true,
  name: { givenName: "given", familyName: "family" },
};
const patchUser = (Operations: object[], resource = user) => applyPatch(userType, resource, { schemas: [message], Operations });

describe("Entra ID without a flag: one capitalised operation per mapping, always with a path", () => {
  const operations = [
    { op: "Replace", path: 'emails[type eq "work"].value', value: "updatedEmail@microsoft.com" },
    { op: "Add", path: 'phoneNumbers[type eq "mobile"].value', value: "+44 1234" },
    { op: "Add", path: 'addresses[type eq "work"].streetAddress', value: "1 Street" },
    { op: "Add", path: 'addresses[type eq "work"].locality', value: "Vienna" },
    { op: "Replace", path: "name.familyName", value: "updatedFamilyName" },
    { op: "Add", path: `${enterpriseSchema}:department`, value: "Sales" },
    { op: "Add", path: `${enterpriseSchema}:manager`, value: "m1" },
    { op: "Add", path: 'roles[primary eq "True"].display', value: "Administrator" },
    { op: "Add", path: 'roles[primary eq "True"].value', value: "Admin" },
    { op: "Replace", path: `${userSchema}:displayName`, value: "Updated" },
    { op: "Replace", path: "active", value: "False" },
  ];
  const updated = {
    ...user,
    active: false,
    displayName: "Updated",
    name: { givenName: "given", familyName: "updatedFamilyName" },
    emails: [{ type: "work", value: "updatedEmail@microsoft.com" }],
    phoneNumbers: [{ type: "mobile", value: "+44 1234" }],
    addresses: [{ type: "work", streetAddress: "1 Street", locality: "Vienna" }],
    roles: [{ primary: true, display: "Administrator", value: "Admin" }],
    [enterpriseSchema]: { department: "Sales", manager: { value: "m1" } },
  };

  test("the first request creates every element it names, once", () => expect(patchUser(operations).resource).toEqual(updated));

  test("the same request again changes nothing", () => expect(patchUser(operations, updated).resource).toEqual(updated));

  test("clearing every mapping leaves no husks", () => {
    const clearing = operations
      .filter(({ path }) => path !== "active")
      .map(({ path }, index) => (index % 2 === 0 ? { op: "Replace", path, value: "" } : { op: "Remove", path }));
    expect(patchUser(clearing, updated).resource).toEqual({ ...user, active: false, name: { givenName: "given" } });
  });

  test.each(["Add", "Replace"])("re-enabling by %s active True", (op) => {
    expect(patchUser([{ op, path: "active", value: "True" }], { ...user, active: false }).resource.active).toBe(true);
  });

  test("an unsupported mapping does not stop the others", () => {
    const { resource, ignored } = patchUser([
      { op: "Add", path: `${enterpriseSchema}:department_ids`, value: [{ value: "1" }] },
      { op: "Add", path: "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag", value: "x" },
      { op: "Replace", path: "title", value: "Boss" },
    ]);
    expect(resource).toEqual({ ...user, title: "Boss" });
    expect(ignored.map(({ path }) => path)).toHaveLength(2);
  });
});

describe("Entra ID with aadOptscim062020: lower case, values without path", () => {
  test("all forms of one cycle", () => {
    const { resource } = patchUser([
      { op: "replace", path: "active", value: false },
      {
        op: "replace",
        value: {
          displayName: "Bjfe",
          "name.givenName": "Kkom",
          "name.familyName": "Unua",
          [`${enterpriseSchema}:employeeNumber`]: "99999",
        },
      },
      { op: "add", path: "emails", value: [{ type: "work", value: "a@b.c" }] },
    ]);
    expect(resource).toEqual({
      ...user,
      active: false,
      displayName: "Bjfe",
      name: { givenName: "Kkom", familyName: "Unua" },
      emails: [{ type: "work", value: "a@b.c" }],
      [enterpriseSchema]: { employeeNumber: "99999" },
    });
  });
});

describe("Okta", () => {
  test("a PUT repeats the whole object as it was read, read-only parts included", () => {
    const body = {
      schemas: [userSchema],
      id: "23a35c27",
      userName: "test.user@okta.local",
      name: { givenName: "Another", middleName: "Excited", familyName: "User" },
      emails: [{ primary: true, value: "test.user@okta.local", type: "work", display: "test.user@okta.local" }],
      active: false,
      groups: [],
      meta: { resourceType: "User", location: "https://x/Users/23a35c27" },
    };
    const { resource, ignored } = readResource(userType, body);
    expect(resource).toEqual({ userName: body.userName, name: body.name, emails: body.emails, active: false });
    expect(ignored).toEqual([]);
  });

  test.each([{ active: false }, { password: "new_password" }])("a PATCH %j replaces that attribute alone", (value) => {
    expect(patchUser([{ op: "replace", value }]).resource).toEqual({ ...user, ...("active" in value && value) });
  });

  test("a group is created with an empty member list", () => {
    expect(readResource(groupType, { displayName: "Test SCIMv2", members: [] }).resource).toEqual({ displayName: "Test SCIMv2" });
  });
});

describe("Polis and WorkOS", () => {
  test("no schemas, a whole extension object in a value without path", () => {
    const body = {
      Operations: [{ op: "replace", value: { active: false, [enterpriseSchema]: { department: "R&D", organization: "" } } }],
    };
    expect(applyPatch(userType, user, body).resource).toEqual({
      ...user,
      active: false,
      [enterpriseSchema]: { department: "R&D" },
    });
  });
});

describe("OneLogin", () => {
  test("a template with strings, nulls and one e-mail object", () => {
    const body = {
      schemas: [userSchema],
      id: null,
      externalId: "12345",
      userName: "one@x.org",
      active: "true",
      name: { givenName: "One", familyName: "Login", formatted: "" },
      emails: { value: "one@x.org", type: "work", primary: "true" },
      phoneNumbers: [{ value: "", type: "work" }],
      [enterpriseSchema]: { manager: { managerId: null, displayName: null }, department: null },
    };
    expect(readResource(userType, body).resource).toEqual({
      externalId: "12345",
      userName: "one@x.org",
      active: true,
      name: { givenName: "One", familyName: "Login" },
      emails: [{ value: "one@x.org", type: "work", primary: true }],
    });
  });
});
