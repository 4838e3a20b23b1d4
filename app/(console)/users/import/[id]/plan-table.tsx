"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { t } from "#lib/text.ts";
import { type LineRow, lineColumns } from "../../jobs/line-columns.tsx";
import { type Plan, planWord } from "./plan-word.ts";

export type PlanRow = LineRow & { plan: Plan };

const tones: Record<Plan, Tone> = { new: "ok", changed: "info", unchanged: "neutral", error: "bad" };

const columns: TableColumn<PlanRow>[] = lineColumns<PlanRow>(t("Would be"), ({ plan }) => (
  <Badge tone={tones[plan]}>{planWord(plan)}</Badge>
));

type PlanTableProps = { items: PlanRow[]; total: number; pageSize: number; query: TableQuery };

/** What each line of a file would do. */
export function PlanTable({ items, total, pageSize, query }: PlanTableProps) {
  const option = (plan: Plan) => ({ value: plan, label: planWord(plan) });
  return (
    <DataTable
      label={t("Lines")}
      noun={["line", "lines"]}
      columns={columns}
      rows={items}
      rowId={(item) => String(item.number)}
      query={query}
      total={total}
      pageSize={pageSize}
      filters={[
        { key: "plan", label: t("Would be"), options: [option("new"), option("changed"), option("unchanged"), option("error")] },
      ]}
      empty={<EmptyState title={t("No lines")}>{t("This file has no lines.")}</EmptyState>}
    />
  );
}
