import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../db/client.ts";
import type { ScimScope } from "../../db/queries/scope.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import { handleScim } from "./handle.ts";

type Caller = ScimScope & { token: string };
type Json = { [name: string]: unknown };
type Answer = { status: number; body: Json; headers: Headers };

const base = "http://127.0.0.1:4500/scim/v2";
const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";

let entra: Caller;
let okta: Caller;

async function makeCaller(): Promise<Caller> {
  const account = await makeAccount();
  await makePool(account, 1);
  return makeConfiguration(account);
}

beforeAll(async () => {
  entra = await makeCaller();
  okta = await makeConfiguration(entra);
});

async function send(
  method: string,
  path: string,
  body?: unknown,
  { by = entra, headers = {} }: { by?: Caller; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const request = new Request(base + path, {
    method,
    headers: { host: "127.0.0.1:4500", authorization: `Bearer ${by.token}`, "content-type": "application/scim+json", ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const response = await handleScim(request);
  const text = await response.text();
  return { status: response.status, body: text === "" ? {} : JSON.parse(text), headers: response.headers };
}

const patch = (
  id: string,
  operations: unknown,
  options: { query?: string; by?: Caller; headers?: Record<string, string> } = {},
) => {
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
  return send("PATCH", `/Groups/${id}${options.query ?? ""}`, { schemas, Operations: [operations].flat() }, options);
};

const find = (filter: string, by = entra) => send("GET", `/Groups?filter=${encodeURIComponent(filter)}`, undefined, { by });
const idsOf = ({ body }: Answer) => (body.Resources as { id: string }[]).map(({ id }) => id);

const person = (by = entra, name = `Person ${newId()}`) =>
  makeUser(by, { userName: `${newId()}@example.com`, displayName: name });

async function group(attributes: Json = {}, by = entra): Promise<string> {
  const answer = await send(
    "POST",
    "/Groups",
    { schemas: [groupSchema], displayName: `Group ${newId()}`, ...attributes },
    { by },
  );
  expect(answer.status).toBe(201);
  return String(answer.body.id);
}

const membersOf = async (id: string, by = entra) => {
  const { body } = await send("GET", `/Groups/${id}`, undefined, { by });
  return ((body.members ?? []) as { value: string }[]).map(({ value }) => value);
};

const values = (...ids: string[]) => ids.map((value) => ({ value }));
const refused = (status: number, scimType?: string) => ({
  status,
  body: { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status), ...(scimType && { scimType }) },
});

describe("create", () => {
  test("Entra's body with its own schema is 201 with Location and a version", async () => {
    const externalId = newId();
    const answer = await send("POST", "/Groups", {
      schemas: [groupSchema, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId,
      displayName: "displayName",
      meta: { resourceType: "Group" },
    });
    const location = `${base}/Groups/${answer.body.id}`;
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(location);
    expect(answer.headers.get("etag")).toBe('W/"1"');
    expect(answer.body).toEqual({
      schemas: [groupSchema],
      id: expect.any(String),
      externalId,
      displayName: "displayName",
      meta: { resourceType: "Group", created: expect.any(String), lastModified: expect.any(String), location, version: 'W/"1"' },
    });
    expect((await send("GET", `/Groups/${answer.body.id}`)).body).toEqual(answer.body);
  });

  test("members have value, $ref, display and type", async () => {
    const user = await person(entra, "Ada Example");
    const inner = await group({ displayName: "Inner" });
    const id = await group({ members: [{ value: user, display: "ignored" }, { value: inner }] });
    const { body } = await send("GET", `/Groups/${id}`);
    expect(body.members).toHaveLength(2);
    expect(body.members).toEqual(
      expect.arrayContaining([
        { value: user, $ref: `${base}/Users/${user}`, display: "Ada Example", type: "User" },
        { value: inner, $ref: `${base}/Groups/${inner}`, display: "Inner", type: "Group" },
      ]),
    );
  });

  test("an identical second POST is 409 uniqueness; the same name with another externalId is another group", async () => {
    const body = { displayName: "Sales", externalId: newId() };
    await group(body);
    expect(await send("POST", "/Groups", { ...body, displayName: "SALES" })).toMatchObject(refused(409, "uniqueness"));
    await group({ ...body, externalId: newId() });
    await group({ displayName: "No external id" });
    expect(await send("POST", "/Groups", { displayName: "No external id" })).toMatchObject(refused(409, "uniqueness"));
    await group(body, okta);
  });

  test.each([
    ["no displayName", { externalId: "1" }],
    ["an empty displayName", { displayName: "" }],
    ["members that are no list", { displayName: "x", members: 7 }],
    ["a member without value", { displayName: "x", members: [{ display: "Ada" }] }],
    ["U+0000", { displayName: "a\u0000b" }],
  ])("%s is 400 invalidValue", async (_, body) => {
    expect(await send("POST", "/Groups", body)).toMatchObject(refused(400, "invalidValue"));
  });
});

describe("match and list", () => {
  test("by displayName in any case, by externalId exactly, by both, without the members", async () => {
    const externalId = `X-${newId()}`;
    const displayName = `Match ${newId()}`;
    const id = await group({ displayName, externalId, members: values(await person()) });
    for (const filter of [
      `displayName eq "${displayName.toUpperCase()}"`,
      `externalId eq "${externalId}"`,
      `displayName eq "${displayName}" and externalId eq "${externalId}"`,
      `id eq "${id}"`,
      `displayName sw "${displayName}"`,
    ]) {
      expect(idsOf(await find(filter))).toEqual([id]);
    }
    expect(idsOf(await find(`externalId eq "${externalId.toLowerCase()}"`))).toEqual([]);
    const path = `/Groups?excludedAttributes=members&filter=displayName+eq+"${displayName}"`;
    const { body } = await send("GET", path);
    expect(body).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [{ id, displayName }] });
    expect((body.Resources as Json[])[0]).not.toHaveProperty("members");
    expect((await send("GET", `/Groups/${id}?excludedAttributes=members`)).body).not.toHaveProperty("members");
  });

  test("no match is an empty list", async () => {
    const answer = await find('displayName eq "nobody"');
    expect(answer).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
  });

  test("by members: value, type, display, present, and one element for all terms", async () => {
    const by = await makeCaller();
    const user = await person(by, "Ada Lovelace");
    const other = await person(by, "Bob");
    const inner = await group({ displayName: "Inner", members: values(other) }, by);
    const outer = await group({ displayName: "Outer", members: values(user, inner) }, by);
    const cases: [string, string[]][] = [
      [`members.value eq "${user}"`, [outer]],
      [`members eq "${other}"`, [inner]],
      [`members[value eq "${inner}" and type eq "group"]`, [outer]],
      [`members[value eq "${inner}" and type eq "User"]`, []],
      ['members.type eq "User"', [inner, outer]],
      ['members.display co "LOVE"', [outer]],
      [`members.$ref eq "${base}/Groups/${inner}"`, [outer]],
      ["members pr", [inner, outer]],
      ["not (members pr)", []],
      [`not (members.value eq "${user}")`, [inner]],
      [`members.value ne "${other}"`, [outer]],
      ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:Group" and meta.resourceType eq "Group"', [inner, outer]],
      [`urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq "inner"`, [inner]],
    ];
    for (const [filter, ids] of cases) expect([filter, idsOf(await find(filter, by))]).toEqual([filter, ids]);
  });

  test("an unknown attribute is 400 invalidFilter", async () => {
    expect(await find('userName eq "x"')).toMatchObject(refused(400, "invalidFilter"));
  });

  test("pages, order, and a search by POST", async () => {
    const by = await makeCaller();
    const ids: string[] = [];
    for (const displayName of ["b", "C", "a"]) ids.push(await group({ displayName }, by));
    const [b, c, a] = ids;
    const list = (query: string) => send("GET", `/Groups?${query}`, undefined, { by });
    expect(idsOf(await list("sortBy=displayName"))).toEqual([a, b, c]);
    expect(idsOf(await list("sortBy=displayName&sortOrder=descending"))).toEqual([c, b, a]);
    expect((await list("startIndex=3&count=100")).body).toMatchObject({ totalResults: 3, startIndex: 3, itemsPerPage: 1 });
    expect((await list("count=0")).body).toMatchObject({ totalResults: 3, Resources: [] });
    const search = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter: 'displayName sw "A"',
      attributes: ["id"],
    };
    expect((await send("POST", "/Groups/.search", search, { by })).body).toMatchObject({
      totalResults: 1,
      Resources: [{ schemas: [groupSchema], id: a }],
    });
  });

  test("only the sub-attributes that are asked for", async () => {
    const user = await person();
    const id = await group({ members: values(user) });
    const { body } = await send("GET", `/Groups/${id}?attributes=members.value`);
    expect(body).toEqual({ schemas: [groupSchema], id, members: [{ value: user }] });
  });
});

describe("members by PATCH", () => {
  test.each([
    ["Entra adds with $ref null", "Add", (id: string) => [{ $ref: null, value: id }]],
    ["Okta adds with display", "add", (id: string) => [{ value: id, display: "test.user@okta.local" }]],
    ["one object stands for a list", "add", (id: string) => ({ value: id })],
  ])("%s, and again is no change", async (_, op, value) => {
    const user = await person();
    const id = await group();
    expect(await patch(id, { op, path: "members", value: value(user) })).toMatchObject({
      status: 200,
      body: { members: [{ value: user }] },
    });
    const again = await patch(id, { op, path: "members", value: value(user) });
    expect(again).toMatchObject({ status: 200, body: { members: [{ value: user }], meta: { version: 'W/"2"' } } });
  });

  test.each([
    ["Entra's list", (id: string) => ({ op: "Remove", path: "members", value: [{ $ref: null, value: id }] })],
    ["JumpCloud's list", (id: string) => ({ op: "remove", path: "members", value: [{ value: id }] })],
    ["a filter on value", (id: string) => ({ op: "remove", path: `members[value eq "${id}"]` })],
  ])("%s removes exactly that member, and again is no change", async (_, operation) => {
    const user = await person();
    const stays = await person();
    const id = await group({ members: values(user, stays) });
    expect((await patch(id, operation(user))).status).toBe(200);
    expect(await membersOf(id)).toEqual([stays]);
    expect(await patch(id, operation(user))).toMatchObject({ status: 200, body: { meta: { version: 'W/"2"' } } });
  });

  test("Okta's rename, removal and addition come in one request", async () => {
    const [a, b] = [await person(), await person()];
    const id = await group({ members: values(a) });
    const answer = await patch(id, [
      { op: "replace", value: { id, displayName: "Test SCIMv2" } },
      { op: "remove", path: `members[value eq "${a}"]` },
      { op: "add", path: "members", value: [{ value: b, display: "b" }] },
    ]);
    expect(answer).toMatchObject({ status: 200, body: { displayName: "Test SCIMv2", members: [{ value: b }] } });
  });

  test("Push Now is the exact set, and an empty list or null empties", async () => {
    const [a, b, c] = [await person(), await person(), await person()];
    const id = await group({ members: values(a, b) });
    await patch(id, { op: "replace", path: "members", value: [{ value: b, display: "b" }, { value: c }] });
    expect((await membersOf(id)).toSorted()).toEqual([b, c].toSorted());
    for (const value of [[], null]) {
      await patch(id, { op: "add", path: "members", value: values(a) });
      await patch(id, { op: "Replace", path: "members", value });
      expect(await membersOf(id)).toEqual([]);
    }
    await patch(id, { op: "add", path: "members", value: values(a) });
    await patch(id, { op: "remove", path: "members" });
    expect(await membersOf(id)).toEqual([]);
  });

  test("a filter that names no ids selects among the members, those of the same request included", async () => {
    const [a, b, inner] = [await person(entra, "Ada"), await person(entra, "Bob"), await group()];
    const id = await group({ members: values(a, inner) });
    await patch(id, [
      { op: "add", path: "members", value: values(b) },
      { op: "remove", path: 'members[type eq "User" and display ne "Bob"]' },
    ]);
    expect((await membersOf(id)).toSorted()).toEqual([b, inner].toSorted());
    await patch(id, [
      { op: "add", path: "members", value: values(a) },
      { op: "remove", path: 'members[type eq "User"]' },
    ]);
    expect(await membersOf(id)).toEqual([inner]);
    expect((await patch(id, { op: "remove", path: 'members[display eq "nobody"]' })).status).toBe(200);
  });

  test("an unknown member is skipped, the rest applied, and the request log says so", async () => {
    const by = await makeCaller();
    const user = await person(by);
    const id = await group({}, by);
    const unknown = newId();
    const answer = await patch(id, { op: "add", path: "members", value: values(unknown, user, "abc") }, { by });
    expect(answer).toMatchObject({ status: 200, body: { members: [{ value: user }] } });
    const [entry] = await sql()<{ kind: string; detail: string }[]>`
      select kind, detail from scim_requests where configuration_id = ${by.configurationId}`;
    expect(entry).toMatchObject({ kind: "warning", detail: expect.stringContaining(unknown) });
    expect(entry?.detail).toContain("abc");
  });

  test("a membership circle is 400 invalidValue and changes nothing", async () => {
    const inner = await group();
    const outer = await group({ members: values(inner) });
    const user = await person();
    const answer = await patch(inner, [
      { op: "replace", path: "displayName", value: "changed" },
      { op: "add", path: "members", value: values(user, outer) },
    ]);
    expect(answer).toMatchObject(refused(400, "invalidValue"));
    expect((await send("GET", `/Groups/${inner}`)).body).toMatchObject({ meta: { version: 'W/"1"' } });
  });

  test("100 single additions at once are 100 members", async () => {
    const people = await Promise.all(Array.from({ length: 100 }, () => person()));
    const id = await group();
    const answers = await Promise.all(people.map((user) => patch(id, { op: "Add", path: "members", value: values(user) })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await membersOf(id)).toSorted()).toEqual(people.toSorted());
  });

  test("a membership over 1,000 answers 204 unless attributes are asked for; 1,000 answer 200", async () => {
    const people = await Promise.all(Array.from({ length: 1001 }, () => person()));
    const id = await group({ members: values(...people.slice(0, 999)) });
    const last = people.slice(999);
    expect((await patch(id, { op: "add", path: "members", value: values(...last.slice(0, 1)) })).status).toBe(200);
    const large = await patch(id, { op: "add", path: "members", value: values(...last.slice(1)) });
    expect(large).toMatchObject({ status: 204, body: {} });
    expect(large.headers.get("etag")).toBe('W/"3"');
    const asked = await patch(id, { op: "replace", path: "displayName", value: "Large" }, { query: "?attributes=displayName" });
    expect(asked).toMatchObject({ status: 200, body: { displayName: "Large" } });
    expect(asked.body).not.toHaveProperty("members");
    expect(await membersOf(id)).toHaveLength(1001);
  }, 60_000);

  test("sub-attributes of a member cannot change", async () => {
    const id = await group();
    expect(await patch(id, { op: "replace", path: 'members[value eq "x"].value', value: "y" })).toMatchObject(
      refused(400, "mutability"),
    );
  });
});

describe("names by PATCH and PUT", () => {
  test.each([
    ["Entra's rename", { op: "Replace", path: "displayName", value: "Renamed" }, { displayName: "Renamed" }],
    [
      "Okta's rename repeats the id",
      { op: "replace", value: { id: "other", displayName: "Renamed" } },
      { displayName: "Renamed" },
    ],
    ["externalId alone", { op: "Replace", path: "externalId", value: "e2" }, { externalId: "e2" }],
  ])("%s keeps the members", async (_, operation, expected) => {
    const user = await person();
    const id = await group({ externalId: newId(), members: values(user) });
    const answer = await patch(id, operation);
    expect(answer).toMatchObject({ status: 200, body: { ...expected, id, members: [{ value: user }] } });
    expect((await send("GET", `/Groups/${id}`)).body).toEqual(answer.body);
  });

  test("removing the externalId unassigns it; removing the displayName is refused", async () => {
    const id = await group({ externalId: newId() });
    expect((await patch(id, { op: "remove", path: "externalId" })).body).not.toHaveProperty("externalId");
    expect(await patch(id, { op: "remove", path: "displayName" })).toMatchObject(refused(400, "mutability"));
  });

  test("names that are taken together are 409, and nothing changes", async () => {
    const taken = { displayName: `Taken ${newId()}`, externalId: "t" };
    await group(taken);
    const user = await person();
    const id = await group({ externalId: "t" });
    const answer = await patch(id, [
      { op: "add", path: "members", value: values(user) },
      { op: "replace", path: "displayName", value: taken.displayName },
    ]);
    expect(answer).toMatchObject(refused(409, "uniqueness"));
    expect(await send("PUT", `/Groups/${id}`, taken)).toMatchObject(refused(409, "uniqueness"));
    expect((await send("GET", `/Groups/${id}`)).body).toMatchObject({ meta: { version: 'W/"1"' } });
    expect(await membersOf(id)).toEqual([]);
  });

  test("PUT sets names and the exact members; what is omitted stays", async () => {
    const [a, b] = [await person(), await person()];
    const id = await group({ externalId: "kept", members: values(a) });
    const put = (body: Json) => send("PUT", `/Groups/${id}`, { schemas: [groupSchema], displayName: "Put", ...body });
    expect(await put({})).toMatchObject({
      status: 200,
      body: { displayName: "Put", externalId: "kept", members: [{ value: a }] },
    });
    expect(await put({ members: values(b) })).toMatchObject({ body: { members: [{ value: b }] } });
    expect(await put({ members: values(b) })).toMatchObject({ body: { meta: { version: 'W/"3"' } } });
    expect((await put({ members: [] })).body).not.toHaveProperty("members");
    expect(await send("PUT", `/Groups/${id}`, { members: [] })).toMatchObject(refused(400, "invalidValue"));
  });

  test("of a PATCH with one bad operation nothing is applied", async () => {
    const user = await person();
    const id = await group();
    const answer = await patch(id, [
      { op: "add", path: "members", value: values(user) },
      { op: "replace", path: "nonsense", value: "x" },
    ]);
    expect(answer).toMatchObject(refused(400, "invalidPath"));
    expect(await membersOf(id)).toEqual([]);
  });
});

describe("versions", () => {
  test("If-Match and If-None-Match", async () => {
    const id = await group();
    const rename = (displayName: string) => ({ op: "replace", path: "displayName", value: displayName });
    const stale = { headers: { "if-match": 'W/"7"' } };
    const current = { headers: { "if-match": 'W/"1"' } };
    expect(await patch(id, rename("a"), stale)).toMatchObject(refused(412));
    expect(await send("PUT", `/Groups/${id}`, { displayName: "a" }, stale)).toMatchObject(refused(412));
    expect(await send("DELETE", `/Groups/${id}`, undefined, stale)).toMatchObject(refused(412));
    expect((await patch(id, rename("a"), current)).headers.get("etag")).toBe('W/"2"');
    expect(await patch(id, rename("b"), current)).toMatchObject(refused(412));
    expect((await patch(id, rename("c"), { headers: { "if-match": "*" } })).status).toBe(200);
    const unchanged = await send("GET", `/Groups/${id}`, undefined, { headers: { "if-none-match": 'W/"3"' } });
    expect([unchanged.status, unchanged.headers.get("etag")]).toEqual([304, 'W/"3"']);
    expect((await send("DELETE", `/Groups/${id}`, undefined, { headers: { "if-match": 'W/"3"' } })).status).toBe(204);
  });

  test("of conditional changes at once one wins", async () => {
    const id = await group();
    const headers = { "if-match": 'W/"1"' };
    const names = Array.from({ length: 10 }, (_, index) => `Name ${index}`);
    const answers = await Promise.all(
      names.map((value) => patch(id, { op: "replace", path: "displayName", value }, { headers })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  });
});

describe("groups of a user", () => {
  const groupsOf = async (id: string, by = entra) => (await send("GET", `/Users/${id}`, undefined, { by })).body.groups;

  test("are direct and indirect, with value, $ref, display and type, and do not move the version", async () => {
    const user = await person();
    expect(await groupsOf(user)).toBeUndefined();
    const inner = await group({ displayName: "Inner", externalId: newId(), members: values(user) });
    const outer = await group({ displayName: "Outer", externalId: newId(), members: values(inner) });
    const shown = [
      { value: inner, $ref: `${base}/Groups/${inner}`, display: "Inner", type: "direct" },
      { value: outer, $ref: `${base}/Groups/${outer}`, display: "Outer", type: "indirect" },
    ];
    expect(await groupsOf(user)).toEqual(shown);
    const list = await send("GET", `/Users?filter=id eq "${user}"`);
    expect(list.body).toMatchObject({ Resources: [{ groups: shown, meta: { version: 'W/"1"' } }] });
    for (const query of ["excludedAttributes=groups", "attributes=userName"]) {
      expect((await send("GET", `/Users/${user}?${query}`)).body).not.toHaveProperty("groups");
    }
    const narrow = await send("GET", `/Users/${user}?attributes=groups.display`);
    expect(narrow.body.groups).toEqual([{ display: "Inner" }, { display: "Outer" }]);
    await send("DELETE", `/Groups/${inner}`);
    expect(await groupsOf(user)).toBeUndefined();
  });

  test("of another configuration are absent", async () => {
    const user = await person();
    const theirs = await group({ members: values(user) }, okta);
    expect(await groupsOf(user)).toBeUndefined();
    expect(await groupsOf(user, okta)).toMatchObject([{ value: theirs }]);
  });

  test("are read-only", async () => {
    const user = await person();
    const id = await group({ members: values(user) });
    const operation = { op: "replace", path: "groups", value: [] };
    const answer = await send("PATCH", `/Users/${user}`, { Operations: [operation] });
    expect(answer).toMatchObject(refused(400, "mutability"));
    const put = await send("PUT", `/Users/${user}`, { userName: `${newId()}@example.com`, groups: [] });
    expect(put).toMatchObject({ status: 200, body: { groups: [{ value: id }] } });
  });

  test("can be filtered by, direct and indirect", async () => {
    const by = await makeCaller();
    const [a, b, nobody] = [await person(by), await person(by), await person(by)];
    const inner = await group({ displayName: "Inner", members: values(a) }, by);
    const outer = await group({ displayName: "Outer", members: values(inner, b) }, by);
    const cases: [string, string[]][] = [
      [`groups.value eq "${inner}"`, [a]],
      [`groups.value eq "${outer}"`, [a, b]],
      [`groups eq "${outer}"`, [a, b]],
      ['groups.display eq "OUTER"', [a, b]],
      ['groups[display eq "outer" and type eq "direct"]', [b]],
      ['groups.type eq "indirect"', [a]],
      [`groups.$ref eq "${base}/Groups/${inner}"`, [a]],
      ["groups pr", [a, b]],
      ["not (groups pr)", [nobody]],
      [`groups.value ne "${outer}"`, [a, nobody]],
      [`groups.value eq "${outer}" and not (groups.value eq "${inner}")`, [b]],
    ];
    for (const [filter, ids] of cases) {
      const answer = await send("GET", `/Users?filter=${encodeURIComponent(filter)}`, undefined, { by });
      expect([filter, idsOf(answer)]).toEqual([filter, ids]);
    }
    const sorted = await send("GET", "/Users?sortBy=groups.display&sortOrder=descending", undefined, { by });
    expect(idsOf(sorted)).toEqual([nobody, b, a]);
    expect(idsOf(await send("GET", "/Groups?sortBy=members", undefined, { by }))).toHaveLength(2);
  });
});

describe("who may", () => {
  test("DELETE is 204, then 404 everywhere", async () => {
    const id = await group();
    expect((await send("DELETE", `/Groups/${id}`)).status).toBe(204);
    for (const method of ["GET", "DELETE"]) expect(await send(method, `/Groups/${id}`)).toMatchObject(refused(404));
    expect(await patch(id, { op: "add", path: "members", value: [] })).toMatchObject(refused(404));
    expect(await send("PUT", `/Groups/${id}`, { displayName: "x" })).toMatchObject(refused(404));
    expect(idsOf(await find(`id eq "${id}"`))).toEqual([]);
  });

  test("another configuration's group is an unknown id, and its name is free", async () => {
    const displayName = `Shared ${newId()}`;
    const id = await group({ displayName }, okta);
    for (const method of ["GET", "DELETE"]) expect(await send(method, `/Groups/${id}`)).toMatchObject(refused(404));
    expect(await patch(id, { op: "replace", path: "displayName", value: "x" })).toMatchObject(refused(404));
    expect(idsOf(await find(`displayName eq "${displayName}"`))).toEqual([]);
    expect(await send("GET", "/Groups/no-uuid")).toMatchObject(refused(404));
  });

  test("another configuration's group cannot become a member", async () => {
    const theirs = await group({}, okta);
    const id = await group({ members: values(theirs) });
    expect(await membersOf(id)).toEqual([]);
  });

  test("a person whom another configuration made can be a member; one whom this one deleted cannot", async () => {
    const theirs = await person(okta);
    const id = await group({ members: values(theirs) });
    expect(await membersOf(id)).toEqual([theirs]);
    expect((await send("DELETE", `/Users/${theirs}`)).status).toBe(204);
    expect(await membersOf(id)).toEqual([]);
    await patch(id, { op: "add", path: "members", value: values(theirs) });
    expect(await membersOf(id)).toEqual([]);
  });

  test("other methods are 405 with Allow", async () => {
    expect((await send("PUT", "/Groups", {})).headers.get("allow")).toBe("GET, POST");
    expect((await send("POST", `/Groups/${newId()}`, {})).headers.get("allow")).toBe("GET, PUT, PATCH, DELETE");
  });

  test("discovery names the resource type and its schema", async () => {
    expect((await send("GET", "/ResourceTypes/Group")).body).toMatchObject({ endpoint: "/Groups", schema: groupSchema });
    expect((await send("GET", `/Schemas/${groupSchema}`)).body).toMatchObject({ name: "Group" });
  });
});
