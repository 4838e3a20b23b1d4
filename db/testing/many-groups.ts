import { sql } from "../client.ts";
import type { ScimScope } from "../queries/scope.ts";
import { makeAccount, makeConfiguration, makePool } from "../testing.ts";
import { makeManyUsers } from "./many-users.ts";

export type ManyGroups = { scope: ScimScope & { token: string }; userIds: string[]; groupIds: string[]; groupsPerUser: number };

/**
 * An account with as many users, and groups "Group 0" to the last with externalId g0 …, in one statement. Group i has the
 * next people after those of group i - 1, in a circle.
 */
export async function makeManyGroups(size: { users: number; groups: number; membersPerGroup: number }): Promise<ManyGroups> {
  const account = await makeAccount();
  await makePool(account, 0);
  const scope = await makeConfiguration(account);
  await makeManyUsers(scope, size.users);
  await sql()`
    insert into groups (account_id, id, configuration_id, external_id, display_name, display_name_canon, naming_key, last_modified)
    select ${scope.accountId}, uuid7('2026-01-01'::timestamptz + make_interval(secs => i)), ${scope.configurationId}, 'g' || i,
           'Group ' || i, 'group ' || i, group_naming_key('group ' || i, 'g' || i), now()
      from generate_series(0, ${size.groups - 1}::int) i`;
  const userIds = await idsOf(scope, "users");
  const groupIds = await idsOf(scope, "groups");
  const { users, membersPerGroup } = size;
  await sql()`
    with people as (select ${userIds}::uuid[] as ids)
    insert into group_members (account_id, group_id, member_id, kind)
    select ${scope.accountId}, g.id, people.ids[((g.place - 1) * ${membersPerGroup}::int + k) % ${users}::int + 1], 'user'
      from people, unnest(${groupIds}::uuid[]) with ordinality g (id, place), generate_series(0, ${membersPerGroup - 1}::int) k`;
  return { scope, userIds, groupIds, groupsPerUser: (size.groups * membersPerGroup) / users };
}

async function idsOf({ accountId }: ScimScope, table: "users" | "groups"): Promise<string[]> {
  const rows = await sql()<{ id: string }[]>`select id from ${sql()(table)} where account_id = ${accountId} order by id`;
  return rows.map(({ id }) => id);
}
