"use client";

import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import { Badge, type Tone } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { Num } from "#components/ui/number.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import type { JobView } from "./job-view.ts";

const states: Record<JobView["state"], { word: string; tone: Tone }> = {
  draft: { word: t("Draft"), tone: "neutral" },
  queued: { word: t("Waiting to begin"), tone: "info" },
  running: { word: t("Running"), tone: "info" },
  done: { word: t("Done"), tone: "ok" },
  stopped: { word: t("Stopped"), tone: "neutral" },
  failed: { word: t("Gave up"), tone: "bad" },
};

const columns: TableColumn<JobView>[] = [
  {
    id: "title",
    accessorKey: "title",
    header: t("Change"),
    enableSorting: false,
    meta: { primary: true, width: "@2xl:w-[36%]" },
    cell: ({ row }) => <span className="block truncate">{row.original.title}</span>,
  },
  {
    id: "state",
    accessorKey: "state",
    header: t("State"),
    enableSorting: false,
    cell: ({ row }) => <Badge tone={states[row.original.state].tone}>{states[row.original.state].word}</Badge>,
  },
  {
    id: "total",
    accessorKey: "total",
    header: t("People"),
    enableSorting: false,
    meta: { align: "end", width: "w-24" },
    cell: ({ row }) => <Num value={row.original.total} />,
  },
  {
    id: "failed",
    accessorKey: "failed",
    header: t("Failed"),
    enableSorting: false,
    meta: { align: "end", width: "w-24", hideBelow: "sm" },
    cell: ({ row }) => <Num value={row.original.failed} className={row.original.failed > 0 ? "text-bad" : "text-muted"} />,
  },
  {
    id: "createdBy",
    accessorKey: "createdBy",
    header: t("By"),
    enableSorting: false,
    meta: { hideBelow: "md" },
    cell: ({ row }) => <span className="block truncate">{row.original.createdBy}</span>,
  },
  {
    id: "createdAt",
    accessorKey: "createdAt",
    header: t("Started"),
    enableSorting: false,
    meta: { hideBelow: "md", align: "end", width: "w-36" },
    cell: ({ row }) => (
      <span className="text-muted">
        <Time iso={row.original.createdAt} />
      </span>
    ),
  },
];

export function JobsTable({ jobs }: { jobs: JobView[] }) {
  return (
    <DataTable
      label={t("Bulk changes")}
      noun={["change", "changes"]}
      columns={columns}
      rows={jobs}
      rowId={(job) => job.id}
      rowHref={(job) => `/users/jobs/${job.id}`}
      query={{ q: "", page: 1, filters: {} }}
      total={jobs.length}
      pageSize={100}
      empty={
        <EmptyState title={t("No changes yet")} action={<ButtonLink href="/users">{t("Go to Users")}</ButtonLink>}>
          {t("Select people in Users, or upload a CSV file, to change many at once.")}
        </EmptyState>
      }
    />
  );
}
