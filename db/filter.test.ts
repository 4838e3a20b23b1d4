import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { isId, newId } from "../lib/ids.ts";
import { parseFilter } from "../lib/scim/filter.ts";
import { matches } from "../lib/scim/match.ts";
import type { Resource } from "../lib/scim/resource.ts";
import { enterpriseSchema, type UserResource, userType } from "../lib/scim/user.ts";
import { listRows } from "./list.ts";
import type { ScimScope } from "./queries/scope.ts";
import { listUsers } from "./queries/user-list.ts";
import { deleteUser, findUserNames, type SeenUser, seenUsers } from "./queries/users.ts";
import { arbitraryFilter } from "./testing/arbitrary-filter.ts";
import { arbitraryUser } from "./testing/arbitrary-user.ts";
import { linkUser, makeAccount, makeConfiguration, makePool, makeUser } from "./testing.ts";
import { userFilterSource } from "./user-filter.ts";

/** `npm run fuzz:filters` asks for more, and for another seed. */
const runs = Number(process.env.FUZZ_RUNS ?? 1000);
const seed = Number(process.env.FUZZ_SEED ?? 7644);

const baseUrl = "https://accounts.example.com/scim/v2";
const list = {
  filter: undefined,
  sortBy: undefined,
  sortOrder: "ascending",
  count: 1000,
  page: { kind: "index", startIndex: 1 },
  baseUrl,
} as const;

type Served = Resource & { id: string };

/** Makes 200 users that the configuration sees, linked to it or not, and thirty that it does not see. */
async function makeUsers(): Promise<ScimScope> {
  const [account, foreignAccount] = [await makeAccount(), await makeAccount()];
  // a configuration needs a license type that opens SCIM
  for (const each of [account, foreignAccount]) await makePool(each, 0);
  const [scope, other] = [await makeConfiguration(account), await makeConfiguration(account)];
  const foreign = await makeConfiguration(foreignAccount);
  const ids = Array.from({ length: 230 }, newId);
  const people = fc.sample(arbitraryUser(ids.slice(0, 40)), { numRuns: ids.length, seed });
  for (const [index, id] of ids.entries()) {
    const { externalId, active, ...attributes } = people[index] as UserResource; // as many people as ids
    const from = index >= 215 ? foreign : index % 3 === 0 ? other : scope;
    await makeUser(from, attributes, { id, externalId, active });
    // linked to both, each with its own externalId and active
    if (index % 6 === 0 && index < 215) await linkUser(scope, id, { externalId: people[index + 1]?.externalId, active: !active });
    if (index >= 200 && index < 215) await deleteUser(scope, { id, version: undefined, activityId: newId(), at: new Date() });
  }
  return scope;
}

/** What the configuration is served, made from the rows by hand. */
async function serve(scope: ScimScope): Promise<Served[]> {
  const { rows: users } = await listUsers(scope, list);
  const managers = users.map(({ attributes }) => attributes[enterpriseSchema]?.manager?.value ?? "").filter(isId);
  const names = await findUserNames(scope, managers);
  return users.map((user) => representation(user, names));
}

function representation(
  { id, attributes, active, link, createdAt, lastModified, version }: SeenUser,
  names: Map<string, string>,
) {
  const location = (of: string) => `${baseUrl}/Users/${of}`;
  const { manager, ...enterprise } = attributes[enterpriseSchema] ?? {};
  const name = names.get(manager?.value ?? "");
  const shownManager =
    name === undefined ? manager : { value: manager?.value ?? "", $ref: location(manager?.value ?? ""), displayName: name };
  const meta = {
    resourceType: "User",
    created: createdAt.toISOString(),
    lastModified: lastModified.toISOString(),
    location: location(id),
    version: `W/"${version}"`,
  };
  const served = {
    ...attributes,
    id,
    meta,
    externalId: link?.externalId,
    active: link?.active ?? active,
    [enterpriseSchema]: attributes[enterpriseSchema] && { ...enterprise, ...(shownManager && { manager: shownManager }) },
  };
  return JSON.parse(JSON.stringify(served)) as Served; // without the undefined
}

const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id);

let scope: ScimScope;
let users: Served[];

beforeAll(async () => {
  scope = await makeUsers();
  users = await serve(scope);
}, 120_000);

it("a configuration is served what it sees: neither what it deleted nor another account's", () => {
  expect(users).toHaveLength(200);
});

it(`${runs} generated filters find in SQL exactly what the evaluator finds in memory`, async () => {
  const property = fc.asyncProperty(arbitraryFilter(users), async (text) => {
    const filter = parseFilter(text, userType);
    const found = await listRows(
      scope,
      { ...userFilterSource(scope, baseUrl), from: seenUsers, columns: "u.id" },
      { ...list, filter },
    );
    const [inSql, inMemory] = [ids(found.rows), ids(users.filter((user) => matches(filter, user)))];
    expect({
      missing: inMemory.filter((id) => !inSql.includes(id)),
      extra: inSql.filter((id) => !inMemory.includes(id)),
      total: found.totalResults,
    }).toEqual({ missing: [], extra: [], total: inMemory.length });
  });
  await fc.assert(property, { numRuns: runs, seed });
}, 3_600_000);
