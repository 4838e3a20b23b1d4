import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../db/client.ts";
import { makeManyGroups } from "../../db/testing/many-groups.ts";
import { newId } from "../ids.ts";
import { groupSchema } from "../scim/group.ts";
import { baseUrl, scimError, send } from "./testing.ts";
import { type GroupIdp, idsOf, makeGroupIdp, values } from "./testing-groups.ts";

let entra: GroupIdp;
let okta: GroupIdp;

beforeAll(async () => {
  entra = await makeGroupIdp();
  okta = await makeGroupIdp(entra);
});

describe("create", () => {
  it("Entra's body with its own schema is 201 with Location and a version", async () => {
    const externalId = newId();
    const answer = await entra("POST /Groups", {
      schemas: [groupSchema, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],
      externalId,
      displayName: "displayName",
      meta: { resourceType: "Group" },
    });
    const location = `${baseUrl}/Groups/${answer.body.id}`;
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
    expect((await entra(`GET /Groups/${answer.body.id}`)).body).toEqual(answer.body);
  });

  it("members have value, $ref, display and type", async () => {
    const user = await entra.person("Ada Example");
    const inner = await entra.group({ displayName: "Inner" });
    const id = await entra.group({ members: [{ value: user, display: "ignored" }, { value: inner }] });
    const { body } = await entra(`GET /Groups/${id}`);
    expect(body.members).toHaveLength(2);
    expect(body.members).toEqual(
      expect.arrayContaining([
        { value: user, $ref: `${baseUrl}/Users/${user}`, display: "Ada Example", type: "User" },
        { value: inner, $ref: `${baseUrl}/Groups/${inner}`, display: "Inner", type: "Group" },
      ]),
    );
  });

  it("an identical second POST is 409 uniqueness; the same name with another externalId is another group", async () => {
    const body = { displayName: "Sales", externalId: newId() };
    await entra.group(body);
    expect(await entra("POST /Groups", { ...body, displayName: "SALES" })).toMatchObject(scimError(409, "uniqueness"));
    const [kept] = await sql()<{ advice: string }[]>`
      select advice from scim_requests where configuration_id = ${entra.configurationId} and scim_type = 'uniqueness'`;
    expect(kept?.advice).toContain("Match groups by displayName");
    await entra.group({ ...body, externalId: newId() });
    await entra.group({ displayName: "No external id" });
    expect(await entra("POST /Groups", { displayName: "No external id" })).toMatchObject(scimError(409, "uniqueness"));
    await okta.group(body);
  });

  it.each([
    ["no displayName", { externalId: "1" }],
    ["an empty displayName", { displayName: "" }],
    ["members that are no list", { displayName: "x", members: 7 }],
    ["a member without value", { displayName: "x", members: [{ display: "Ada" }] }],
    ["U+0000", { displayName: "a\u0000b" }],
  ])("%s is 400 invalidValue", async (_, body) => {
    expect(await entra("POST /Groups", body)).toMatchObject(scimError(400, "invalidValue"));
  });
});

describe("match and list", () => {
  it("by displayName in any case, by externalId exactly, by both, without the members", async () => {
    const externalId = `X-${newId()}`;
    const displayName = `Match ${newId()}`;
    const id = await entra.group({ displayName, externalId, members: values(await entra.person()) });
    for (const filter of [
      `displayName eq "${displayName.toUpperCase()}"`,
      `externalId eq "${externalId}"`,
      `displayName eq "${displayName}" and externalId eq "${externalId}"`,
      `id eq "${id}"`,
      `displayName sw "${displayName}"`,
    ]) {
      expect(idsOf(await entra.find(filter))).toEqual([id]);
    }
    expect(idsOf(await entra.find(`externalId eq "${externalId.toLowerCase()}"`))).toEqual([]);
    const path = `/Groups?excludedAttributes=members&filter=displayName+eq+"${displayName}"`;
    const { body } = await entra(`GET ${path}`);
    expect(body).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1, Resources: [{ id, displayName }] });
    expect(Array.isArray(body.Resources) && body.Resources[0]).not.toHaveProperty("members");
    expect((await entra(`GET /Groups/${id}?excludedAttributes=members`)).body).not.toHaveProperty("members");
  });

  it("no match is an empty list", async () => {
    const answer = await entra.find('displayName eq "nobody"');
    expect(answer).toMatchObject({ status: 200, body: { totalResults: 0, Resources: [] } });
  });

  it("by members: value, type, display, present, and one element for all terms", async () => {
    const by = await makeGroupIdp();
    const user = await by.person("Ada Lovelace");
    const other = await by.person("Bob");
    const inner = await by.group({ displayName: "Inner", members: values(other) });
    const outer = await by.group({ displayName: "Outer", members: values(user, inner) });
    const cases: [string, string[]][] = [
      [`members.value eq "${user}"`, [outer]],
      [`members eq "${other}"`, [inner]],
      [`members[value eq "${inner}" and type eq "group"]`, [outer]],
      [`members[value eq "${inner}" and type eq "User"]`, []],
      ['members.type eq "User"', [inner, outer]],
      ['members.display co "LOVE"', [outer]],
      [`members.$ref eq "${baseUrl}/Groups/${inner}"`, [outer]],
      ["members pr", [inner, outer]],
      ["not (members pr)", []],
      [`not (members.value eq "${user}")`, [inner]],
      [`members.value ne "${other}"`, [outer]],
      ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:Group" and meta.resourceType eq "Group"', [inner, outer]],
      [`urn:ietf:params:scim:schemas:core:2.0:Group:displayName eq "inner"`, [inner]],
    ];
    for (const [filter, ids] of cases) expect([filter, idsOf(await by.find(filter))]).toEqual([filter, ids]);
  });

  it("an unknown attribute is 400 invalidFilter", async () => {
    expect(await entra.find('userName eq "x"')).toMatchObject(scimError(400, "invalidFilter"));
  });

  it("pages, order, and a search by POST", async () => {
    const by = await makeGroupIdp();
    const ids: string[] = [];
    for (const displayName of ["b", "C", "a"]) ids.push(await by.group({ displayName }));
    const [b, c, a] = ids;
    const list = (query: string) => by(`GET /Groups?${query}`);
    expect(idsOf(await list("sortBy=displayName"))).toEqual([a, b, c]);
    expect(idsOf(await list("sortBy=displayName&sortOrder=descending"))).toEqual([c, b, a]);
    expect((await list("startIndex=3&count=100")).body).toMatchObject({ totalResults: 3, startIndex: 3, itemsPerPage: 1 });
    expect((await list("count=0")).body).toMatchObject({ totalResults: 3, Resources: [] });
    const search = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter: 'displayName sw "A"',
      attributes: ["id"],
    };
    expect((await by("POST /Groups/.search", search)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ schemas: [groupSchema], id: a }],
    });
  });

  it("a page with more members than memory should hold is sent in pieces, whole", async () => {
    const { scope, groupIds } = await makeManyGroups({ users: 10_000, groups: 3, membersPerGroup: 9_000 });
    const headers = { authorization: `Bearer ${scope.token}` };
    const { body } = await send("GET /Groups", { headers });
    expect(body).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 3 });
    const groups = Array.isArray(body.Resources) ? body.Resources : [];
    expect(groups.map(({ id, members }) => [id, members.length])).toEqual(groupIds.map((id) => [id, 9_000]));
    const alone = await send(`GET /Groups/${groupIds[1]}`, { headers });
    expect(alone.body).toEqual(groups[1]);
    const values = await send(`GET /Groups/${groupIds[1]}?attributes=members.value`, { headers });
    expect(values.body).toEqual({
      schemas: [groupSchema],
      id: groupIds[1],
      members: groups[1].members.map(({ value }: { value: string }) => ({ value })),
    });
    const narrow = await send("GET /Groups?excludedAttributes=members", { headers });
    expect(narrow.body).toMatchObject({ itemsPerPage: 3, Resources: groupIds.map((id) => ({ id })) });
  });

  it("only the sub-attributes that are asked for", async () => {
    const user = await entra.person();
    const id = await entra.group({ members: values(user) });
    const { body } = await entra(`GET /Groups/${id}?attributes=members.value`);
    expect(body).toEqual({ schemas: [groupSchema], id, members: [{ value: user }] });
  });
});

describe("names by PATCH and PUT", () => {
  it.each([
    ["Entra's rename", { op: "Replace", path: "displayName", value: "Renamed" }, { displayName: "Renamed" }],
    [
      "Okta's rename repeats the id",
      { op: "replace", value: { id: "other", displayName: "Renamed" } },
      { displayName: "Renamed" },
    ],
    ["externalId alone", { op: "Replace", path: "externalId", value: "e2" }, { externalId: "e2" }],
  ])("%s keeps the members", async (_, operation, expected) => {
    const user = await entra.person();
    const id = await entra.group({ externalId: newId(), members: values(user) });
    const answer = await entra.patch(id, operation);
    expect(answer).toMatchObject({ status: 200, body: { ...expected, id, members: [{ value: user }] } });
    expect((await entra(`GET /Groups/${id}`)).body).toEqual(answer.body);
  });

  it("removing the externalId unassigns it; removing the displayName is refused", async () => {
    const id = await entra.group({ externalId: newId() });
    expect((await entra.patch(id, { op: "remove", path: "externalId" })).body).not.toHaveProperty("externalId");
    expect(await entra.patch(id, { op: "remove", path: "displayName" })).toMatchObject(scimError(400, "mutability"));
  });

  it("names that are taken together are 409, and nothing changes", async () => {
    const taken = { displayName: `Taken ${newId()}`, externalId: "t" };
    await entra.group(taken);
    const user = await entra.person();
    const id = await entra.group({ externalId: "t" });
    const answer = await entra.patch(id, [
      { op: "add", path: "members", value: values(user) },
      { op: "replace", path: "displayName", value: taken.displayName },
    ]);
    expect(answer).toMatchObject(scimError(409, "uniqueness"));
    expect(await entra(`PUT /Groups/${id}`, taken)).toMatchObject(scimError(409, "uniqueness"));
    expect((await entra(`GET /Groups/${id}`)).body).toMatchObject({ meta: { version: 'W/"1"' } });
    expect(await entra.membersOf(id)).toEqual([]);
  });

  it("PUT sets names and the exact members; what is omitted stays", async () => {
    const [a, b] = [await entra.person(), await entra.person()];
    const id = await entra.group({ externalId: "kept", members: values(a) });
    const put = (body: object) => entra(`PUT /Groups/${id}`, { schemas: [groupSchema], displayName: "Put", ...body });
    expect(await put({})).toMatchObject({
      status: 200,
      body: { displayName: "Put", externalId: "kept", members: [{ value: a }] },
    });
    expect(await put({ members: values(b) })).toMatchObject({ body: { members: [{ value: b }] } });
    expect(await put({ members: values(b) })).toMatchObject({ body: { meta: { version: 'W/"3"' } } });
    expect((await put({ members: [] })).body).not.toHaveProperty("members");
    expect(await entra(`PUT /Groups/${id}`, { members: [] })).toMatchObject(scimError(400, "invalidValue"));
  });

  it("of a PATCH with one bad operation nothing is applied", async () => {
    const user = await entra.person();
    const id = await entra.group();
    const answer = await entra.patch(id, [
      { op: "add", path: "members", value: values(user) },
      { op: "replace", path: "nonsense", value: "x" },
    ]);
    expect(answer).toMatchObject(scimError(400, "invalidPath"));
    expect(await entra.membersOf(id)).toEqual([]);
  });
});

describe("versions", () => {
  it("If-Match and If-None-Match", async () => {
    const id = await entra.group();
    const rename = (displayName: string) => ({ op: "replace", path: "displayName", value: displayName });
    const stale = { headers: { "if-match": 'W/"7"' } };
    const current = { headers: { "if-match": 'W/"1"' } };
    expect(await entra.patch(id, rename("a"), stale)).toMatchObject(scimError(412));
    expect(await entra(`PUT /Groups/${id}`, { displayName: "a" }, stale.headers)).toMatchObject(scimError(412));
    expect(await entra(`DELETE /Groups/${id}`, undefined, stale.headers)).toMatchObject(scimError(412));
    expect((await entra.patch(id, rename("a"), current)).headers.get("etag")).toBe('W/"2"');
    expect(await entra.patch(id, rename("b"), current)).toMatchObject(scimError(412));
    expect((await entra.patch(id, rename("c"), { headers: { "if-match": "*" } })).status).toBe(200);
    const unchanged = await entra(`GET /Groups/${id}`, undefined, { "if-none-match": 'W/"3"' });
    expect([unchanged.status, unchanged.headers.get("etag")]).toEqual([304, 'W/"3"']);
    expect((await entra(`DELETE /Groups/${id}`, undefined, { "if-match": 'W/"3"' })).status).toBe(204);
  });

  it("of conditional changes at once one wins", async () => {
    const id = await entra.group();
    const headers = { "if-match": 'W/"1"' };
    const names = Array.from({ length: 10 }, (_, index) => `Name ${index}`);
    const answers = await Promise.all(
      names.map((value) => entra.patch(id, { op: "replace", path: "displayName", value }, { headers })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 412)]);
  });
});

describe("who may", () => {
  it("DELETE is 204, then 404 everywhere", async () => {
    const id = await entra.group();
    expect((await entra(`DELETE /Groups/${id}`)).status).toBe(204);
    for (const method of ["GET", "DELETE"]) expect(await entra(`${method} /Groups/${id}`)).toMatchObject(scimError(404));
    expect(await entra.patch(id, { op: "add", path: "members", value: [] })).toMatchObject(scimError(404));
    expect(await entra(`PUT /Groups/${id}`, { displayName: "x" })).toMatchObject(scimError(404));
    expect(idsOf(await entra.find(`id eq "${id}"`))).toEqual([]);
  });

  it("another configuration's group is an unknown id, and its name is free", async () => {
    const displayName = `Shared ${newId()}`;
    const id = await okta.group({ displayName });
    for (const method of ["GET", "DELETE"]) expect(await entra(`${method} /Groups/${id}`)).toMatchObject(scimError(404));
    expect(await entra.patch(id, { op: "replace", path: "displayName", value: "x" })).toMatchObject(scimError(404));
    expect(idsOf(await entra.find(`displayName eq "${displayName}"`))).toEqual([]);
    expect(await entra("GET /Groups/no-uuid")).toMatchObject(scimError(404));
  });

  it("another configuration's group cannot become a member", async () => {
    const theirs = await okta.group({});
    const id = await entra.group({ members: values(theirs) });
    expect(await entra.membersOf(id)).toEqual([]);
  });

  it("a person whom another configuration made can be a member; one whom this one deleted cannot", async () => {
    const theirs = await okta.person();
    const id = await entra.group({ members: values(theirs) });
    expect(await entra.membersOf(id)).toEqual([theirs]);
    expect((await entra(`DELETE /Users/${theirs}`)).status).toBe(204);
    expect(await entra.membersOf(id)).toEqual([]);
    await entra.patch(id, { op: "add", path: "members", value: values(theirs) });
    expect(await entra.membersOf(id)).toEqual([]);
  });

  it("other methods are 405 with Allow", async () => {
    expect((await entra("PUT /Groups", {})).headers.get("allow")).toBe("GET, POST");
    expect((await entra(`POST /Groups/${newId()}`, {})).headers.get("allow")).toBe("GET, PUT, PATCH, DELETE");
  });

  it("discovery names the resource type and its schema", async () => {
    expect((await entra("GET /ResourceTypes/Group")).body).toMatchObject({ endpoint: "/Groups", schema: groupSchema });
    expect((await entra(`GET /Schemas/${groupSchema}`)).body).toMatchObject({ name: "Group" });
  });
});
