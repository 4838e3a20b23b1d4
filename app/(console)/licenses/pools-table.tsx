"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { ColumnLook, TableColumn } from "#components/data-table/table-features.ts";
import { formatPercent, Num } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";
import { type Pool, poolName } from "../pool.ts";

export type PoolRow = Pool & { held: number };

type Counter = "total" | "available" | "invited" | "activated" | "waiting" | "held";

const counter = (id: Counter, header: string, meta: ColumnLook = {}): TableColumn<PoolRow> => ({
  id,
  accessorKey: id,
  header,
  enableSorting: false,
  meta: { align: "end", width: "w-22 @2xl:w-24", ...meta },
  cell: ({ row }) => (
    <Num value={row.original[id]} className={id === "waiting" && row.original.waiting > 0 ? "font-medium text-warn" : ""} />
  ),
});

const columns: TableColumn<PoolRow>[] = [
  {
    id: "name",
    header: t("License"),
    enableSorting: false,
    meta: { primary: true },
    cell: ({ row }) => <span className="block break-words">{poolName(row.original)}</span>,
  },
  counter("total", t("Total"), { hideBelow: "sm" }),
  counter("available", t("Available")),
  counter("invited", t("Invited"), { hideBelow: "md" }),
  counter("activated", t("Activated"), { hideBelow: "md" }),
  counter("waiting", t("Waiting")),
  counter("held", t("Held back"), { hideBelow: "lg" }),
  {
    id: "utilization",
    header: t("Utilization"),
    enableSorting: false,
    meta: { align: "end", width: "w-28", hideBelow: "sm" },
    cell: ({ row: { original } }) => (original.total === 0 ? "–" : formatPercent(original.activated / original.total)),
  },
];

/** Every pool by its numbers; a row leads to its line, its history and its settings. */
export function PoolsTable({ pools }: { pools: PoolRow[] }) {
  return (
    <DataTable
      label={t("Licenses")}
      noun={["license type", "license types"]}
      columns={columns}
      rows={pools}
      rowId={(pool) => pool.id}
      rowHref={(pool) => `/licenses/${pool.id}`}
      query={{ q: "", page: 1, filters: {} }}
      total={pools.length}
      pageSize={Math.max(1, pools.length)}
      empty={null}
    />
  );
}
