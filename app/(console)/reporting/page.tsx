import { Download } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { DayChart } from "#components/charts/day-chart.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { requireAdmin } from "#lib/auth.ts";
import { BreakdownTable } from "./breakdown-table.tsx";
import { Funnel } from "./funnel.tsx";
import { RangeForm } from "./range-form.tsx";
import { loadReport, sumOf } from "./report.ts";
import { reportQuery } from "./report-query.ts";
import { SyncTable } from "./sync-table.tsx";

export const metadata: Metadata = { title: "Reporting" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ReportingPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const now = Date.now();
  const { range, by } = reportQuery(await searchParams, now);
  const { present, points } = await loadReport(admin, range, now);
  const [came, left] = [sumOf(points, "came"), sumOf(points, "left")];
  const [changes, failures] = [sumOf(points, "changes"), sumOf(points, "failures")];
  return (
    <div className="grid gap-8">
      <PageHeader
        title="Reporting"
        description={`${formatCount(present.people, "person", "people")}, ${formatNumber(present.used)} of ${formatNumber(present.total)} licenses in use.`}
        action={
          <a href={`/reporting/export?${new URLSearchParams(range)}`} download className={buttonClass()}>
            <Download size={16} /> Export days as CSV
          </a>
        }
      />
      <RangeForm range={range} by={by} />
      <div className="grid gap-8 lg:grid-cols-2">
        <DayChart
          title="People"
          summary={`${formatNumber(came)} joined and ${formatNumber(left)} left.`}
          points={points}
          series={[{ key: "people", label: "People", tone: "accent", shape: "area" }]}
        />
        <DayChart
          title="Licenses"
          summary={`${formatNumber(present.used)} in use now, ${formatNumber(present.activated)} of them activated.`}
          points={points}
          series={[
            { key: "used", label: "In use", tone: "accent", shape: "area" },
            { key: "activated", label: "Activated", tone: "ok", shape: "line" },
          ]}
        />
        <DayChart
          title="Sync"
          summary={`Identity providers made ${formatCount(changes, "change", "changes")}; ${formatCount(failures, "request", "requests")} failed.`}
          points={points}
          series={[
            { key: "changes", label: "Changes", tone: "accent", shape: "bar" },
            { key: "failures", label: "Failed requests", tone: "bad", shape: "bar" },
          ]}
        />
        <Funnel present={present} />
      </div>
      <Suspense fallback={<Skeleton className="h-64 w-full" />}>
        <BreakdownTable by={by} range={range} />
      </Suspense>
      <Suspense fallback={<Skeleton className="h-32 w-full" />}>
        <SyncTable range={range} />
      </Suspense>
    </div>
  );
}
