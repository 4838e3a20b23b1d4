import type { Filter } from "../../lib/scim/filter.ts";
import { sql } from "../client.ts";
import type { Query } from "../expression.ts";
import { filterSql } from "../filter.ts";
import { memberFilterSource } from "../group-filter.ts";
import { groupIsSeen, groupsOfUsers, seenMembers } from "../membership.ts";
import type { ScimScope } from "./scope.ts";

export type SeenMember = { id: string; kind: "user" | "group"; display: string };

type MemberRow = { group_id: string; member_id: string; kind: "user" | "group"; display: string };

/** The members of several groups that this configuration sees, by group, in a stable order. */
export async function listMembers(scope: ScimScope, groupIds: readonly string[]): Promise<Map<string, SeenMember[]>> {
  const rows = await sql().unsafe<MemberRow[]>(
    `select group_id, member_id, kind, display from ${seenMembers()} m where group_id = any($3::uuid[]) order by group_id, member_id`,
    [scope.accountId, scope.configurationId, [...groupIds]],
    // planned for these ids each time: the generic plan of a prepared statement looks into every group of the account
    { prepare: false },
  );
  const members = new Map<string, SeenMember[]>(groupIds.map((id) => [id, []]));
  for (const { group_id, member_id, kind, display } of rows) members.get(group_id)?.push({ id: member_id, kind, display });
  return members;
}

/** Members of one group as above, at most `limit` of them, behind the one with the id `after`. */
export async function listMembersAfter(
  scope: ScimScope,
  groupId: string,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<SeenMember[]> {
  const rows = await sql().unsafe<MemberRow[]>(
    `select member_id, kind, display from ${seenMembers()} m where group_id = $3 and member_id > $4 order by member_id limit $5`,
    [scope.accountId, scope.configurationId, groupId, after ?? firstId, limit],
  );
  return rows.map(({ member_id, kind, display }) => ({ id: member_id, kind, display }));
}

const firstId = "00000000-0000-0000-0000-000000000000";

/** How many members each group has, those included whom this configuration does not see. */
export async function countMembers({ accountId }: ScimScope, groupIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql()<{ group_id: string; members: number }[]>`
    select group_id, count(*)::int as members from group_members
     where account_id = ${accountId} and group_id = any(${[...groupIds]}::uuid[]) group by group_id`;
  return new Map(rows.map(({ group_id, members }) => [group_id, members]));
}

/** The members of $3, and the people and groups of $4 as if they were members already. */
const membersAndOthers = `(
  select account_id, group_id, member_id, kind from group_members where account_id = $1 and group_id = $3::uuid
  union select account_id, $3::uuid, id, 'user' from users where account_id = $1 and id = any($4::uuid[])
  union select account_id, $3::uuid, id, 'group' from groups where account_id = $1 and id = any($4::uuid[]))`;

/**
 * Which members of a group satisfy a filter on members, `others` as if they were members too. Only for filters that name
 * no ids; those need no look at the membership.
 */
export async function findMatchingMembers(
  scope: ScimScope,
  group: { id: string; others: readonly string[] },
  filter: Filter,
  baseUrl: string,
): Promise<string[]> {
  const query: Query = { params: [scope.accountId, scope.configurationId, group.id, `{${group.others.join()}}`] };
  const matching = filterSql(filter, memberFilterSource(scope, baseUrl), query);
  const rows = await sql().unsafe<{ id: string }[]>(
    `select m.member_id as id from ${seenMembers(membersAndOthers)} m where ${matching}`,
    query.params,
  );
  return rows.map(({ id }) => id);
}

/** A group that a user belongs to, directly or through other groups. */
export type UserGroup = { id: string; display: string; type: "direct" | "indirect" };

const groupsOfMany = `select distinct x.user_id, g.id, g.display_name, x.type
    from ${groupsOfUsers} x join groups g on g.account_id = $1 and g.id = x.group_id and ${groupIsSeen}
   where x.user_id = any($3::uuid[]) order by x.user_id, g.id`;

/** The same of one person, prepared: planning takes longer than the rest. "offset 0" lets each group be looked up by its key alone. */
const groupsOfOne = `select distinct x.user_id, g.id, g.display_name, x.type
    from ${groupsOfUsers} x cross join lateral (
      select g.id, g.display_name from groups g where g.account_id = $1 and g.id = x.group_id and ${groupIsSeen} offset 0) g
   where x.user_id = $3::uuid order by x.user_id, g.id`;

/** The groups of several people that this configuration sees, by user, in a stable order. One query for a page. */
export async function listGroupsOfUsers(scope: ScimScope, userIds: readonly string[]): Promise<Map<string, UserGroup[]>> {
  const groups = new Map<string, UserGroup[]>(userIds.map((id) => [id, []]));
  const [first] = userIds;
  if (first === undefined) return groups;
  const isOne = userIds.length === 1;
  const rows = await sql().unsafe<{ user_id: string; id: string; display_name: string; type: UserGroup["type"] }[]>(
    isOne ? groupsOfOne : groupsOfMany,
    [scope.accountId, scope.configurationId, isOne ? first : [...userIds]],
    // for many planned anew each time: the generic plan of a prepared statement looks into every group of the account
    { prepare: isOne },
  );
  for (const { user_id, id, display_name, type } of rows) groups.get(user_id)?.push({ id, display: display_name, type });
  return groups;
}
