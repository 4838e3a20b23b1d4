"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";

export type GroupRow = { id: string; name: string; configuration?: string; members: number; lastModified: string };

const columns: TableColumn<GroupRow>[] = [
  {
    id: "name",
    accessorKey: "name",
    header: t("Name"),
    meta: { primary: true },
    cell: ({ row }) => <span className="block truncate">{row.original.name}</span>,
  },
  {
    id: "source",
    accessorKey: "configuration",
    header: t("Source"),
    enableSorting: false,
    meta: { hideBelow: "sm" },
    cell: ({ row: { original } }) => (original.configuration ? <Source name={original.configuration} /> : t("Made by hand")),
  },
  {
    id: "members",
    accessorKey: "members",
    header: t("Members"),
    enableSorting: false,
    meta: { align: "end", width: "w-28" },
    cell: ({ row }) => <Num value={row.original.members} />,
  },
  {
    id: "lastModified",
    accessorKey: "lastModified",
    header: t("Changed"),
    meta: { hideBelow: "md", align: "end", width: "w-36" },
    cell: ({ row }) => (
      <span className="text-muted">
        <Time iso={row.original.lastModified} />
      </span>
    ),
  },
];

const Source = ({ name }: { name: string }) => (
  <span className="flex min-w-0 items-center gap-2">
    <span className="min-w-0 truncate">{name}</span>
    <OwnerLabel text={t("Members come from {name}. Change them there.", { name })} />
  </span>
);

type GroupsTableProps = { groups: GroupRow[]; total: number; pageSize: number; query: TableQuery; sources: Choice[] };

type Choice = { value: string; label: string };

export function GroupsTable({ groups, total, pageSize, query, sources }: GroupsTableProps) {
  return (
    <DataTable
      label={t("Groups")}
      noun={["group", "groups"]}
      columns={columns}
      rows={groups}
      rowId={(group) => group.id}
      rowHref={(group) => `/groups/${group.id}`}
      query={query}
      total={total}
      pageSize={pageSize}
      searchLabel={t("Search by name")}
      filters={[{ key: "source", label: t("Source"), options: [...sources, { value: "hand", label: t("Made by hand") }] }]}
      empty={
        <div className="rounded-card border border-line">
          <EmptyState title={t("No groups yet")}>
            {t("Push a group from your identity provider and it appears here with its members, or create one by hand.")}
          </EmptyState>
        </div>
      }
    />
  );
}
