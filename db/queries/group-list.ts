import { groupFilterSource } from "../group-filter.ts";
import { type ListQuery, type ListResult, type ListSource, listRows } from "../list.ts";
import { type SeenGroup, type SeenGroupRow, seenGroupColumns, seenGroups, toSeenGroup } from "./groups.ts";
import type { ScimScope } from "./scope.ts";

export const groupListSource = (scope: ScimScope, baseUrl: string): ListSource => ({
  ...groupFilterSource(scope, baseUrl),
  from: () => seenGroups,
  columns: seenGroupColumns,
});

/** One page of the groups that this configuration sees (rule 8) and that match. */
export async function listGroups(scope: ScimScope, list: ListQuery): Promise<ListResult<SeenGroup>> {
  const { rows, ...page } = await listRows<SeenGroupRow>(scope, groupListSource(scope, list.baseUrl), list);
  return { ...page, rows: rows.map(toSeenGroup) };
}
