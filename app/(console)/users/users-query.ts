import type { TableQuery } from "#components/data-table/table-query.ts";
import { licenseFilters, type PeopleFilter, stateFilters } from "#db/queries/people-selection.ts";
import { isId } from "#lib/ids.ts";

/** What the Users table can be sorted and filtered by; the page reads its searchParams with it. */
export const usersQuery = {
  sorts: ["name", "email", "title", "department", "lastModified"],
  filters: ["license", "status", "invited", "state", "group", "source"],
} as const;

export const usersPageSize = 50;

const nobody = "00000000-0000-0000-0000-000000000000";
const idOrNobody = (id: string) => (isId(id) ? id : nobody);

/** So many days ago, at midnight UTC, so that a page and the job that it starts mean the same people. */
function daysAgo(text: string): Date | undefined {
  if (!/^\d{1,3}$/.test(text)) return undefined;
  const day = 86_400_000;
  return new Date((Math.floor(Date.now() / day) - Number(text)) * day);
}

/** The URL's words as a filter; a value that means nothing matches nobody rather than everybody. */
export function peopleFilter({ q, filters }: Pick<TableQuery, "q" | "filters">): PeopleFilter {
  const { license, status, invited, state, group, source } = filters;
  const known = <Value extends string>(value: string | undefined, values: readonly Value[]) =>
    values.find((candidate) => candidate === value);
  const meaningless =
    (status && !known(status, licenseFilters)) || (state && !known(state, stateFilters)) || (invited && !daysAgo(invited));
  return {
    search: q,
    poolId: license && idOrNobody(license),
    license: known(status, licenseFilters),
    invitedBefore: invited === undefined ? undefined : daysAgo(invited),
    state: known(state, stateFilters),
    groupId: meaningless ? nobody : group && idOrNobody(group),
    source: source && (source === "hand" ? source : idOrNobody(source)),
  };
}
