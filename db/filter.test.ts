import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { parseFilter } from "../lib/scim/filter.ts";
import { matches } from "../lib/scim/match.ts";
import { userType } from "../lib/scim/user.ts";
import { listRows } from "./list.ts";
import type { ScimScope } from "./queries/scope.ts";
import { userListSource } from "./queries/user-list.ts";
import { arbitraryFilter } from "./testing/arbitrary-filter.ts";
import { baseUrl, everything, makeServedUsers, type ServedUser } from "./testing/served-users.ts";

/** `npm run fuzz:filters` asks for more, and for another seed. */
const runs = Number(process.env.FUZZ_RUNS ?? 1000);
const seed = Number(process.env.FUZZ_SEED ?? 7644);

let scope: ScimScope;
let users: ServedUser[];

beforeAll(async () => {
  ({ scope, users } = await makeServedUsers(seed));
}, 120_000);

it("a configuration is served what it sees: neither what it deleted nor another account's", () => {
  expect(users).toHaveLength(200);
});

const idsOf = (of: readonly { id: string }[]) => of.map(({ id }) => id);

it(`${runs} generated filters find in SQL exactly what the evaluator finds in memory`, async () => {
  const source = { ...userListSource(scope, baseUrl), columns: "u.id" };
  const property = fc.asyncProperty(arbitraryFilter(users), async (text) => {
    const filter = parseFilter(text, userType);
    const { rows, totalResults } = await listRows(scope, source, { ...everything, filter });
    const [inSql, inMemory] = [idsOf(rows), idsOf(users.filter((user) => matches(filter, user)))];
    expect({
      missing: inMemory.filter((id) => !inSql.includes(id)),
      extra: inSql.filter((id) => !inMemory.includes(id)),
      totalResults,
    }).toEqual({ missing: [], extra: [], totalResults: inMemory.length });
  });
  await fc.assert(property, { numRuns: runs, seed });
}, 3_600_000);
