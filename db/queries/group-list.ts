import { groupFilterSource } from "../group-filter.ts";
import { type ListQuery, type ListResult, listRows } from "../list.ts";
import { type SeenGroup, type SeenGroupRow, seenGroupColumns, seenGroups, toSeenGroup } from "./groups.ts";
import type { ScimScope } from "./scope.ts";

/** One page of the groups that this configuration sees (rule 8) and that match. */
export async function listGroups(scope: ScimScope, list: ListQuery): Promise<ListResult<SeenGroup>> {
  const source = { ...groupFilterSource(scope, list.baseUrl), from: () => seenGroups, columns: seenGroupColumns };
  const { rows, ...page } = await listRows<SeenGroupRow>(scope, source, list);
  return { ...page, rows: rows.map(toSeenGroup) };
}
