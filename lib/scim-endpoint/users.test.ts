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

describe("versions", () => {
  it("a stale If-Match is 412 for PUT, PATCH and DELETE and changes nothing; the present one goes through", async () => {
    const userName = someName();
    const id = await createUser(idp, { userName });
    const stale = { "if-match": 'W/"7"' };
    expect(await idp(`PUT /Users/${id}`, { userName, title: "x" }, stale)).toMatchObject(scimError(412));
    expect(await idp(`PATCH /Users/${id}`, replaceOf("title", "x"), stale)).toMatchObject(scimError(412));
    expect(await idp(`DELETE /Users/${id}`, undefined, stale)).toMatchObject(scimError(412));
    expect(await read(idp, id)).toMatchObject({ meta: { version: 'W/"1"' } });
    expect(await idp(`PATCH /Users/${id}`, replaceOf("title", "x"), { "if-match": 'W/"1"' })).toMatchObject({ status: 200 });
    expect(await idp(`PUT /Users/${id}`, { userName }, { "if-match": "*" })).toMatchObject({ status: 200 });
    expect(await idp(`DELETE /Users/${id}`, undefined, { "if-match": 'W/"3"' })).toMatchObject({ status: 204 });
  });

  it("If-None-Match with the present version is 304 without a body", async () => {
    const id = await createUser(idp, { userName: someName() });
    const known = await idp(`GET /Users/${id}`, undefined, { "if-none-match": 'W/"1"' });
    expect({ ...known, headers: known.headers.get("etag") }).toEqual({ status: 304, headers: 'W/"1"', body: {} });
    expect(await idp(`GET /Users/${id}`, undefined, { "if-none-match": 'W/"2"' })).toMatchObject({ status: 200 });
  });

  it("names of managers move nobody's version", async () => {
    const manager = await createUser(idp, { userName: someName(), displayName: "Before" });
    const id = await createUser(idp, { userName: someName(), [enterprise]: { manager } });
    await idp(`PATCH /Users/${manager}`, replaceOf("displayName", "After"));
    expect(await read(idp, id)).toMatchObject({
      meta: { version: 'W/"1"' },
      [enterprise]: { manager: { displayName: "After" } },
    });
  });
});

describe("projection", () => {
  const attributes = { title: "Boss", name: { givenName: "A", familyName: "B" }, externalId: "x" };

  it.each(["GET", "PUT", "PATCH", "POST"])("attributes and excludedAttributes hold on the answer of %s", async (method) => {
    const userName = someName();
    const id = method === "POST" ? "" : await createUser(idp, { userName, ...attributes });
    const bodies = {
      GET: undefined,
      PUT: { userName, ...attributes },
      POST: { userName, ...attributes },
      PATCH: replaceOf("title", "Boss"),
    };
    const path = method === "POST" ? "POST /Users" : `${method} /Users/${id}`;
    const ask = (query: string) => idp(`${path}?${query}`, bodies[method as keyof typeof bodies]); // the four above
    const only = await ask("attributes=name.familyName,TITLE");
    expect(only.body).toEqual({ schemas: [core], id: expect.any(String), title: "Boss", name: { familyName: "B" } });
    if (method === "POST") return;
    const except = await ask("excludedAttributes=name,id,meta");
    expect(Object.keys(except.body).sort()).toEqual(["active", "externalId", "id", "schemas", "title", "userName"]);
  });

  it("both at once: 400, and nothing is written", async () => {
    const userName = someName();
    expect(await idp("POST /Users?attributes=title&excludedAttributes=name", { userName })).toMatchObject(
      scimError(400, "invalidValue"),
    );
    expect(await listOf(idp, { filter: `userName eq "${userName}"` })).toMatchObject({ body: { totalResults: 0 } });
    expect(await idp("GET /Users?attributes=title&excludedAttributes=name")).toMatchObject(scimError(400, "invalidValue"));
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
