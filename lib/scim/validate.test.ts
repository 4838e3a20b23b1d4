import { describe, expect, test } from "vitest";
import { groupSchema, groupType } from "./group.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";
import { readResource } from "./validate.ts";
import { valueLimits } from "./value.ts";

const read = (body: unknown) => readResource(userType, body).resource;
const readWith = (attributes: object) => read({ userName: "b", ...attributes });
const ignoredOf = (attributes: object) =>
  readResource(userType, { userName: "b", ...attributes }).ignored.map(({ path }) => path);
const invalidValue = (name: string) =>
  expect.objectContaining({ status: 400, scimType: "invalidValue", detail: expect.stringContaining(name) });
const invalidSyntax = expect.objectContaining({ status: 400, scimType: "invalidSyntax" });

describe("what IdPs send on create", () => {
  test("Entra: nulls, empty strings and empty arrays are unassigned, a string primary is a boolean, meta is ignored", () => {
    const body = {
      schemas: [userSchema, enterpriseSchema],
      externalId: "0a21f0f2",
      userName: "Test_User",
      active: true,
      addresses: null,
      title: null,
      nickName: "",
      emails: [{ primary: true, type: "work", value: "Test@testuser.com" }],
      meta: { resourceType: "User" },
      name: { formatted: "given family", familyName: "family", givenName: "given", middleName: null },
      roles: [{ primary: "True", type: "WindowsAzureActiveDirectoryRole", display: "User", value: "User" }],
      phoneNumbers: [],
      [enterpriseSchema]: { department: "Sales", manager: null, division: "" },
    };
    expect(readResource(userType, body)).toEqual({
      ignored: [],
      resource: {
        externalId: "0a21f0f2",
        userName: "Test_User",
        active: true,
        emails: body.emails,
        name: { formatted: "given family", familyName: "family", givenName: "given" },
        roles: [{ primary: true, type: "WindowsAzureActiveDirectoryRole", display: "User", value: "User" }],
        [enterpriseSchema]: { department: "Sales" },
      },
    });
  });

  test("Okta: password is accepted and dropped, groups and id are read-only", () => {
    const body = {
      schemas: [userSchema],
      id: "u1",
      userName: "test.user@okta.local",
      name: { givenName: "Test", familyName: "User" },
      emails: [{ primary: true, value: "test.user@okta.local", type: "work", display: "test.user@okta.local" }],
      groups: [],
      password: "1mz050nq",
      active: true,
      meta: { resourceType: "User", version: 'W/"1"' },
    };
    const { resource, ignored } = readResource(userType, body);
    expect(Object.keys(resource).sort()).toEqual(["active", "emails", "name", "userName"]);
    expect(ignored).toEqual([]);
  });

  test("OneLogin: active as a string, id null, emails as one object, a manager of unknown keys, enterprise data without its URN", () => {
    const body = {
      schemas: [userSchema],
      id: null,
      userName: "one",
      active: "TRUE",
      emails: { value: "one@x.org" },
      [enterpriseSchema]: { department: "Sales", manager: { managerId: "7", displayName: "Boss" } },
    };
    expect(readResource(userType, body)).toEqual({
      resource: { userName: "one", active: true, emails: [{ value: "one@x.org" }], [enterpriseSchema]: { department: "Sales" } },
      ignored: [{ path: `${enterpriseSchema}:manager.managerId`, reason: "unknown" }],
    });
  });

  test("Google: an old URN beside the core one", () => {
    expect(read({ schemas: ["urn:scim:schemas:core:1.0", userSchema], userName: "g" })).toEqual({ userName: "g" });
  });

  test("Entra groups: its own URN beside the core one, no members", () => {
    const body = {
      schemas: [groupSchema, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId: "8aa1a0c0",
      displayName: "Staff",
      meta: { resourceType: "Group" },
    };
    expect(readResource(groupType, body)).toEqual({ resource: { externalId: "8aa1a0c0", displayName: "Staff" }, ignored: [] });
  });

  test("members keep value and type; display and a null $ref are left out; a bare id stands for a member", () => {
    const members = [{ value: "u1", display: "One", $ref: null, type: "User" }, "u2"];
    expect(readResource(groupType, { displayName: "Staff", members }).resource.members).toEqual([
      { value: "u1", type: "User" },
      { value: "u2" },
    ]);
  });
});

describe("schemas", () => {
  test.each([undefined, null, [], [userSchema], [enterpriseSchema], [userSchema, "urn:x"], [userSchema.toUpperCase()]])(
    "%j is accepted",
    (schemas) => expect(read({ schemas, userName: "b" })).toEqual({ userName: "b" }),
  );

  test.each([[["urn:x"]], [[groupSchema]], [[1]], [5]])("%j is 400 invalidSyntax", (schemas) =>
    expect(() => read({ schemas, userName: "b" })).toThrow(invalidSyntax),
  );

  test.each([null, [], "x", 1, undefined])("a body %j is 400 invalidSyntax", (body) =>
    expect(() => read(body)).toThrow(invalidSyntax),
  );
});

describe("names", () => {
  test("are read without case and kept as the table spells them", () => {
    expect(
      read({ USERNAME: "b", Emails: [{ VALUE: "x", Type: "work" }], [enterpriseSchema.toUpperCase()]: { DEPARTMENT: "d" } }),
    ).toEqual({
      userName: "b",
      emails: [{ value: "x", type: "work" }],
      [enterpriseSchema]: { department: "d" },
    });
  });

  test("unknown ones are ignored and reported once by name", () => {
    const attributes = {
      shoeSize: 42,
      name: { shoeSize: 42 },
      emails: [
        { value: "x", color: "red" },
        { value: "y", color: "red" },
      ],
      "urn:x:User": { a: 1 },
      [enterpriseSchema]: { shoeSize: 42 },
    };
    expect(ignoredOf(attributes)).toEqual([
      "shoeSize",
      "name.shoeSize",
      "emails.color",
      "urn:x:User",
      `${enterpriseSchema}:shoeSize`,
    ]);
  });

  test("those of JavaScript's own objects are as unknown as any", () => {
    const body: unknown = JSON.parse(
      '{"userName":"b","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":{"__proto__":{"polluted":1}}}',
    );
    expect(read(body)).toEqual({ userName: "b" });
    expect({}).not.toHaveProperty("polluted");
  });

  test("a report is bounded, however much unknown a body holds", () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}${"y".repeat(300)}`, 1]));
    const ignored = ignoredOf(many);
    expect(ignored.length).toBe(100);
    expect(Math.max(...ignored.map((path) => path.length))).toBeLessThan(210);
  });
});

describe("required attributes", () => {
  test.each([{}, { userName: null }, { userName: "" }, { userName: "  " }, { userName: [] }])(
    "%j has no userName: 400 invalidValue",
    (body) => expect(() => read(body)).toThrow(invalidValue("userName")),
  );

  test("a group needs a displayName, a member a value", () => {
    expect(() => readResource(groupType, { members: [] })).toThrow(invalidValue("displayName"));
    for (const member of [{}, { display: "x" }, { value: "" }, { value: null }])
      expect(() => readResource(groupType, { displayName: "x", members: [member] })).toThrow(invalidValue("members.value"));
  });
});

describe("wrong types are 400 invalidValue and name the attribute", () => {
  test.each([
    [{ title: true }, "title"],
    [{ title: 5 }, "title"],
    [{ title: ["x"] }, "title"],
    [{ title: { value: "x", other: 1 } }, "title"],
    [{ userName: true }, "userName"],
    [{ active: "yes" }, "active"],
    [{ active: 1 }, "active"],
    [{ active: {} }, "active"],
    [{ name: "Barbara" }, "name"],
    [{ name: [{}, {}] }, "name"],
    [{ name: { givenName: 1 } }, "name.givenName"],
    [{ emails: "a@b.c" }, "emails"],
    [{ emails: [5] }, "emails"],
    [{ emails: [[{ value: "x" }]] }, "emails"],
    [{ emails: 5 }, "emails"],
    [{ emails: [{ value: 5 }] }, "emails.value"],
    [{ emails: [{ value: "x", primary: "yes" }] }, "emails.primary"],
    [{ externalId: 7 }, "externalId"],
    [{ password: 7 }, "password"],
    [{ x509Certificates: [{ value: "not base64!" }] }, "x509Certificates.value"],
    [{ [enterpriseSchema]: "x" }, enterpriseSchema],
    [{ [enterpriseSchema]: { department: false } }, "department"],
    [{ [enterpriseSchema]: { manager: 5 } }, "manager"],
    [{ [enterpriseSchema]: { manager: { value: 5 } } }, "manager.value"],
  ])("%j", (attributes, name) => expect(() => readWith(attributes)).toThrow(invalidValue(name)));
});

describe("formats that IdPs own are not checked (decision 9)", () => {
  test.each(["locale", "timezone", "profileUrl", "preferredLanguage"])("%s", (name) => {
    expect(readWith({ [name]: "no such thing" })).toHaveProperty(name, "no such thing");
  });

  test("phone numbers, e-mail addresses, photos and countries", () => {
    const attributes = {
      phoneNumbers: [{ value: "call me" }],
      emails: [{ value: "nobody" }],
      photos: [{ value: "?" }],
      addresses: [{ country: "Utopia" }],
    };
    expect(readWith(attributes)).toMatchObject(attributes);
  });

  test("types outside the canonical ones", () => {
    expect(readWith({ emails: [{ value: "x", type: "boat" }] }).emails).toEqual([{ value: "x", type: "boat" }]);
  });
});

describe("sizes", () => {
  test("userName has 320 characters, other texts 1,024, counted as code points", () => {
    expect(read({ userName: "𝒳".repeat(320) }).userName).toHaveLength(640);
    expect(readWith({ title: "漢".repeat(valueLimits.text) }).title).toHaveLength(1024);
    expect(() => read({ userName: "x".repeat(321) })).toThrow(invalidValue("userName"));
    expect(() => readWith({ title: "x".repeat(1025) })).toThrow(invalidValue("title"));
    expect(() => readWith({ emails: [{ value: "x".repeat(1025) }] })).toThrow(invalidValue("emails.value"));
  });

  test("a certificate may be longer than a text", () => {
    expect(() => readWith({ x509Certificates: [{ value: "A".repeat(valueLimits.binary) }] })).not.toThrow();
    expect(() => readWith({ x509Certificates: [{ value: "A".repeat(valueLimits.binary + 1) }] })).toThrow(invalidValue("x509"));
  });

  test("an attribute has at most 1,000 values, members as many as the body holds", () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => ({ value: `v${index}` }));
    expect(readWith({ roles: values(1000) }).roles).toHaveLength(1000);
    expect(() => readWith({ roles: values(1001) })).toThrow(invalidValue("roles"));
    expect(readResource(groupType, { displayName: "x", members: values(5000) }).resource.members).toHaveLength(5000);
  });

  test.each(["a\u0000b", "\ud800", "x\udc00"])("U+0000 and lone surrogates are 400 invalidValue: %j", (text) => {
    expect(() => read({ userName: text })).toThrow(invalidValue("userName"));
    expect(() => readWith({ emails: [{ value: text }] })).toThrow(invalidValue("emails.value"));
    expect(() => readWith({ externalId: text })).toThrow(invalidValue("externalId"));
  });
});

describe("manager (decision 12)", () => {
  const manager = (value: unknown) => readWith({ [enterpriseSchema]: { manager: value } })[enterpriseSchema];

  test.each([["m1"], [{ value: "m1" }], [[{ $ref: "https://x/Users/m1", value: "m1" }]], [{ value: "m1", displayName: "Boss" }]])(
    "%j is the id",
    (value) => expect(manager(value)).toEqual({ manager: { value: "m1" } }),
  );

  test.each([[""], [null], [{ value: "" }], [{ value: null }], [[]], [{}], [{ managerId: "7" }]])("%j is no manager", (value) =>
    expect(manager(value)).toBeUndefined(),
  );
});

test("of several primary values the first stays primary (RFC 7643 §2.4)", () => {
  const emails = [
    { value: "a", primary: true },
    { value: "b", primary: true },
    { value: "c", primary: "True" },
  ];
  expect(readWith({ emails }).emails).toEqual([
    { value: "a", primary: true },
    { value: "b", primary: false },
    { value: "c", primary: false },
  ]);
});

test("empty elements and elements of nulls are dropped", () => {
  expect(readWith({ emails: [null, {}, { value: null }, { value: "" }, { value: "x" }] }).emails).toEqual([{ value: "x" }]);
  expect(readWith({ emails: [{}], name: {} })).toEqual({ userName: "b" });
});

test("the body is left as it was", () => {
  const body = {
    userName: "b",
    emails: [
      { value: "a", primary: true },
      { value: "b", primary: true },
    ],
  };
  const before = structuredClone(body);
  read(body);
  expect(body).toEqual(before);
});
