"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { type Outcome, outcomeWord } from "../outcome.ts";

export type ResultRow = { number: number; label: string; userId?: string; outcome: Outcome | null; message?: string };

const tones: Record<Outcome, Tone> = { done: "ok", unchanged: "neutral", failed: "bad" };

const columns: TableColumn<ResultRow>[] = [
  {
    id: "number",
    accessorKey: "number",
    header: "Line",
    enableSorting: false,
    meta: { align: "end", width: "w-20", hideBelow: "sm" },
  },
  {
    id: "label",
    accessorKey: "label",
    header: "Person",
    enableSorting: false,
    meta: { width: "@2xl:w-[32%]" },
    cell: ({ row: { original } }) => (
      <span className="grid min-w-0">
        {original.userId ? (
          <Link quiet href={`/users/${original.userId}`} prefetch={false} className="truncate font-medium">
            {original.label}
          </Link>
        ) : (
          <span className="truncate">{original.label}</span>
        )}
        {original.message && <span className="text-muted text-sm @2xl:hidden">{original.message}</span>}
      </span>
    ),
  },
  {
    id: "outcome",
    accessorKey: "outcome",
    header: "Result",
    enableSorting: false,
    meta: { width: "w-32" },
    cell: ({ row: { original } }) => (
      <Badge tone={original.outcome ? tones[original.outcome] : "neutral"}>{outcomeWord(original.outcome)}</Badge>
    ),
  },
  {
    id: "message",
    accessorKey: "message",
    header: "Message",
    enableSorting: false,
    meta: { hideBelow: "md" },
    cell: ({ row }) => <span className="block text-pretty py-0.5 text-muted">{row.original.message}</span>,
  },
];

type ResultTableProps = { items: ResultRow[]; total: number; pageSize: number; query: TableQuery };

/** What came of each person, or of each line of a file. */
export function ResultTable({ items, total, pageSize, query }: ResultTableProps) {
  return (
    <DataTable
      label="Result"
      noun={["line", "lines"]}
      columns={columns}
      rows={items}
      rowId={(item) => String(item.number)}
      query={query}
      total={total}
      pageSize={pageSize}
      filters={[
        {
          key: "result",
          label: "Result",
          options: [
            { value: "failed", label: outcomeWord("failed") },
            { value: "done", label: outcomeWord("done") },
            { value: "unchanged", label: outcomeWord("unchanged") },
            { value: "pending", label: outcomeWord(null) },
          ],
        },
      ]}
      empty={<EmptyState title="No lines">There was nothing to do.</EmptyState>}
    />
  );
}
