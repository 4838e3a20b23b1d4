"use client";

import { useMemo } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { NotSet } from "#components/ui/property-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { LiftExclusion } from "./lift-exclusion.tsx";

export type ExclusionRow = {
  userId: string;
  name: string;
  poolId: string;
  license: string;
  why?: string;
  byName?: string;
  since: string;
};

const columnsOf = (mayChange: boolean): TableColumn<ExclusionRow>[] => [
  {
    id: "name",
    header: t("Name"),
    enableSorting: false,
    meta: { primary: true },
    cell: ({ row }) => <span className="block truncate">{row.original.name}</span>,
  },
  {
    id: "license",
    header: t("License"),
    enableSorting: false,
    cell: ({ row }) => <span className="block truncate">{row.original.license}</span>,
  },
  {
    id: "why",
    header: t("Why"),
    enableSorting: false,
    meta: { hideBelow: "md" },
    cell: ({ row }) => row.original.why ?? <NotSet />,
  },
  {
    id: "by",
    header: t("By"),
    enableSorting: false,
    meta: { hideBelow: "lg" },
    cell: ({ row }) => row.original.byName ?? t("The operator"),
  },
  {
    id: "since",
    header: t("Since"),
    enableSorting: false,
    meta: { hideBelow: "md", width: "w-32" },
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
          meta: { align: "end", width: "w-20" },
          cell: ({ row }) => <LiftExclusion exclusion={row.original} />,
        } satisfies TableColumn<ExclusionRow>,
      ]
    : []),
];

type ExclusionsTableProps = {
  exclusions: ExclusionRow[];
  total: number;
  pageSize: number;
  query: TableQuery;
  mayChange: boolean;
};

export function ExclusionsTable({ exclusions, total, pageSize, query, mayChange }: ExclusionsTableProps) {
  const columns = useMemo(() => columnsOf(mayChange), [mayChange]);
  return (
    <DataTable
      label={t("Exclusions")}
      noun={["exclusion", "exclusions"]}
      columns={columns}
      rows={exclusions}
      rowId={({ userId, poolId }) => `${userId} ${poolId}`}
      rowHref={({ userId }) => `/users/${userId}`}
      query={query}
      total={total}
      pageSize={pageSize}
      empty={
        <div className="rounded-card border border-line">
          <EmptyState title={t("Nobody is excluded")}>
            {t("When an admin returns a license that a configuration or a group rule gave, the person appears here.")}
          </EmptyState>
        </div>
      }
    />
  );
}
