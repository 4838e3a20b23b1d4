"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { t } from "#lib/text.ts";
import { type LineRow, lineColumns } from "../line-columns.tsx";
import { type Outcome, outcomeWord } from "../outcome.ts";

export type ResultRow = LineRow & { outcome: Outcome | null };

const tones: Record<Outcome, Tone> = { done: "ok", unchanged: "neutral", failed: "bad" };

const columns: TableColumn<ResultRow>[] = lineColumns<ResultRow>(t("Result"), ({ outcome }) => (
  <Badge tone={outcome ? tones[outcome] : "neutral"}>{outcomeWord(outcome)}</Badge>
));

type ResultTableProps = { items: ResultRow[]; total: number; pageSize: number; query: TableQuery };

/** What came of each person, or of each line of a file. */
export function ResultTable({ items, total, pageSize, query }: ResultTableProps) {
  return (
    <DataTable
      label={t("Result")}
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
          label: t("Result"),
          options: [
            { value: "failed", label: outcomeWord("failed") },
            { value: "done", label: outcomeWord("done") },
            { value: "unchanged", label: outcomeWord("unchanged") },
            { value: "pending", label: outcomeWord(null) },
          ],
        },
      ]}
      empty={<EmptyState title={t("No lines")}>{t("There was nothing to do.")}</EmptyState>}
    />
  );
}
