"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NotSet } from "#components/ui/property-list.tsx";

export type MemberRow = { id: string; kind: "user" | "group"; name: string; email?: string; addedHere: boolean };

const columns: TableColumn<MemberRow>[] = [
  {
    id: "name",
    accessorKey: "name",
    header: "Name",
    enableSorting: false,
    meta: { primary: true },
    cell: ({ row: { original } }) => (
      <span className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 truncate">{original.name}</span>
        {original.kind === "group" && <Badge>Group</Badge>}
        {original.addedHere && <Badge tone="info">Added here</Badge>}
      </span>
    ),
  },
  {
    id: "email",
    accessorKey: "email",
    header: "Email",
    enableSorting: false,
    meta: { hideBelow: "sm" },
    cell: ({ row }) => row.original.email ?? <NotSet />,
  },
];

type MembersTableProps = { members: MemberRow[]; total: number; pageSize: number; query: TableQuery };

export function MembersTable({ members, total, pageSize, query }: MembersTableProps) {
  return (
    <DataTable
      label="Members"
      noun={["member", "members"]}
      columns={columns}
      rows={members}
      rowId={(member) => member.id}
      rowHref={(member) => `/${member.kind === "user" ? "users" : "groups"}/${member.id}`}
      query={query}
      total={total}
      pageSize={pageSize}
      empty={<EmptyState title="No members">Nobody is in this group.</EmptyState>}
    />
  );
}
