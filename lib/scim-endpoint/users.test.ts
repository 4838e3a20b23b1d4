import { describe, expect, it } from "vitest";
import {
  activityOf,
  baseUrl,
  createUser,
  enterprise,
  type Idp,
  listOf,
  makeIdp,
  patchOf,
  scimError,
  tablesWith,
  userNamesOf,
} from "./testing.ts";

const core = "urn:ietf:params:scim:schemas:core:2.0:User";
const unknownId = "01890000-0000-7000-8000-000000000000";

const idp = await makeIdp();
let count = 0;
const someName = () => `somebody${++count}`;
const replaceOf = (path: string, value: unknown) => patchOf({ op: "replace", path, value });
const read = async (of: Idp, id: string) => (await of(`GET /Users/${id}`)).body;

describe("POST", () => {
  it("answers 201 with the user, its location in header and meta, and its version as entity-tag", async () => {
    const { status, headers, body } = await idp("POST /Users", {
      schemas: [core, enterprise],
      userName: "Bjensen@Example.com",
      externalId: "e1",
      name: { familyName: "Jensen" },
      emails: [{ value: "b@x.org", type: "work", primary: true }],
      [enterprise]: { department: "Sales" },
    });
    expect(status).toBe(201);
    const location = `${baseUrl}/Users/${body.id}`;
    expect(Object.fromEntries(headers)).toMatchObject({ location, etag: 'W/"1"', "content-type": "application/scim+json" });
    expect(body).toEqual({
      schemas: [core, enterprise],
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      externalId: "e1",
      userName: "Bjensen@Example.com",
      name: { familyName: "Jensen" },
      active: true,
      emails: [{ value: "b@x.org", type: "work", primary: true }],
      [enterprise]: { department: "Sales" },
      meta: { resourceType: "User", created: expect.any(String), lastModified: expect.any(String), location, version: 'W/"1"' },
    });
    expect(await read(idp, String(body.id))).toEqual(body);
    expect(await activityOf(idp, String(body.id))).toEqual(["user.created"]);
  });

  it.each([
    ["none", undefined],
    ["with unknown URNs beside the known one", [core, "urn:example:other"]],
  ])("schemas %s: accepted", async (_, schemas) => {
    expect(await idp("POST /Users", { schemas, userName: someName() })).toMatchObject({ status: 201 });
  });

  it("schemas of something else: invalidSyntax", async () => {
    expect(await idp("POST /Users", { schemas: ["urn:example:other"], userName: someName() })).toMatchObject(
      scimError(400, "invalidSyntax"),
    );
  });

  it("extension data without its URN in schemas is accepted", async () => {
    const { body } = await idp("POST /Users", { schemas: [core], userName: someName(), [enterprise]: { costCenter: "1" } });
    expect(body).toMatchObject({ schemas: [core, enterprise], [enterprise]: { costCenter: "1" } });
  });

  it('unknown attributes, null, "" and [] are left out, and nothing comes back as null', async () => {
    const { status, body } = await idp("POST /Users", {
      userName: someName(),
      shoeSize: 43,
      title: null,
      nickName: "",
      emails: [],
      name: { givenName: null },
      [enterprise]: { manager: { value: "" } },
    });
    expect(status).toBe(201);
    expect(Object.keys(body).sort()).toEqual(["active", "id", "meta", "schemas", "userName"]);
  });

  it("read-only attributes of a body are ignored", async () => {
    const { body } = await idp("POST /Users", {
      userName: someName(),
      id: unknownId,
      meta: { version: "x" },
      groups: [{ value: "g" }],
    });
    expect(body.id).not.toBe(unknownId);
    expect(body).toMatchObject({ meta: { version: 'W/"1"' } });
    expect(body.groups).toBeUndefined();
  });

  it.each([
    ['"True"', "True", true],
    ['"fALSE"', "fALSE", false],
    ["false", false, false],
  ])("active %s is a boolean from then on", async (_, sent, kept) => {
    expect(await idp("POST /Users", { userName: someName(), active: sent })).toMatchObject({
      status: 201,
      body: { active: kept },
    });
  });

  it.each([
    ["active", { active: "yes" }],
    ["a boolean for text", { title: true }],
    ["a number for text", { displayName: 5 }],
    ["text for an object", { name: "x" }],
    ["text for a list", { emails: "x@y.org" }],
    ["U+0000", { title: "a\u0000b" }],
    ["a lone surrogate", { title: "\ud800" }],
  ])("%s of the wrong kind: invalidValue, nothing made", async (_, attributes) => {
    const userName = someName();
    expect(await idp("POST /Users", { userName, ...attributes })).toMatchObject(scimError(400, "invalidValue"));
    expect(await listOf(idp, { filter: `userName eq "${userName}"` })).toMatchObject({ body: { totalResults: 0 } });
  });

  it.each([{}, { userName: null }, { userName: "" }, { userName: "  " }])(
    "without a userName (%j): invalidValue",
    async (body) => {
      expect(await idp("POST /Users", body)).toMatchObject(scimError(400, "invalidValue"));
    },
  );

  it("locale, timezone, profileUrl, phones and e-mails are the IdP's business", async () => {
    const odd = {
      locale: "klingon",
      timezone: "Mars",
      profileUrl: "no url",
      phoneNumbers: [{ value: "?" }],
      emails: [{ value: "no mail" }],
    };
    expect(await idp("POST /Users", { userName: someName(), ...odd })).toMatchObject({ status: 201, body: odd });
  });

  it.each([
    ["in another case", "STRASSE.Müller", "straße.mÜLLER"],
    ["in another width and composition", "Ａda.e\u0301", "ada.É"],
  ])("a userName taken %s: uniqueness, and the first stays as sent", async (_, first, second) => {
    const id = await createUser(idp, { userName: first });
    expect(await idp("POST /Users", { userName: second, title: "x" })).toMatchObject(scimError(409, "uniqueness"));
    expect(await read(idp, id)).toMatchObject({ userName: first, meta: { version: 'W/"1"' } });
    expect((await read(idp, id)).title).toBeUndefined();
  });
});

describe("PUT", () => {
  it("replaces what the body names and clears the rest, but leaves an omitted active and externalId", async () => {
    const id = await createUser(idp, { userName: someName(), externalId: "put", active: false, title: "Boss", nickName: "B" });
    const userName = someName();
    const { status, headers, body } = await idp(`PUT /Users/${id}`, { userName, title: "Chief" });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, userName, title: "Chief", active: false, externalId: "put", meta: { version: 'W/"2"' } });
    expect(headers.get("etag")).toBe('W/"2"');
    expect(body.nickName).toBeUndefined();
    expect(await read(idp, id)).toEqual(body);
  });

  it("a taken userName: uniqueness, nothing changed", async () => {
    const [userName, other] = [someName(), someName()];
    await createUser(idp, { userName: other });
    const id = await createUser(idp, { userName, title: "x" });
    expect(await idp(`PUT /Users/${id}`, { userName: other.toUpperCase(), title: "y" })).toMatchObject(
      scimError(409, "uniqueness"),
    );
    expect(await read(idp, id)).toMatchObject({ userName, title: "x" });
  });

  it("the case of a userName can be changed", async () => {
    const userName = someName();
    const id = await createUser(idp, { userName });
    expect(await idp(`PUT /Users/${id}`, { userName: userName.toUpperCase() })).toMatchObject({
      status: 200,
      body: { userName: userName.toUpperCase() },
    });
  });
});

describe("DELETE", () => {
  it("204 without a body, then 404 for everything, and absent from lists", async () => {
    const userName = someName();
    const id = await createUser(idp, { userName });
    const { status, headers } = await idp(`DELETE /Users/${id}`);
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 204, type: null });
    for (const line of [`GET /Users/${id}`, `DELETE /Users/${id}`]) expect(await idp(line)).toMatchObject(scimError(404));
    expect(await idp(`PUT /Users/${id}`, { userName })).toMatchObject(scimError(404));
    expect(await idp(`PATCH /Users/${id}`, replaceOf("title", "x"))).toMatchObject(scimError(404));
    expect(userNamesOf(await listOf(idp, { filter: `userName eq "${userName}"` }))).toEqual([]);
    expect(await activityOf(idp, id)).toEqual(["user.created", "user.deleted"]);
  });
});

it("a password is accepted, never returned, and is nowhere in the database", async () => {
  const own = await makeIdp();
  const secret = "Tr0ub4dor-and-3";
  const id = await createUser(own, { userName: "a", password: secret });
  const answers = [
    await own(`PATCH /Users/${id}`, replaceOf("password", `${secret}x`)),
    await own(`PATCH /Users/${id}`, patchOf({ op: "replace", value: { password: `${secret}y` } })),
    await own(`PUT /Users/${id}`, { userName: "a", password: secret }),
    await own(`GET /Users/${id}?attributes=password`),
    // failures are kept for the admin
    await own("POST /Users", { userName: "a", password: secret }),
    await own(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "password", value: { secret } }, { op: "x" })),
    await listOf(own, { filter: `title pr and password eq "${secret}"` }),
    await own(`PATCH /Users/${id}`, replaceOf(`password[value eq ${secret}`, "x")),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 409, 400, 400, 400]);
  expect(JSON.stringify(answers.slice(0, 7).map(({ body }) => body))).not.toContain(secret);
  expect(await tablesWith(secret)).toEqual([]);
});
