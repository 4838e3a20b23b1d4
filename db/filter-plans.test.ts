import { beforeAll, describe, expect, it } from "vitest";
import { parseFilter } from "../lib/scim/filter.ts";
import { resolveSortBy } from "../lib/scim/list.ts";
import { enterpriseSchema, userType } from "../lib/scim/user.ts";
import { sql } from "./client.ts";
import { type ListQuery, listStatements } from "./list.ts";
import type { ScimScope } from "./queries/scope.ts";
import { listUsers, userListSource } from "./queries/user-list.ts";
import { makeManyUsers } from "./testing/many-users.ts";
import { analyze, planOf } from "./testing/plan.ts";
import { makeAccount, makeConfiguration, makePool } from "./testing.ts";

const baseUrl = "https://accounts.example.com/scim/v2";

function listOf(filter: string): ListQuery {
  const page = { kind: "index", startIndex: 1 } as const;
  return { filter: parseFilter(filter, userType), sortBy: undefined, sortOrder: "ascending", count: 100, page, baseUrl };
}

let large: ScimScope;
let small: ScimScope;
/** The plan of a match while nothing is known about the tables, as in the first seconds of a first sync. */
let early: Awaited<ReturnType<typeof planFor>>;

async function makeScope(): Promise<ScimScope> {
  const account = await makeAccount();
  await makePool(account, 0);
  return makeConfiguration(account);
}

beforeAll(async () => {
  [large, small] = [await makeScope(), await makeScope()];
  await makeManyUsers(large, 20_000);
  early = await planFor(large, 'userName eq "person77@example.com"');
  await makeManyUsers(small, 2_000);
  await analyze();
}, 60_000);

const nodesFor = (scope: ScimScope, list: ListQuery) => planOf(listStatements(scope, userListSource(scope, baseUrl), list).page);

/** How the page of a filtered list was found: the indexes that were read, with the entries in each, and the rows at the end. */
async function planFor(scope: ScimScope, filter: string | ListQuery) {
  const list = typeof filter === "string" ? listOf(filter) : filter;
  const nodes = await nodesFor(scope, list);
  const indexes = nodes.flatMap((node) => (node["Index Name"] ? [[node["Index Name"], node["Actual Rows"]]] : []));
  return { read: Object.fromEntries(indexes), found: nodes[0]?.["Actual Rows"] };
}

async function idOf(scope: ScimScope, userName: string): Promise<string> {
  const { rows } = await listUsers(scope, listOf(`userName eq "${userName}"`));
  return rows[0]?.id ?? "";
}

describe("an index answers", () => {
  it.each([
    ['userName eq "PERSON77@example.com"', "users_user_name_key", 1],
    ['externalId eq "External-77"', "provisioning_links_external_id", 1],
    ['emails.value eq "person77@WORK.example.com"', "users_canonical", 1],
    ['emails eq "person77@home.example.org"', "users_canonical", 1],
    ['emails[type eq "work" and value eq "person77@work.example.com"]', "users_canonical", 1],
    ['emails[type eq "work"].value eq "person77@work.example.com"', "users_canonical", 1],
    ['displayName eq "Person 77"', "users_canonical", 1],
    [`${enterpriseSchema}:department eq "Department 7"`, "users_canonical", 40],
    ['userName sw "person777"', "users_user_name_key", 11],
    ['meta.lastModified gt "2026-01-01T05:33:00Z"', "users_by_last_modified", 20],
    ['userName eq "person77@example.com" and active eq true', "users_user_name_key", 1],
    [`title eq "engineer" and ${enterpriseSchema}:department eq "department 7"`, "users_canonical", 40],
  ])("%s", async (filter, index, found) => {
    const plan = await planFor(large, filter);
    expect(plan).toMatchObject({ read: { [index]: found }, found });
  });

  it("id eq", async () => {
    const id = await idOf(large, "person80@example.com");
    const { read, found } = await planFor(large, `id eq "${id}"`);
    expect(found).toBe(1);
    expect(Math.max(...Object.values<number>(read))).toBe(1);
  });

  it("manager eq", async () => {
    const id = await idOf(large, "person80@example.com");
    const plan = await planFor(large, `${enterpriseSchema}:manager eq "${id}"`);
    expect(plan).toMatchObject({ read: { users_canonical: 40 }, found: 40 });
  });
});

it("a match reads one row also before there are statistics", () => {
  expect(early).toMatchObject({ read: { users_user_name_key: 1 }, found: 1 });
});

it.each([
  "userName",
  "externalId",
  "displayName",
  "emails.value",
  `${enterpriseSchema}:employeeNumber`,
  'emails[type eq "work"].value',
])("the match query %s eq is prepared, with a text that whoever asks shares", (name) => {
  const statement = (scope: ScimScope, value: string) =>
    listStatements(scope, userListSource(scope, baseUrl), listOf(`${name} eq "${value}"`)).page;
  expect(statement(large, "a")).toMatchObject({ prepare: true, text: statement(small, "b").text });
});

it.each([
  'userName eq "a" or userName eq "b"',
  'userName sw "a"',
  'groups.value eq "a"',
  `${enterpriseSchema}:manager.displayName eq "a"`,
  'emails[type eq "work" and not (value eq "a")]',
])("%s is not prepared: there is no end of such texts", (filter) => {
  expect(listStatements(large, userListSource(large, baseUrl), listOf(filter)).page.prepare).toBe(false);
});

it.each(["userName", "externalId", 'emails[type eq "work"].value'])(
  "the match by %s is planned once, also for few people",
  async (name) => {
    const { text, params } = listStatements(small, userListSource(small, baseUrl), listOf(`${name} eq "External-7"`)).page;
    const plans = await sql().begin(async (tx) => {
      // PostgreSQL compares one plan for all values with those of the first five
      for (let time = 0; time < 7; time++) await tx.unsafe(text, params, { prepare: true });
      return tx<{ custom: number }[]>`select custom_plans::int as custom from pg_prepared_statements where statement = ${text}`;
    });
    expect(plans).toEqual([{ custom: 5 }]);
  },
);

it("eq is expected to match few, so that its index is also used at a million users", async () => {
  const nodes = await nodesFor(large, listOf('displayName eq "person 77"'));
  expect(nodes.find((node) => node["Index Name"] === "users_canonical")?.["Plan Rows"]).toBeLessThan(20);
});

describe("a page deep in a walk reads no more than its rows", () => {
  it.each([
    ["in the order of ids", undefined, { users_in_order: 101 }],
    ["by userName", "userName", { users_user_name_key: 102 }],
  ])("%s", async (_, sortBy, read) => {
    const list = {
      ...listOf("userName pr"),
      filter: undefined,
      sortBy: sortBy === undefined ? undefined : resolveSortBy(sortBy, userType),
    };
    const { rows } = await listUsers(large, { ...list, count: 1, page: { kind: "index", startIndex: 15_000 } });
    const after = { id: rows[0]?.id ?? "", value: rows[0]?.attributes.userName ?? null, totalResults: 0 };
    const plan = await planFor(large, { ...list, page: { kind: "cursor", after } });
    expect(plan).toMatchObject({ read, found: 101 });
    expect(Math.max(...Object.values<number>(plan.read))).toBeLessThan(110);
  });
});

it("a page far in passes over ids in an index, and reads no more rows than it shows", async () => {
  const page = { kind: "index", startIndex: 15_001 } as const;
  const list = { ...listOf("userName pr"), filter: undefined, page };
  const nodes = await nodesFor(large, list);
  const ofIndexes = nodes.flatMap((node) => (node["Index Name"] ? [[node["Index Name"], node["Actual Rows"]] as const] : []));
  const [most, ...others] = ofIndexes.toSorted(([, one = 0], [, other = 0]) => other - one);
  expect(most).toEqual(["users_in_order", 15_000]);
  expect(Math.max(...others.map(([, rows = 0]) => rows))).toBeLessThan(110);
  expect(nodes[0]?.["Actual Rows"]).toBe(100);
});

it("all are counted without a join, which would compare everybody with every link while statistics are missing", async () => {
  const { total } = listStatements(large, userListSource(large, baseUrl), { ...listOf("userName pr"), filter: undefined });
  expect((await planOf(total)).map((node) => node["Node Type"]).filter((type) => /Join|Loop/.test(type))).toEqual([]);
});

it("equal values of another account are not even read", async () => {
  const plan = await planFor(small, `${enterpriseSchema}:department eq "department 7"`);
  expect(plan).toMatchObject({ read: { users_canonical: 40 }, found: 40 });
});
