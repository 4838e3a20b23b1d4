"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NotSet } from "#components/ui/property-list.tsx";
import { t } from "#lib/text.ts";
import { RemoveMember } from "./remove-member.tsx";

export type MemberRow = {
  id: string;
  kind: "user" | "group";
  name: string;
  email?: string;
  /** In a group that an IdP owns. */
  addedHere: boolean;
  /** What removing needs; absent where only the IdP removes, or the admin may not. */
  removable?: { group: { id: string; name: string }; rules: string[] };
};

const columns: TableColumn<MemberRow>[] = [
  {
    id: "name",
    accessorKey: "name",
    header: t("Name"),
    enableSorting: false,
    meta: { primary: true },
    cell: ({ row: { original } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 truncate">{original.name}</span>
        {original.kind === "group" && <Badge>{t("Group")}</Badge>}
        {original.addedHere && <Badge tone="info">{t("Added here")}</Badge>}
      </span>
    ),
  },
  {
    id: "email",
    accessorKey: "email",
    header: t("Email"),
    enableSorting: false,
    meta: { hideBelow: "sm" },
    cell: ({ row }) => <span className="block truncate">{row.original.email ?? <NotSet />}</span>,
  },
];

const withRemove: TableColumn<MemberRow>[] = [
  ...columns,
  {
    id: "remove",
    header: () => <span className="sr-only">{t("Remove")}</span>,
    enableSorting: false,
    meta: { align: "end", width: "w-24" },
    cell: ({ row: { original } }) => original.removable && <RemoveMember {...original.removable} member={original} />,
  },
];

type MembersTableProps = {
  members: MemberRow[];
  total: number;
  pageSize: number;
  query: TableQuery;
  /** What an empty group says. */
  empty: string;
};

export function MembersTable({ members, total, pageSize, query, empty }: MembersTableProps) {
  return (
    <DataTable
      label={t("Members")}
      noun={["member", "members"]}
      columns={members.some(({ removable }) => removable) ? withRemove : columns}
      rows={members}
      rowId={(member) => member.id}
      rowHref={(member) => `/${member.kind === "user" ? "users" : "groups"}/${member.id}`}
      query={query}
      total={total}
      pageSize={pageSize}
      searchLabel={t("Search members")}
      empty={<EmptyState title={t("No members")}>{empty}</EmptyState>}
    />
  );
}
