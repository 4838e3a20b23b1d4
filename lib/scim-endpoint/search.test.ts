import { beforeAll, describe, expect, it } from "vitest";
import { makeManyGroups } from "../../db/testing/many-groups.ts";
import { analyze } from "../../db/testing/plan.ts";
import { newId } from "../ids.ts";
import { type Answer, createUser, enterprise, scimError, send } from "./testing.ts";
import { type GroupIdp, idsOf, makeGroupIdp, values } from "./testing-groups.ts";

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
const searchRequest = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

let idp: GroupIdp;
let ids: { [name: string]: string };

beforeAll(async () => {
  idp = await makeGroupIdp();
  const ada = await createUser(idp, {
    userName: "ada",
    displayName: "Beta",
    externalId: "same",
    title: "Countess",
    emails: [
      { value: "ada@work.org", type: "work", primary: true },
      { value: "ada@home.org", type: "home" },
    ],
    [enterprise]: { department: "Engines" },
  });
  const bob = await createUser(idp, { userName: "bob", displayName: "delta", active: false });
  const cid = await createUser(idp, { userName: "cid" });
  const alpha = await idp.group({ displayName: "Alpha", externalId: "same", members: values(ada, bob) });
  const gamma = await idp.group({ displayName: "gamma" });
  ids = { ada, bob, cid, alpha, gamma };
});

const search = (body: object, by = idp) => by("POST /.search", { schemas: [searchRequest], ...body });
const namesOf = (answer: Answer) => idsOf(answer).map((id) => Object.keys(ids).find((name) => ids[name] === id));

/** The names that a filter finds at the root, in any order. */
async function find(filter: string): Promise<unknown[]> {
  const answer = await search({ filter });
  expect(answer).toMatchObject({ status: 200, body: { totalResults: idsOf(answer).length } });
  return namesOf(answer).toSorted();
}

describe("a search of the root", () => {
  it("finds users and groups in one list, each as its own endpoint shows it", async () => {
    const { status, headers, body } = await search({});
    expect({ status, type: headers.get("content-type") }).toEqual({ status: 200, type: "application/scim+json" });
    expect(body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 5,
      startIndex: 1,
      itemsPerPage: 5,
    });
    const alone = ["ada", "bob", "cid", "alpha", "gamma"].map((name, at) => `/${at < 3 ? "Users" : "Groups"}/${ids[name]}`);
    const resources = await Promise.all(alone.map(async (path) => (await idp(`GET ${path}`)).body));
    expect(body.Resources).toEqual(resources);
  });

  it.each([
    ['displayName co "a"', ["ada", "alpha", "bob", "gamma"]],
    ['displayName eq "GAMMA"', ["gamma"]],
    ['meta.resourceType eq "Group"', ["alpha", "gamma"]],
    ["(meta.resourceType eq User) or (meta.resourceType eq Group)", ["ada", "alpha", "bob", "cid", "gamma"]],
    ['externalId eq "same"', ["ada", "alpha"]],
    ['externalId eq "same" and meta.resourceType eq "User"', ["ada"]],
    [`schemas eq "${groupSchema}"`, ["alpha", "gamma"]],
    [`schemas eq "${enterprise}"`, ["ada"]],
    ["id pr", ["ada", "alpha", "bob", "cid", "gamma"]],
    ['meta.created gt "2020-01-01T00:00:00Z" and displayName sw "a"', ["alpha"]],
  ])("%s", async (filter, found) => expect(await find(filter)).toEqual(found));

  // RFC 7644 §3.4.2.1
  it.each([
    ["userName pr", ["ada", "bob", "cid"]],
    ['userName eq "ada"', ["ada"]],
    ['userName ne "ada"', ["alpha", "bob", "cid", "gamma"]],
    ['not (userName eq "ada")', ["alpha", "bob", "cid", "gamma"]],
    ["active eq true", ["ada", "cid"]],
    ["not (active eq true)", ["alpha", "bob", "gamma"]],
    ["not (active pr)", ["alpha", "gamma"]],
    ['emails co "home"', ["ada"]],
    ['emails[type eq "work" and value sw "ada"]', ["ada"]],
    ["emails[primary eq true]", ["ada"]],
    ["members pr", ["alpha"]],
    ["not (members pr)", ["ada", "bob", "cid", "gamma"]],
    ['members[type eq "User"]', ["alpha"]],
    ['groups.display eq "alpha"', ["ada", "bob"]],
    ['groups[type eq "direct"] or members pr', ["ada", "alpha", "bob"]],
    [`${enterprise}:department eq "engines"`, ["ada"]],
    ['department eq "engines"', ["ada"]],
  ])("what only one type has is no value in the other: %s", async (filter, found) => expect(await find(filter)).toEqual(found));

  it.each([
    [`${userSchema}:displayName pr`, ["ada", "bob"]],
    [`not (${userSchema}:displayName pr)`, ["alpha", "cid", "gamma"]],
    [`${groupSchema}:displayName pr`, ["alpha", "gamma"]],
    [`${groupSchema}:displayName gt "b"`, ["gamma"]],
    [`${groupSchema}:members pr`, ["alpha"]],
    [`${userSchema}:active eq false`, ["bob"]],
    [`${userSchema}:active ne true`, ["alpha", "bob", "gamma"]],
    [`${userSchema}:name.givenName pr`, []],
    [`${userSchema}:emails.value ew "home.org"`, ["ada"]],
    [`${userSchema}:emails[value pr]`, ["ada"]],
    [`${userSchema}:meta.created gt "2020-01-01T00:00:00Z"`, ["ada", "bob", "cid"]],
    [`${userSchema}:id pr`, ["ada", "bob", "cid"]],
  ])("qualified by a schema, a name is that of one type: %s", async (filter, found) => expect(await find(filter)).toEqual(found));

  it("members.value by an id", async () => {
    expect(await find(`members.value eq "${ids.ada}"`)).toEqual(["alpha"]);
    expect(await find(`groups.value eq "${ids.alpha}" or id eq "${ids.alpha}"`)).toEqual(["ada", "alpha", "bob"]);
  });

  it.each(['shoeSize eq "4"', "userName eq", 'name eq "x"', "active gt true", "urn:x:y:z pr", 'password eq "x"', ""])(
    "%j is invalidFilter",
    async (filter) => expect(await search({ filter })).toMatchObject(scimError(400, "invalidFilter")),
  );

  it("sorts by what both have, and puts last who has nothing", async () => {
    const sorted = async (sortBy: string, sortOrder = "ascending") => namesOf(await search({ sortBy, sortOrder }));
    expect(await sorted("displayName")).toEqual(["alpha", "ada", "bob", "gamma", "cid"]);
    expect(await sorted("displayName", "descending")).toEqual(["cid", "gamma", "bob", "ada", "alpha"]);
    expect(await sorted("userName")).toEqual(["ada", "bob", "cid", "alpha", "gamma"]);
    expect(await sorted("emails")).toEqual(["ada", "bob", "cid", "alpha", "gamma"]);
    expect(await sorted("active")).toEqual(["bob", "ada", "cid", "alpha", "gamma"]);
    expect(await sorted("meta.created", "descending")).toEqual(["gamma", "alpha", "cid", "bob", "ada"]);
    expect(await sorted("meta.resourceType")).toEqual(["alpha", "gamma", "ada", "bob", "cid"]);
    expect(await sorted(`${groupSchema}:displayName`)).toEqual(["alpha", "gamma", "ada", "bob", "cid"]);
    expect(await sorted(`${userSchema}:active`)).toEqual(["bob", "ada", "cid", "alpha", "gamma"]);
    expect((await sorted("members"))[0]).toBe("alpha");
    expect((await sorted("groups")).slice(0, 2)).toEqual(["ada", "bob"]);
  });

  it("pages by index", async () => {
    const page = (startIndex: number, count: number) => search({ sortBy: "displayName", startIndex, count });
    expect(namesOf(await page(2, 2))).toEqual(["ada", "bob"]);
    expect((await page(2, 2)).body).toMatchObject({ totalResults: 5, startIndex: 2, itemsPerPage: 2 });
    expect((await page(1, 0)).body).toMatchObject({ totalResults: 5, itemsPerPage: 0, Resources: [] });
    expect((await page(9, 5)).body).toMatchObject({ totalResults: 5, Resources: [] });
    expect((await page(1, -1)).body).toMatchObject({ totalResults: 5, Resources: [] });
  });

  it.each([
    {},
    { sortBy: "displayName" },
    { sortBy: "displayName", sortOrder: "descending" },
    { sortBy: "active" },
    { sortBy: "meta.created" },
    { sortBy: "members", sortOrder: "descending" },
    { sortBy: "id" },
    { filter: 'displayName co "a"', sortBy: "userName" },
  ])("pages by cursor in the order of %j", async (query) => {
    const all: unknown[] = [];
    for (let cursor: unknown = ""; cursor !== undefined; ) {
      const page = await search({ ...query, cursor, count: 1 });
      expect(page.status).toBe(200);
      all.push(...namesOf(page));
      cursor = page.body.nextCursor;
    }
    expect(all).toEqual(namesOf(await search(query)));
  });

  it("a cursor of one list is none of another", async () => {
    const { body } = await search({ cursor: "", count: 1 });
    const { nextCursor: cursor } = body;
    expect(await idp("POST /Users/.search", { cursor, count: 1 })).toMatchObject(scimError(400, "invalidCursor"));
    expect(await search({ cursor, count: 1 })).toMatchObject({ status: 200 });
    expect(await search({ cursor, count: 2 })).toMatchObject(scimError(400, "invalidCount"));
  });

  it("shows the attributes that are asked for, of each type its own", async () => {
    const { body } = await search({ attributes: ["userName", "displayName"], sortBy: "displayName", count: 2 });
    expect(body.Resources).toEqual([
      { schemas: [groupSchema], id: ids.alpha, displayName: "Alpha" },
      { schemas: [userSchema], id: ids.ada, userName: "ada", displayName: "Beta" },
    ]);
    const without = await search({ excludedAttributes: ["members", "emails", "meta", "groups"], filter: 'externalId eq "same"' });
    expect(without.body.Resources).toEqual([
      expect.not.objectContaining({ emails: expect.anything() }),
      { schemas: [groupSchema], id: ids.alpha, displayName: "Alpha", externalId: "same" },
    ]);
    expect(await search({ attributes: ["id"], excludedAttributes: ["meta"] })).toMatchObject(scimError(400, "invalidValue"));
  });

  it("a body that is no search is refused", async () => {
    expect(await idp("POST /.search", { schemas: [userSchema] })).toMatchObject(scimError(400, "invalidSyntax"));
    expect(await idp("POST /.search", "[]")).toMatchObject(scimError(400, "invalidSyntax"));
    expect(await search({ count: "many" })).toMatchObject(scimError(400, "invalidValue"));
    expect(await idp("POST /.search", "{}", { "content-type": "text/plain" })).toMatchObject(scimError(415));
    expect(await idp("POST /.search/1", {})).toMatchObject(scimError(404));
    expect(await send("POST /.search", { body: {} })).toMatchObject(scimError(401));
    expect(await idp("POST /.search", {})).toMatchObject({ status: 200 });
  });

  it("sees no other account", async () => {
    const stranger = await makeGroupIdp();
    const own = await stranger.group({ displayName: "Alpha" });
    expect(idsOf(await search({}, stranger))).toEqual([own]);
    expect((await search({ filter: `id eq "${ids.ada}" or members.value eq "${ids.ada}"` }, stranger)).body.totalResults).toBe(0);
  });

  it("sees neither the groups of another configuration nor whom this one deleted (rules 2 and 8)", async () => {
    const own = await makeGroupIdp();
    const beside = await makeGroupIdp(own);
    const person = await own.person();
    const group = await own.group({ members: values(person) });
    expect(idsOf(await search({}, beside))).toEqual([person]);
    await own(`DELETE /Users/${person}`);
    expect(idsOf(await search({}, own))).toEqual([group]);
  });

  it("of groups with more members than memory should hold is sent in pieces, whole and in order", async () => {
    const { scope, groupIds } = await makeManyGroups({ users: 10_000, groups: 3, membersPerGroup: 9_000 });
    await analyze();
    const headers = { authorization: `Bearer ${scope.token}` };
    const sizes = async (sortOrder: string, count: number) => {
      const { body } = await send("POST /.search", { headers, body: { sortBy: "userName", sortOrder, count } });
      expect(body).toMatchObject({ totalResults: 10_003, itemsPerPage: count });
      const resources = body.Resources as { id: string; members?: unknown[] }[]; // a list holds resources with ids
      return resources.map(({ id, members }) => [groupIds.indexOf(id), members?.length]);
    };
    const groups = [0, 1, 2].map((at) => [at, 9_000]);
    const user = [-1, undefined];
    expect(await sizes("descending", 5)).toEqual([...groups, user, user]);
    expect(await sizes("ascending", 2)).toEqual([user, user]);
  });

  it("by GET is the same (RFC 7644 §3.4.2.1)", async () => {
    const query = `filter=${encodeURIComponent('displayName co "a"')}&sortBy=displayName&count=2&attributes=displayName`;
    const searched = await search({ filter: 'displayName co "a"', sortBy: "displayName", count: 2, attributes: "displayName" });
    for (const root of ["", "/"]) expect((await idp(`GET ${root}?${query}`)).body).toEqual(searched.body);
    expect((await idp("GET /?cursor&count=4")).body).toMatchObject({ totalResults: 5, nextCursor: expect.any(String) });
    expect(await idp(`GET /?filter=${newId()}`)).toMatchObject(scimError(400, "invalidFilter"));
  });
});

describe("POST /Users/.search and /Groups/.search", () => {
  it("answer as GET does", async () => {
    const body = { schemas: [searchRequest], sortBy: "displayName", startIndex: 2, count: 1, excludedAttributes: ["meta"] };
    const query = "sortBy=displayName&startIndex=2&count=1&excludedAttributes=meta";
    for (const endpoint of ["/Users", "/Groups"]) {
      const { status, body: found } = await idp(`POST ${endpoint}/.search`, body);
      expect(status).toBe(200);
      expect(found).toEqual((await idp(`GET ${endpoint}?${query}`)).body);
      expect(await idp(`POST ${endpoint}/.search`, { filter: 'shoe eq "1"' })).toMatchObject(scimError(400, "invalidFilter"));
      expect(await idp(`POST ${endpoint}/.search`, { schemas: [userSchema] })).toMatchObject(scimError(400, "invalidSyntax"));
    }
  });
});
