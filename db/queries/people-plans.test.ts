import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db, sql } from "../client.ts";
import { users } from "../schema/users.ts";
import { makeManyUsers } from "../testing/many-users.ts";
import { analyze, planOf } from "../testing/plan.ts";
import { statementsOf } from "../testing/statements.ts";
import { makeAccount, makeConfiguration, makePool } from "../testing.ts";
import { getConfigurationStatus } from "./configuration-status.ts";
import { listConfigurationNames } from "./configurations.ts";
import { countEverybody } from "./people-counts.ts";
import { type PeopleFilter, peopleWhere } from "./people-selection.ts";
import { countPeople, idsStatement, type ProfileListQuery } from "./profiles.ts";
import { findPresent } from "./reporting.ts";
import type { ScimScope } from "./scope.ts";

afterAll(closeDatabase);

let scope: ScimScope;

beforeAll(async () => {
  const account = await makeAccount();
  await makePool(account, 0);
  scope = await makeConfiguration(account);
  await makeManyUsers(scope, 20_000);
  await sql()`
    update users set email = user_name, title = 'title ' || user_name, department = 'department ' || user_name,
           search_text = 'person ' || md5(user_name)
     where account_id = ${scope.accountId}`;
  await analyze();
}, 60_000);

/** The indexes by which a page, or the number of all who match, is found. */
async function indexes(query: { toSQL(): { sql: string; params: unknown[] } }): Promise<string[]> {
  const { sql: text, params } = query.toSQL();
  const nodes = await planOf({ text, params: params as string[] }); // our filters bind texts, numbers and instants alone
  return nodes.flatMap((node) => node["Index Name"] ?? (node["Node Type"] === "Seq Scan" ? ["the whole table"] : []));
}

const page = (query: Partial<ProfileListQuery>) =>
  indexes(idsStatement(scope, { sort: "name", descending: false, page: 1, pageSize: 50, ...query }));

test.each([
  ["name", "users_by_name"],
  ["email", "users_by_email"],
  ["title", "users_by_title"],
  ["department", "users_by_department"],
  ["lastModified", "users_by_last_modified"],
] as const)("a page sorted by %s is read from an index, both ways", async (sort, index) => {
  expect(await page({ sort })).toEqual([index]);
  expect(await page({ sort, descending: true })).toEqual([index]);
});

const total = (filter: PeopleFilter) => indexes(db().select({ id: users.id }).from(users).where(peopleWhere(scope, filter)));

test("who is searched for is found by parts of words and by unique ID, through indexes alone", async () => {
  const read = await total({ search: "a1b2c3" });
  expect(read).toContain("users_search");
  expect(read).not.toContain("the whole table");
});

test.each([
  ["Reporting", () => findPresent(scope)],
  ["Home", () => countEverybody(scope)],
  ["Users", () => countPeople(scope, {})],
  ["Users who are active", () => countPeople(scope, { state: "active" })],
  ["a list of configurations", () => listConfigurationNames(scope)],
])("%s reads nobody: the numbers of now are kept", async (_, read) => {
  const [{ text = "" } = {}] = await statementsOf(read);
  const params = Array.from(text.matchAll(/\$\d/g), () => scope.accountId);
  const nodes = await planOf({ text, params });
  expect(Math.max(...nodes.map((node) => node["Actual Rows"] ?? 0))).toBeLessThan(5);
});

test("what goes on with a configuration reads nobody while no new people arrive", async () => {
  const { accountId, configurationId } = scope;
  await sql()`
    with given as (
      insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at)
      select u.account_id, p.id, u.id, 'dormant', 0, now() from users u join license_pools p using (account_id)
       where u.account_id = ${accountId} order by u.id limit 100
      returning pool_id, user_id)
    insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id)
    select ${accountId}, pool_id, user_id, 'configuration', ${configurationId} from given`;
  const [{ text = "", params = [] } = {}] = await statementsOf(() => getConfigurationStatus(scope, configurationId));
  const nodes = await planOf({ text, params: params as string[] }); // ids and a number
  expect(Math.max(...nodes.map((node) => node["Actual Rows"] ?? 0))).toBeLessThan(5);
});

test("the index of externalIds serves only who asks for one: without statistics it looks as good as the key of a link", async () => {
  const [index] = await sql()`
    select pg_get_expr(indpred, indrelid) as condition from pg_index where indexrelid = 'provisioning_links_external_id'::regclass`;
  expect(index).toEqual({ condition: "(external_id IS NOT NULL)" });
});
