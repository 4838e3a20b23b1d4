import { describe, expect, test } from "vitest";
import { applyPatch } from "./patch.ts";
import type { UserResource } from "./user.ts";
import { enterpriseSchema, userSchema, userType } from "./user.ts";

const base: UserResource = {
  userName: "bjensen",
  externalId: "x1",
  active: true,
  title: "Boss",
  name: { givenName: "Barbara", familyName: "Jensen" },
  emails: [
    { value: "work@x.org", type: "work", primary: true },
    { value: "home@x.org", type: "home" },
  ],
  [enterpriseSchema]: { department: "Sales", manager: { value: "m1" } },
};

const run = (operations: unknown, resource: UserResource = base) => applyPatch(userType, resource, { Operations: operations });
const patch = (operations: unknown, resource?: UserResource) => run(operations, resource).resource;
const refused = (status: number, scimType: string) => expect.objectContaining({ status, scimType });
const minimal: UserResource = { userName: "b" };

describe("the message", () => {
  const operation = { op: "replace", path: "title", value: "x" };
  const message = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  test.each([
    {},
    { schemas: [message] },
    { schemas: [] },
    { schemas: null },
    { schemas: [message, "urn:x"] },
    { Schemas: [message.toLowerCase()] },
  ])("%j beside Operations is accepted", (rest) =>
    expect(applyPatch(userType, base, { ...rest, Operations: [operation] }).resource.title).toBe("x"),
  );

  test("operations, op, path and value are found without case", () => {
    expect(applyPatch(userType, base, { operations: [{ OP: "REPLACE", Path: "TITLE", Value: "x" }] }).resource.title).toBe("x");
  });

  test.each([
    null,
    [],
    "x",
    {},
    { Operations: [] },
    { Operations: {} },
    { Operations: [null] },
    { Operations: ["x"] },
    { Operations: [{ path: "title", value: "x" }] },
    { Operations: [{ ...operation, op: "move" }] },
    { Operations: [{ ...operation, op: 1 }] },
    { Operations: [{ ...operation, path: 1 }] },
    { schemas: [userSchema], Operations: [operation] },
    { schemas: ["urn:x"], Operations: [operation] },
  ])("%j is 400 invalidSyntax", (body) => expect(() => applyPatch(userType, base, body)).toThrow(refused(400, "invalidSyntax")));

  test("1,000 operations are applied, 1,001 are 400 invalidValue", () => {
    expect(patch(Array(1000).fill(operation)).title).toBe("x");
    expect(() => patch(Array(1001).fill(operation))).toThrow(refused(400, "invalidValue"));
  });

  test("filters over many values that are more work than any client asks for are 400 invalidValue", () => {
    const roles = Array.from({ length: 1000 }, (_, index) => ({ value: `r${index}` }));
    const operations = (count: number) => Array(count).fill({ op: "remove", path: 'roles[value eq "nobody"].display' });
    expect(patch(operations(500), { ...minimal, roles }).roles).toHaveLength(1000);
    expect(() => patch(operations(501), { ...minimal, roles })).toThrow(refused(400, "invalidValue"));
  });

  test.each(["add", "replace"])("%s without a value is 400 invalidValue", (op) =>
    expect(() => patch([{ op, path: "title" }])).toThrow(refused(400, "invalidValue")),
  );
});

describe("single-valued attributes", () => {
  test.each(["add", "Add", "replace", "Replace"])("%s sets the value, whether there was one or not", (op) => {
    expect(patch([{ op, path: "title", value: "x" }]).title).toBe("x");
    expect(patch([{ op, path: "nickName", value: "x" }]).nickName).toBe("x");
  });

  test.each([
    { op: "remove", path: "title" },
    { op: "Replace", path: "title", value: null },
    { op: "Replace", path: "title", value: "" },
    { op: "add", path: "title", value: null },
  ])("%j unassigns", (operation) => expect(patch([operation])).not.toHaveProperty("title"));

  test("a value may come wrapped: [{value}] (Entra)", () => {
    expect(patch([{ op: "Add", path: "title", value: [{ value: "x" }] }]).title).toBe("x");
    expect(
      patch([{ op: "Add", path: `${enterpriseSchema}:department`, value: { value: "1" } }])[enterpriseSchema]?.department,
    ).toBe("1");
  });

  test.each(["False", "false", "FALSE", false])("active accepts %j and becomes a boolean", (value) =>
    expect(patch([{ op: "Replace", path: "active", value }]).active).toBe(false),
  );

  test("externalId is stored", () => {
    expect(patch([{ op: "Replace", path: "externalId", value: "new" }]).externalId).toBe("new");
  });

  test("a password is checked and dropped", () => {
    expect(
      patch([
        { op: "replace", value: { password: "new_password" } },
        { op: "add", path: "password", value: "x" },
      ]),
    ).toEqual(base);
    expect(() => patch([{ op: "replace", path: "password", value: 1 }])).toThrow(refused(400, "invalidValue"));
    expect(patch([{ op: "remove", path: "password" }])).toEqual(base);
  });

  test("userName is required: remove is 400 mutability (RFC 7644 §3.5.2.2), an empty value 400 invalidValue", () => {
    expect(() => patch([{ op: "remove", path: "userName" }])).toThrow(refused(400, "mutability"));
    for (const value of [null, "", " ", []])
      expect(() => patch([{ op: "replace", path: "userName", value }])).toThrow(refused(400, "invalidValue"));
    expect(() => patch([{ op: "replace", value: { userName: null } }])).toThrow(refused(400, "invalidValue"));
  });

  test.each([
    ["title", true],
    ["title", 5],
    ["title", ["x"]],
    ["active", "yes"],
    ["name", "x"],
    ["name.givenName", 5],
    ["emails", "x"],
    ['emails[type eq "work"].value', true],
    ['emails[type eq "work"]', 5],
    [`${enterpriseSchema}:manager`, true],
    [enterpriseSchema, "x"],
    [undefined, "x"],
    [undefined, ["x"]],
    ["title", "a\u0000b"],
    ["title", "x".repeat(1025)],
    ["userName", "x".repeat(321)],
  ])("a value of the wrong type is 400 invalidValue: %s %j", (path, value) =>
    expect(() => patch([{ op: "replace", path, value }])).toThrow(refused(400, "invalidValue")),
  );
});

describe("complex attributes", () => {
  test("replace merges: sub-attributes that are not named stay (RFC 7644 §3.5.2.3)", () => {
    for (const op of ["add", "replace"])
      expect(patch([{ op, path: "name", value: { givenName: "Babs" } }]).name).toEqual({
        givenName: "Babs",
        familyName: "Jensen",
      });
  });

  test("a sub-attribute is set, cleared and removed alone", () => {
    expect(patch([{ op: "Replace", path: "name.familyName", value: "updated" }]).name?.familyName).toBe("updated");
    expect(patch([{ op: "replace", path: "name.familyName", value: "" }]).name).toEqual({ givenName: "Barbara" });
    expect(patch([{ op: "replace", path: "name", value: { familyName: null } }]).name).toEqual({ givenName: "Barbara" });
    expect(patch([{ op: "remove", path: "name.familyName" }]).name).toEqual({ givenName: "Barbara" });
    expect(patch([{ op: "add", path: "name.givenName", value: "x" }], minimal).name).toEqual({ givenName: "x" });
  });

  test("without sub-attributes it is unassigned", () => {
    expect(patch([{ op: "remove", path: "name" }])).not.toHaveProperty("name");
    expect(
      patch([
        { op: "remove", path: "name.givenName" },
        { op: "remove", path: "name.familyName" },
      ]),
    ).not.toHaveProperty("name");
  });
});

describe("manager (decision 12)", () => {
  const manager = `${enterpriseSchema}:manager`;

  test.each([["m2"], [{ value: "m2" }], [[{ $ref: "http://x/Users/m2", value: "m2" }]], [{ value: "m2", displayName: "x" }]])(
    "%j sets it",
    (value) => {
      expect(patch([{ op: "Add", path: manager, value }])[enterpriseSchema]).toEqual({
        department: "Sales",
        manager: { value: "m2" },
      });
      expect(patch([{ op: "Add", path: manager, value }], minimal)[enterpriseSchema]).toEqual({ manager: { value: "m2" } });
    },
  );

  test.each([[""], [null], [{ value: "" }], [{ value: null }], [[]]])("Replace with %j unsets it", (value) =>
    expect(patch([{ op: "Replace", path: manager, value }])[enterpriseSchema]).toEqual({ department: "Sales" }),
  );

  test("Remove unsets it; other keys alone change nothing", () => {
    expect(patch([{ op: "Remove", path: manager }])[enterpriseSchema]).toEqual({ department: "Sales" });
    expect(patch([{ op: "replace", path: manager, value: { managerId: "7", displayName: "x" } }])).toEqual(base);
    expect(patch([{ op: "replace", path: `${manager}.value`, value: "m3" }])[enterpriseSchema]?.manager).toEqual({ value: "m3" });
  });
});

describe("extension attributes", () => {
  test("are reached by their URN, in any case", () => {
    const operation = { op: "Add", path: `${enterpriseSchema.toUpperCase()}:DEPARTMENT`, value: "R&D" };
    expect(patch([operation], minimal)).toEqual({ userName: "b", [enterpriseSchema]: { department: "R&D" } });
  });

  test("the whole extension is merged, cleared and removed", () => {
    expect(patch([{ op: "replace", path: enterpriseSchema, value: { division: "EU" } }])[enterpriseSchema]).toEqual({
      ...base[enterpriseSchema],
      division: "EU",
    });
    expect(patch([{ op: "remove", path: enterpriseSchema }])).not.toHaveProperty([enterpriseSchema]);
    expect(patch([{ op: "replace", value: { [enterpriseSchema]: null } }])).not.toHaveProperty([enterpriseSchema]);
  });

  test("an extension without attributes disappears", () => {
    const operations = ["department", "manager"].map((name) => ({ op: "remove", path: `${enterpriseSchema}:${name}` }));
    expect(patch(operations)).not.toHaveProperty([enterpriseSchema]);
  });

  test("a path under an unknown extension, or to an unknown attribute of a known one, is ignored and the rest applied", () => {
    const { resource, ignored } = run([
      { op: "Add", path: "urn:x:custom:User:color", value: "red" },
      { op: "Replace", path: `${enterpriseSchema}:shoeSize`, value: "42" },
      { op: "Remove", path: `${enterpriseSchema}:shoeSize` },
      { op: "Replace", path: "title", value: "x" },
    ]);
    expect(resource).toEqual({ ...base, title: "x" });
    expect(ignored).toEqual([
      { path: "urn:x:custom:User:color", reason: "unknown" },
      { path: `${enterpriseSchema}:shoeSize`, reason: "unknown" },
    ]);
  });
});

describe("operations without a path", () => {
  test("Entra with its flag: plain, dotted and URN-qualified keys", () => {
    const value = {
      displayName: "Bjfe",
      "name.givenName": "Kkom",
      "name.familyName": "Unua",
      [`${enterpriseSchema}:employeeNumber`]: "99999",
      [`${userSchema}:nickName`]: "K",
    };
    const resource = patch([{ op: "replace", value }]);
    expect(resource).toMatchObject({ displayName: "Bjfe", nickName: "K", name: { givenName: "Kkom", familyName: "Unua" } });
    expect(resource[enterpriseSchema]).toEqual({ ...base[enterpriseSchema], employeeNumber: "99999" });
    expect(Object.keys(resource).some((key) => key.includes(".") && !key.startsWith("urn:"))).toBe(false);
  });

  test("a whole extension object, and the core schema's, are merged", () => {
    const value = { [enterpriseSchema]: { division: "EU", manager: "m2" }, [userSchema]: { title: "x" } };
    const resource = patch([{ op: "add", value }]);
    expect(resource[enterpriseSchema]).toEqual({ department: "Sales", division: "EU", manager: { value: "m2" } });
    expect(resource.title).toBe("x");
  });

  test("Okta: {active: false} changes active alone, never replaces the resource", () => {
    expect(patch([{ op: "replace", value: { active: false } }])).toEqual({ ...base, active: false });
  });

  test("a repeated id, read-only and unknown keys are ignored, the rest is applied", () => {
    const value = {
      id: "abf4dd94",
      schemas: [userSchema],
      meta: {},
      groups: [{ value: "g" }],
      shoeSize: 42,
      name: { shoeSize: 1 },
      title: "x",
    };
    const { resource, ignored } = run([{ op: "replace", value }]);
    expect(resource).toEqual({ ...base, title: "x" });
    expect(ignored.map(({ path }) => path)).toEqual(["shoeSize", "name.shoeSize"]);
  });

  test("a key may be a value path", () => {
    expect(patch([{ op: "replace", value: { 'emails[type eq "work"].value': "new@x.org" } }]).emails?.[0]?.value).toBe(
      "new@x.org",
    );
  });

  test("add merges values, replace replaces the named attributes (RFC 7644 §3.5.2.1 and §3.5.2.3)", () => {
    const emails = [{ value: "babs@jensen.org", type: "home" }];
    expect(patch([{ op: "add", value: { emails, nickname: "Babs" } }])).toEqual({
      ...base,
      nickName: "Babs",
      emails: [...(base.emails ?? []), ...emails],
    });
    expect(patch([{ op: "replace", value: { emails } }])).toEqual({ ...base, emails });
  });

  test("an empty path is no path; remove without a path is 400 noTarget", () => {
    expect(patch([{ op: "replace", path: "", value: { title: "x" } }]).title).toBe("x");
    expect(patch([{ op: "replace", path: null, value: { title: "x" } }]).title).toBe("x");
    expect(() => patch([{ op: "remove" }])).toThrow(refused(400, "noTarget"));
    expect(() => patch([{ op: "remove", value: { title: "x" } }])).toThrow(refused(400, "noTarget"));
  });
});

describe("paths that are refused", () => {
  test.each([
    ["emails[", "invalidPath"],
    ["shoeSize", "invalidPath"],
    ["name.shoeSize", "invalidPath"],
    ['emails[type eq "work"].shoeSize', "invalidPath"],
    ['emails[shoeSize eq "x"].value', "invalidFilter"],
    ["id", "mutability"],
    ["meta.lastModified", "mutability"],
    ["groups", "mutability"],
    [userSchema, "mutability"],
  ])("%s is 400 %s", (path, scimType) => expect(() => patch([{ op: "remove", path }])).toThrow(refused(400, scimType)));
});

describe("a request is atomic and pure", () => {
  test("a bad operation leaves the resource untouched, whatever came before it", () => {
    const before = structuredClone(base);
    const operations = [
      { op: "replace", path: "title", value: "x" },
      { op: "replace", path: 'emails[type eq "work"].value', value: "x" },
      { op: "remove", path: `${enterpriseSchema}:department` },
      { op: "replace", path: "shoeSize", value: 1 },
    ];
    expect(() => patch(operations)).toThrow();
    expect(base).toEqual(before);
  });

  test("a good request does not change what it was given", () => {
    const before = structuredClone(base);
    const operations = [{ op: "replace", path: 'emails[type eq "home"].primary', value: true }];
    patch(operations);
    expect(base).toEqual(before);
    expect(operations).toEqual([{ op: "replace", path: 'emails[type eq "home"].primary', value: true }]);
  });

  test("nothing reaches Object.prototype", () => {
    const value: unknown = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":{"__proto__":{"polluted":1}},"emails":[{"__proto__":{"polluted":1},"value":"x"}]}',
    );
    const { resource } = run([{ op: "add", value }]);
    expect(resource.emails).toHaveLength(3);
    for (const path of [
      "__proto__",
      "__proto__.polluted",
      "constructor.prototype.polluted",
      'emails[__proto__ eq "x"]',
      "name.__proto__",
    ])
      expect(() => patch([{ op: "add", path, value: { polluted: 1 } }])).toThrow();
    expect({}).not.toHaveProperty("polluted");
    expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
  });

  test("writing what is there changes nothing", () => {
    const operations = [
      { op: "add", path: "title", value: "Boss" },
      { op: "add", path: "emails", value: [{ value: "WORK@x.org", type: "work" }] },
      { op: "replace", path: 'emails[type eq "work"].primary', value: "True" },
      { op: "replace", value: { name: { givenName: "Barbara" } } },
    ];
    expect(patch(operations)).toEqual({
      ...base,
      emails: [{ value: "WORK@x.org", type: "work", primary: true }, base.emails?.[1]],
    });
    expect(patch([operations[0], operations[2], operations[3]])).toEqual(base);
  });
});
