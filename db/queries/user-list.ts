import { type ListQuery, type ListResult, type ListSource, listRows } from "../list.ts";
import { userFilterSource } from "../user-filter.ts";
import type { ScimScope } from "./scope.ts";
import { type SeenUser, type SeenUserRow, seenUserColumns, seenUsers, toSeenUser } from "./users.ts";

export const userListSource = (scope: ScimScope, baseUrl: string): ListSource => ({
  ...userFilterSource(scope, baseUrl),
  from: seenUsers,
  columns: seenUserColumns,
});

/** One page of the users that this configuration sees (rule 2) and that match. */
export async function listUsers(scope: ScimScope, list: ListQuery): Promise<ListResult<SeenUser>> {
  const { rows, ...page } = await listRows<SeenUserRow>(scope, userListSource(scope, list.baseUrl), list);
  return { ...page, rows: rows.map(toSeenUser) };
}
