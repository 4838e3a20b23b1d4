import { describe, expect, it } from "vitest";
import { activityOf, baseUrl, createUser, enterprise, type Idp, makeIdp, patchOf, scimError } from "./testing.ts";

const idp = await makeIdp();
let count = 0;
const someName = () => `somebody${++count}`;
const replaceOf = (path: string, value: unknown) => patchOf({ op: "replace", path, value });
const read = async (of: Idp, id: string) => (await of(`GET /Users/${id}`)).body;

describe("PATCH", () => {
  it("answers 200 with the whole user", async () => {
    const id = await createUser(idp, { userName: someName(), externalId: "p" });
    const { status, body } = await idp(`PATCH /Users/${id}`, replaceOf("title", "Boss"));
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { id, externalId: "p", title: "Boss", meta: { version: 'W/"2"' } },
    });
    expect(await activityOf(idp, id)).toEqual(["user.created", "user.updated"]);
  });

  it("is atomic: one bad operation, nothing changed", async () => {
    const id = await createUser(idp, { userName: someName(), title: "a" });
    const before = await read(idp, id);
    const patch = patchOf({ op: "replace", path: "title", value: "b" }, { op: "replace", path: "active", value: "maybe" });
    expect(await idp(`PATCH /Users/${id}`, patch)).toMatchObject(scimError(400, "invalidValue"));
    expect(await read(idp, id)).toEqual(before);
  });

  it("that changes nothing moves neither version nor lastModified, and is no activity", async () => {
    const id = await createUser(idp, {
      userName: someName(),
      title: "a",
      emails: [{ value: "a@x.org", type: "work" }],
      active: true,
    });
    const before = await read(idp, id);
    const patch = patchOf(
      { op: "Replace", path: "title", value: "a" },
      { op: "add", path: 'emails[type eq "work"].value', value: "a@x.org" },
      { op: "Replace", value: { active: "True" } },
      { op: "add", path: "nickName", value: "" },
    );
    expect(await idp(`PATCH /Users/${id}`, patch)).toMatchObject({ status: 200, body: before });
    const { title, emails, userName } = before;
    expect(await idp(`PUT /Users/${id}`, { userName, emails, title })).toMatchObject({ status: 200, body: before });
    expect(await read(idp, id)).toEqual(before);
    expect(await activityOf(idp, id)).toEqual(["user.created"]);
  });

  it.each([
    ["a bare id", "m1", "m1"],
    ["an object", { value: "m1", displayName: "ignored", managerId: "x" }, "m1"],
    ["a list", [{ $ref: "http://x/m1", value: "m1" }], "m1"],
    ['""', "", undefined],
    ["null", null, undefined],
    ["an empty value", { value: "" }, undefined],
  ])("manager as %s", async (_, value, kept) => {
    const id = await createUser(idp, { userName: someName(), [enterprise]: { manager: { value: "before" }, costCenter: "1" } });
    const { status, body } = await idp(`PATCH /Users/${id}`, replaceOf(`${enterprise}:manager`, value));
    expect(status).toBe(200);
    expect(body[enterprise]).toEqual({ costCenter: "1", ...(kept && { manager: { value: kept } }) });
  });

  it("a manager who is known here is named and linked; one of another account is kept as sent", async () => {
    const manager = await createUser(idp, { userName: someName(), displayName: "The Boss" });
    const foreign = await createUser(await makeIdp(), { userName: "x", displayName: "Secret" });
    const id = await createUser(idp, { userName: someName(), [enterprise]: { manager } });
    expect((await read(idp, id))[enterprise]).toEqual({
      manager: { value: manager, displayName: "The Boss", $ref: `${baseUrl}/Users/${manager}` },
    });
    const { body } = await idp(`PATCH /Users/${id}`, replaceOf(`${enterprise}:manager`, foreign));
    expect(body[enterprise]).toEqual({ manager: { value: foreign } });
  });

  it("a path under an unknown extension is left out, the rest applied, and the log says which mapping to remove", async () => {
    const own = await makeIdp();
    const id = await createUser(own, { userName: "a" });
    const patch = patchOf(
      { op: "add", path: "urn:example:custom:2.0:User:badge", value: "7" },
      { op: "add", path: `${enterprise}:shoeSize`, value: "43" },
      { op: "add", path: "title", value: "Boss" },
    );
    expect(await own(`PATCH /Users/${id}`, patch)).toMatchObject({ status: 200, body: { title: "Boss" } });
  });

  it.each([
    ["shoeSize", "invalidPath"],
    ["emails[type eq", "invalidPath"],
    ["id", "mutability"],
    ["meta.created", "mutability"],
    ["groups", "mutability"],
    ['emails[type eq "palace"].value', "noTarget"],
    ['emails[shoe eq "x"].value', "invalidFilter"],
  ])("path %s: %s", async (path, scimType) => {
    const id = await createUser(idp, { userName: someName() });
    expect(await idp(`PATCH /Users/${id}`, replaceOf(path, "x"))).toMatchObject(scimError(400, scimType));
    expect(await read(idp, id)).toMatchObject({ meta: { version: 'W/"1"' } });
  });

  it("remove without path, and of what is required, is refused; of what is not there, too", async () => {
    const id = await createUser(idp, { userName: someName() });
    const remove = (path?: string) => idp(`PATCH /Users/${id}`, patchOf({ op: "remove", ...(path && { path }) }));
    expect(await remove()).toMatchObject(scimError(400, "noTarget"));
    expect(await remove("userName")).toMatchObject(scimError(400, "mutability"));
    expect(await remove('emails[type eq "work"]')).toMatchObject(scimError(400, "noTarget"));
    expect(await remove('emails[type eq "work"].value')).toMatchObject({ status: 200 });
    expect(await remove("title")).toMatchObject({ status: 200, body: { meta: { version: 'W/"1"' } } });
  });

  it("a taken userName: uniqueness, nothing changed", async () => {
    const [userName, other] = [someName(), someName()];
    await createUser(idp, { userName: other });
    const id = await createUser(idp, { userName });
    const patch = patchOf(
      { op: "add", path: "title", value: "x" },
      { op: "replace", path: "userName", value: other.toUpperCase() },
    );
    expect(await idp(`PATCH /Users/${id}`, patch)).toMatchObject(scimError(409, "uniqueness"));
    expect(await read(idp, id)).toMatchObject({ userName, meta: { version: 'W/"1"' } });
  });

  it.each([
    ["no operations", { Operations: [] }],
    ["an unknown operation", patchOf({ op: "move", path: "title" })],
    ["another message", { schemas: ["urn:example:x"], Operations: [{ op: "add", path: "title", value: "x" }] }],
  ])("%s: invalidSyntax", async (_, patch) => {
    const id = await createUser(idp, { userName: someName() });
    expect(await idp(`PATCH /Users/${id}`, patch)).toMatchObject(scimError(400, "invalidSyntax"));
  });
});
