import { beforeAll, describe, expect, it } from "vitest";
import { makeManyUsers } from "../../db/testing/many-users.ts";
import { createUser, enterprise, type Idp, listOf, makeIdp, patchOf, scimError, userNamesOf } from "./testing.ts";

const core = "urn:ietf:params:scim:schemas:core:2.0:User";
const listResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

describe("filters", () => {
  let idp: Idp;
  let ada: string;

  beforeAll(async () => {
    idp = await makeIdp();
    ada = await createUser(idp, {
      userName: "Ada@x.org",
      externalId: "Ext-1",
      emails: [
        { value: "ada@work.org", type: "work", primary: true },
        { value: "ada@home.org", type: "home" },
      ],
      name: { givenName: 'Ada "Countess"' },
      [enterprise]: { department: "R&D", manager: { value: "m1" } },
    });
    await createUser(idp, { userName: "bob", externalId: "Ext-2", active: false, title: "Boss" });
  });

  it.each([
    'userName eq "ada@X.org"',
    'USERNAME Eq "ada@x.org"',
    `${core}:userName eq "ada@x.org"`,
    'externalId eq "Ext-1"',
    "externalId eq Ext-1",
    'emails.value eq "ADA@work.org"',
    'emails co "home"',
    'emails[type eq "work" and value eq "ada@work.org"]',
    'emails[type eq "work"].value eq "ada@work.org"',
    "emails[primary eq true]",
    'emails[primary eq "True"].value sw "ada"',
    "emails pr",
    'not (title eq "boss")',
    'active eq "True"',
    "active eq true and userName pr",
    `${enterprise}:department eq "r&d"`,
    `${enterprise}:manager eq "m1"`,
    `${enterprise}:manager.value eq m1`,
    'name.givenName eq "ada \\"countess\\""',
    'meta.created gt "2020-01-01T00:00:00Z" and userName sw "a"',
    'userName sw "a" or userName sw "zz"',
    'userName eq "bob" and active eq true or userName ew "x.org"',
    '(userName eq "bob" or userName eq "ada@x.org") and active eq true',
    "title eq null",
    `schemas eq "${enterprise}"`,
  ])("%s", async (filter) => {
    expect(userNamesOf(await listOf(idp, { filter }))).toEqual(["Ada@x.org"]);
  });

  it("an id, alone and with the reference check of Entra", async () => {
    for (const filter of [`id eq "${ada}"`, `id eq ${ada} and manager eq m1`, `id eq "${ada}" and ${enterprise}:manager eq "m1"`])
      expect(userNamesOf(await listOf(idp, { filter })), filter).toEqual(["Ada@x.org"]);
  });

  it.each([
    "filter=userName+eq+%22bob%22",
    "filter=userName%20eq%20%22bob%22",
    "aadOptscim062020&filter=userName%20eq%20bob&x=y",
  ])("%s", async (query) => expect(userNamesOf(await idp(`GET /Users?${query}`))).toEqual(["bob"]));

  it.each(['externalId eq "ext-1"', 'id eq "no id"', 'userName eq "nobody"', `id eq "01890000-0000-7000-8000-000000000000"`])(
    "no match is an empty list, never 404: %s",
    async (filter) => {
      const { status, body } = await listOf(idp, { filter });
      expect({ status, body }).toEqual({
        status: 200,
        body: { schemas: [listResponse], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] },
      });
    },
  );

  it.each(
    [
      [
        "",
        "userName",
        "userName eq",
        'userName eq "a',
        'userName equals "a"',
        'userName eq "a" and',
        '(userName eq "a"',
        "emails[type eq work",
      ],
      ['shoeSize eq "4"', 'name.shoe eq "4"', 'urn:x:y:z eq "1"', 'emails[shoe eq "1"]', 'userName[value eq "a"]', 'name eq "x"'],
      [
        "active gt true",
        'active eq "maybe"',
        "active co true",
        "userName eq true",
        'meta.created gt "yesterday"',
        'userName eq "\\ud800"',
      ],
      ['password eq "x"', 'userName eq "\u0000"', "userName pr pr", "not userName pr", "userName gt null"],
    ].flat(),
  )("%j is invalidFilter", async (filter) => {
    expect(await listOf(idp, { filter })).toMatchObject(scimError(400, "invalidFilter"));
  });

  describe("limits", () => {
    const terms = (count: number) => Array.from({ length: count }, () => 'title ne "x"').join(" and ");
    const depth = (levels: number) => `${"(".repeat(levels)}userName pr${")".repeat(levels)}`;
    const characters = (count: number) => `userName ne "${"😀".repeat(count - 'userName ne ""'.length)}"`;

    it.each([
      ["terms", terms, 50],
      ["levels of nesting", depth, 20],
      ["characters", characters, 4096],
    ])("%s", async (_, filter, limit) => {
      for (const size of [limit - 1, limit]) expect(await listOf(idp, { filter: filter(size) })).toMatchObject({ status: 200 });
      expect(await listOf(idp, { filter: filter(limit + 1) })).toMatchObject(scimError(400, "invalidFilter"));
    });
  });
});

describe("sorting", () => {
  it("both orders, missing values last ascending and first descending, without case; any attribute", async () => {
    const idp = await makeIdp();
    for (const [userName, title, value] of [
      ["c", "beta", "2"],
      ["b", undefined, undefined],
      ["a", "Alpha", "1"],
      ["d", "GAMMA", "3"],
    ] as const)
      await createUser(idp, { userName, title, emails: value && [{ value: "9" }, { value, primary: true }] });
    const sorted = async (query: Record<string, string>) => userNamesOf(await listOf(idp, query));
    expect(await sorted({ sortBy: "title" })).toEqual(["a", "c", "d", "b"]);
    expect(await sorted({ sortBy: "title", sortOrder: "descending" })).toEqual(["b", "d", "c", "a"]);
    expect(await sorted({ sortBy: "emails", sortOrder: "ASCENDING" })).toEqual(["a", "c", "d", "b"]);
    expect(await sorted({ sortBy: `${core}:USERNAME`, sortOrder: "descending" })).toEqual(["d", "c", "b", "a"]);
    expect(await sorted({ sortBy: "meta.created" })).toEqual(["c", "b", "a", "d"]);
    expect(await listOf(idp, { sortBy: "title", sortOrder: "sideways" })).toMatchObject(scimError(400, "invalidValue"));
  });
});

it("the total is that of the people who are seen: not whom this configuration deleted, nor who is gone", async () => {
  const own = await makeIdp();
  const beside = await makeIdp({ account: own });
  const ids: string[] = [];
  for (const userName of ["a", "b", "c", "d"]) ids.push(await createUser(own, { userName }));
  const totals = async () => {
    for (const by of [own, beside]) {
      const { body } = await listOf(by, {});
      expect([body.totalResults, (await listOf(by, { count: 0 })).body.totalResults]).toEqual([
        body.itemsPerPage,
        body.itemsPerPage,
      ]);
      expect((await by("GET /?count=0")).body.totalResults).toBe(body.itemsPerPage);
    }
  };
  await totals();
  await beside(`PATCH /Users/${ids[0]}`, patchOf({ op: "replace", path: "title", value: "x" }));
  await own(`DELETE /Users/${ids[0]}`);
  await beside(`DELETE /Users/${ids[1]}`);
  await own(`DELETE /Users/${ids[2]}`);
  expect(userNamesOf(await listOf(own, {}))).toEqual(["b", "d"]);
  expect(userNamesOf(await listOf(beside, {}))).toEqual(["a", "d"]);
  await totals();
});

describe("index paging", () => {
  let idp: Idp;
  beforeAll(async () => {
    idp = await makeIdp();
    await makeManyUsers(idp, 250);
  });
  const page = async (query: Record<string, string | number>) => {
    const answer = await listOf(idp, query);
    const { totalResults, startIndex, itemsPerPage } = answer.body;
    return [totalResults, startIndex, itemsPerPage, userNamesOf(answer)[0]];
  };

  it.each([
    ["by default 100", {}, [250, 1, 100, "person1@example.com"]],
    ["count", { count: 3 }, [250, 1, 3, "person1@example.com"]],
    ["at most 200, silently", { count: 201 }, [250, 1, 200, "person1@example.com"]],
    ["count=0 counts only", { count: 0 }, [250, 1, 0, undefined]],
    ["a negative count is 0", { count: -5 }, [250, 1, 0, undefined]],
    ["startIndex", { startIndex: 201, count: 200 }, [250, 201, 50, "person201@example.com"]],
    ["startIndex below 1 is 1", { startIndex: -3, count: 1 }, [250, 1, 1, "person1@example.com"]],
    ["startIndex 0 is 1", { startIndex: 0, count: 1 }, [250, 1, 1, "person1@example.com"]],
    ["past the end: empty", { startIndex: 251 }, [250, 251, 0, undefined]],
    ["far past the end: empty", { startIndex: "9".repeat(30) }, [250, Number.MAX_SAFE_INTEGER, 0, undefined]],
    ["the last page exactly full", { startIndex: 151, count: 100 }, [250, 151, 100, "person151@example.com"]],
    ["a filter counts what matches", { filter: 'userName sw "person24"', count: 2 }, [11, 1, 2, "person24@example.com"]],
  ])("%s", async (_, query, expected) => expect(await page(query)).toEqual(expected));

  it.each<Record<string, string>>([{ count: "many" }, { startIndex: "1.5" }])("%j: invalidValue", async (query) => {
    expect(await listOf(idp, query)).toMatchObject(scimError(400, "invalidValue"));
  });

  it("POST .search answers the same as GET", async () => {
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"];
    const query = { filter: 'userName sw "person1"', sortBy: "userName", sortOrder: "descending", startIndex: 3, count: 7 };
    const searched = await idp("POST /Users/.search", { schemas, ...query, attributes: ["userName"] });
    expect(searched.body).toEqual((await listOf(idp, { ...query, attributes: "userName" })).body);
    expect(searched).toMatchObject({ status: 200, body: { startIndex: 3, itemsPerPage: 7 } });
    expect(await idp("POST /Users/.search", { schemas: ["urn:x"] })).toMatchObject(scimError(400, "invalidSyntax"));
  });
});
