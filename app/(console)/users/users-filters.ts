import type { TableFilter } from "#components/data-table/filters.tsx";
import { poolName } from "../pool.ts";
import type { BulkChoices } from "./bulk-bar.tsx";
import { searchGroups } from "./search-groups.ts";

type Named = { id: string; name: string };
type FilterChoices = BulkChoices & { group: Named | undefined; configurations: Named[] };

// as many as are read at a glance; the others are searched for
const groupsInMenu = 8;

/** After how many days without activation somebody may ask whether a license is wanted. */
export const reclaimDays = [7, 14, 30, 60] as const;

/** What the Users table can be narrowed by; what there is nothing of is left out. */
export function usersFilters({ pools, groups, group, configurations }: FilterChoices): TableFilter[] {
  const named = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const inMenu = groups.slice(0, groupsInMenu);
  const shownGroups = group && !inMenu.some(({ id }) => id === group.id) ? [...inMenu, group] : inMenu;
  const filters: TableFilter[] = [
    { key: "license", label: "License type", options: pools.map((pool) => ({ value: pool.id, label: poolName(pool) })) },
    {
      key: "status",
      label: "License status",
      options: [
        { value: "invited", label: "Invited" },
        { value: "activated", label: "Activated" },
        { value: "waiting", label: "Waiting" },
        { value: "held", label: "Held back" },
        { value: "none", label: "No license" },
      ],
    },
    {
      key: "invited",
      label: "Not activated for",
      options: reclaimDays.map((days) => ({ value: String(days), label: `${days} days` })),
    },
    {
      key: "state",
      label: "State",
      options: [
        { value: "active", label: "Active" },
        { value: "inactive", label: "Inactive" },
        { value: "suspended", label: "Suspended" },
      ],
    },
    {
      key: "group",
      label: "Group",
      options: named(shownGroups),
      ...(groups.length > groupsInMenu && {
        more: { label: "Search groups …", none: "No group matches.", search: searchGroups(groups) },
      }),
    },
    { key: "source", label: "Source", options: [...named(configurations), { value: "hand", label: "Added by hand" }] },
  ];
  return filters.filter(({ options }) => options.length > 0);
}
