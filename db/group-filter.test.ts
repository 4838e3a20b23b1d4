import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { anyResource } from "../lib/scim/any-resource.ts";
import type { AttributeTables, ResourceType } from "../lib/scim/attribute.ts";
import { type Filter, parseFilter } from "../lib/scim/filter.ts";
import { groupType } from "../lib/scim/group.ts";
import { matches } from "../lib/scim/match.ts";
import type { Resource } from "../lib/scim/resource.ts";
import { userType } from "../lib/scim/user.ts";
import { type ListResult, type ListSource, listRows, listStatements } from "./list.ts";
import { groupListSource } from "./queries/group-list.ts";
import { listGroupsOfUsers, listMembers } from "./queries/members.ts";
import type { ScimScope } from "./queries/scope.ts";
import { searchResources } from "./queries/search.ts";
import { userListSource } from "./queries/user-list.ts";
import { arbitraryFilter } from "./testing/arbitrary-filter.ts";
import { makeManyGroups } from "./testing/many-groups.ts";
import { analyze, planOf } from "./testing/plan.ts";
import { makeServedGroups, type ServedGroup } from "./testing/served-groups.ts";
import { baseUrl, everything, type ServedUser } from "./testing/served-users.ts";

const core = "urn:ietf:params:scim:schemas:core:";

/** `npm run fuzz:filters` asks for more, and for another seed. */
const runs = Number(process.env.FUZZ_RUNS ?? 500);
const seed = Number(process.env.FUZZ_SEED ?? 7644);

let scope: ScimScope;
let groups: ServedGroup[];
let users: ServedUser[];

beforeAll(async () => {
  ({ scope, groups, users } = await makeServedGroups(seed));
}, 120_000);

const idsOf = (of: readonly { id: string }[]) => of.map(({ id }) => id);

const agree = (text: string, type: ResourceType, source: ListSource, served: readonly (Resource & { id: string })[]) =>
  compare(text, type, served, (filter) => listRows<{ id: string }>(scope, source, { ...everything, filter }));

async function compare(
  text: string,
  type: AttributeTables,
  served: readonly (Resource & { id: string })[],
  list: (filter: Filter) => Promise<Pick<ListResult<{ id: string }>, "rows">>,
) {
  const filter = parseFilter(text, type);
  const { rows } = await list(filter);
  const [inSql, inMemory] = [idsOf(rows), idsOf(served.filter((resource) => matches(filter, resource)))];
  const missing = inMemory.filter((id) => !inSql.includes(id));
  const extra = inSql.filter((id) => !inMemory.includes(id));
  expect({ text, missing, extra }).toEqual({ text, missing: [], extra: [] });
}

describe("generated filters find in SQL exactly what the evaluator finds in memory", () => {
  it(`${runs} on groups`, async () => {
    const source = { ...groupListSource(scope, baseUrl), columns: "g.id" };
    const property = fc.asyncProperty(arbitraryFilter(groups, groupType), (text) => agree(text, groupType, source, groups));
    await fc.assert(property, { numRuns: runs, seed });
  }, 3_600_000);

  it(`${runs} on the groups of users`, async () => {
    const source = { ...userListSource(scope, baseUrl), columns: "u.id" };
    const onlyGroups = { ...userType, attributes: userType.attributes.filter(({ name }) => name === "groups"), extensions: [] };
    const property = fc.asyncProperty(arbitraryFilter(users, onlyGroups), (text) => agree(text, userType, source, users));
    await fc.assert(property, { numRuns: runs, seed });
  }, 3_600_000);

  it(`${runs} on users and groups at once`, async () => {
    const search = async (filter: Filter) => {
      const { rows } = await searchResources(scope, { ...everything, filter });
      return { rows: rows.map(({ user, group }) => user ?? group) };
    };
    // the evaluator knows one resource, and takes a core schema for that of any
    const unqualified = (text: string) => !text.toLowerCase().includes(core);
    const ofUsers = arbitraryFilter(users, userType).filter(unqualified);
    const ofGroups = arbitraryFilter(groups, groupType).filter(unqualified);
    const joined = fc
      .tuple(ofUsers, fc.constantFrom("and", "or"), ofGroups)
      .map(([one, by, other]) => `(${one}) ${by} (${other})`)
      .filter((text) => text.length <= 4096);
    const property = fc.asyncProperty(fc.oneof(ofUsers, ofGroups, joined), (text) =>
      compare(text, anyResource, [...users, ...groups], search),
    );
    await fc.assert(property, { numRuns: runs, seed });
  }, 3_600_000);
});

it("members and groups are served as the rows say", async () => {
  const members = await listMembers(scope, idsOf(groups));
  const served = groups.map(({ id }) => members.get(id)?.map((member) => member.id));
  const valuesOf = (of: unknown) => (Array.isArray(of) ? of.map(({ value }) => value) : []);
  expect(served).toEqual(groups.map((group) => valuesOf(group.members)));
  const groupsOf = await listGroupsOfUsers(scope, idsOf(users));
  const shown = users.map(({ id }) => groupsOf.get(id)?.map((group) => [group.id, group.display, group.type]));
  const wanted = (of: unknown) => (Array.isArray(of) ? of.map(({ value, display, type }) => [value, display, type]) : []);
  expect(shown).toEqual(users.map((user) => wanted(user.groups)));
});

describe("an index answers", () => {
  let large: Awaited<ReturnType<typeof makeManyGroups>>;

  beforeAll(async () => {
    large = await makeManyGroups({ users: 20_000, groups: 1_000, membersPerGroup: 40 });
    await analyze();
  }, 120_000);

  /** The entries read in each index, and the rows at the end. */
  async function planFor(source: ListSource, type: ResourceType, filter: string) {
    const nodes = await planOf(listStatements(large.scope, source, { ...everything, filter: parseFilter(filter, type) }).page);
    const read: Record<string, number> = {};
    for (const { "Index Name": index, "Actual Rows": rows = 0 } of nodes) if (index) read[index] = (read[index] ?? 0) + rows;
    return { read, scans: nodes.filter((node) => node["Node Type"] === "Seq Scan").length, found: nodes[0]?.["Actual Rows"] };
  }

  it("displayName, externalId and members.value of groups", async () => {
    const plan = (filter: string) => planFor(groupListSource(large.scope, baseUrl), groupType, filter);
    expect(await plan('displayName eq "GROUP 77"')).toMatchObject({ read: { groups_by_display_name: 1 }, found: 1 });
    expect(await plan('externalId eq "g77"')).toMatchObject({ read: { groups_by_external_id: 1 }, found: 1 });
    const byMember = await plan(`members.value eq "${large.userIds[5]}"`);
    expect(byMember).toMatchObject({
      read: { group_members_by_member: large.groupsPerUser },
      scans: 0,
      found: large.groupsPerUser,
    });
  });

  it("groups.value of users", async () => {
    const filter = `groups.value eq "${large.groupIds[7]}"`;
    expect(await planFor(userListSource(large.scope, baseUrl), userType, filter)).toMatchObject({ scans: 0, found: 40 });
  });
});
