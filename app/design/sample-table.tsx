"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export type SampleRow = { id: string; name: string; email: string; seats: number };

const columns: TableColumn<SampleRow>[] = [
  {
    id: "name",
    accessorKey: "name",
    header: "Name",
    meta: { primary: true },
    cell: ({ row }) => <span className="block truncate">{row.original.name}</span>,
  },
  { id: "email", accessorKey: "email", header: "Email", meta: { hideBelow: "sm" } },
  { id: "seats", accessorKey: "seats", header: "Seats", meta: { align: "end", width: "w-24" } },
];

export function SampleTable(props: { rows: SampleRow[]; total: number; query: TableQuery; pageSize: number }) {
  return (
    <DataTable
      label="People"
      noun={["person", "people"]}
      columns={columns}
      rowId={(row) => row.id}
      rowHref={(row) => `/design#${row.id}`}
      searchLabel="Search people"
      empty={<EmptyState title="Nobody here yet" />}
      {...props}
    />
  );
}
