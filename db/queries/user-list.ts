import { type ListQuery, type ListResult, type ListSource, listRows } from "../list.ts";
import { userFilterSource } from "../user-filter.ts";
import type { ScimScope } from "./scope.ts";
import { type SeenUser, type SeenUserRow, seenUserColumns, seenUsers, toSeenUser } from "./users.ts";

/**
 * All but those that this configuration deleted, who are few. Without statistics, as while a first sync is under way, a join would
 * compare every person with every link.
 */
const allSeenUsers = `((select people from people_count($1))
  - (select count(*) from provisioning_links l
      where l.account_id = $1 and l.configuration_id = $2 and l.deleted_at is not null
        and (select not u.deleted from users u where u.account_id = $1 and u.id = l.user_id)))`;

/** The same people by their ids alone, which an index holds in order. */
const seenIds = `users u where u.account_id = $1 and not u.deleted and not exists (
  select from provisioning_links l
   where l.account_id = $1 and l.configuration_id = $2 and l.user_id = u.id and l.deleted_at is not null)`;

export const userListSource = (scope: ScimScope, baseUrl: string): ListSource => ({
  ...userFilterSource(scope, baseUrl),
  from: seenUsers,
  columns: seenUserColumns,
  all: allSeenUsers,
  ids: seenIds,
});

/** One page of the users that this configuration sees (rule 2) and that match. */
export async function listUsers(scope: ScimScope, list: ListQuery): Promise<ListResult<SeenUser>> {
  const { rows, ...page } = await listRows<SeenUserRow>(scope, userListSource(scope, list.baseUrl), list);
  return { ...page, rows: rows.map(toSeenUser) };
}
