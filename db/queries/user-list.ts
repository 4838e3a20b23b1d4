import { type ListQuery, type ListResult, listRows } from "../list.ts";
import { userFilterSource } from "../user-filter.ts";
import type { ScimScope } from "./scope.ts";
import { type SeenUser, type SeenUserRow, seenUserColumns, seenUsers, toSeenUser } from "./users.ts";

/** One page of the users that this configuration sees (product.md, rule 2) and that match. */
export async function listUsers(scope: ScimScope, list: ListQuery): Promise<ListResult<SeenUser>> {
  const source = { ...userFilterSource(scope, list.baseUrl), from: seenUsers, columns: seenUserColumns };
  const { rows, ...page } = await listRows<SeenUserRow>(scope, source, list);
  return { ...page, rows: rows.map(toSeenUser) };
}
