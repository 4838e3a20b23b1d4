import type { TableFilter } from "#components/data-table/filters.tsx";
import { t } from "#lib/text.ts";
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
    { key: "license", label: t("License type"), options: pools.map((pool) => ({ value: pool.id, label: poolName(pool) })) },
    {
      key: "status",
      label: t("License status"),
      options: [
        { value: "invited", label: t("Invited") },
        { value: "activated", label: t("Activated") },
        { value: "waiting", label: t("Waiting") },
        { value: "held", label: t("Held back") },
        { value: "none", label: t("No license") },
      ],
    },
    {
      key: "invited",
      label: t("Not activated for"),
      options: reclaimDays.map((days) => ({ value: String(days), label: t("{days} days", { days }) })),
    },
    {
      key: "state",
      label: t("State"),
      options: [
        { value: "active", label: t("Active") },
        { value: "inactive", label: t("Inactive") },
        { value: "suspended", label: t("Suspended") },
      ],
    },
    {
      key: "group",
      label: t("Group"),
      options: named(shownGroups),
      ...(groups.length > groupsInMenu && {
        more: { label: t("Search groups …"), none: t("No group matches."), search: searchGroups(groups) },
      }),
    },
    { key: "source", label: t("Source"), options: [...named(configurations), { value: "hand", label: t("Added by hand") }] },
  ];
  return filters.filter(({ options }) => options.length > 0);
}
