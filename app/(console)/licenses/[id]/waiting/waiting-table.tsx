"use client";

import { useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Num } from "#components/ui/number.tsx";
import { PersonName } from "#components/ui/person-name.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { MoveToFront } from "./move-to-front.tsx";

export type WaitingRow = { id: string; name: string; email?: string; position: number; since: string; reason: string };

type Pool = { id: string; name: string };

const columnsOf = (pool: Pool, mayChange: boolean): TableColumn<WaitingRow>[] => [
  {
    id: "position",
    header: t("Position"),
    enableSorting: false,
    meta: { align: "end", width: "w-20" },
    cell: ({ row }) => <Num value={row.original.position} />,
  },
  {
    id: "name",
    header: t("Name"),
    enableSorting: false,
    meta: { primary: true },
    cell: ({ row }) => <PersonName name={row.original.name} email={row.original.email} />,
  },
  {
    id: "reason",
    header: t("Why"),
    enableSorting: false,
    meta: { hideBelow: "md" },
    cell: ({ row }) => <span className="block truncate">{row.original.reason}</span>,
  },
  {
    id: "since",
    header: t("Waits since"),
    enableSorting: false,
    meta: { hideBelow: "sm", width: "w-36" },
    cell: ({ row }) => (
      <span className="text-muted">
        <Time iso={row.original.since} />
      </span>
    ),
  },
  ...(mayChange
    ? [
        {
          id: "actions",
          header: () => <span className="sr-only">{t("Actions")}</span>,
          enableSorting: false,
          meta: { align: "end", width: "w-16 @2xl:w-44" },
          cell: ({ row }) => row.original.position > 1 && <MoveToFront pool={pool} person={row.original} />,
        } satisfies TableColumn<WaitingRow>,
      ]
    : []),
];

type WaitingTableProps = {
  pool: Pool;
  people: WaitingRow[];
  total: number;
  pageSize: number;
  query: TableQuery;
  mayChange: boolean;
};

export function WaitingTable({ pool, people, total, pageSize, query, mayChange }: WaitingTableProps) {
  const { id, name } = pool;
  const columns = useMemo(() => columnsOf({ id, name }, mayChange), [id, name, mayChange]);
  return (
    <DataTable
      label={t("Waiting line of {name}", { name })}
      noun={["person waits", "people wait"]}
      columns={columns}
      rows={people}
      rowId={(person) => person.id}
      rowHref={(person) => `/users/${person.id}`}
      query={query}
      total={total}
      pageSize={pageSize}
      empty={
        <div className="rounded-card border border-line">
          <EmptyState title={t("Nobody waits")}>
            {t("When all licenses are taken, whoever comes next waits here in order of request.")}
          </EmptyState>
        </div>
      }
    />
  );
}
