import { Download } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { DayChart } from "#components/charts/day-chart.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { BreakdownTable } from "./breakdown-table.tsx";
import { Funnel } from "./funnel.tsx";
import { RangeForm } from "./range-form.tsx";
import { loadReport, sumOf } from "./report.ts";
import { reportQuery } from "./report-query.ts";
import { SyncTable } from "./sync-table.tsx";

export const metadata: Metadata = { title: t("Reporting") };

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
        title={t("Reporting")}
        description={t("{people}, {used} of {total} licenses in use.", {
          people: formatCount(present.people, "person", "people"),
          used: formatNumber(present.used),
          total: formatNumber(present.total),
        })}
        action={
          <a href={`/reporting/export?${new URLSearchParams(range)}`} download className={buttonClass()}>
            <Download size={16} /> {t("Export days as CSV")}
          </a>
        }
      />
      <RangeForm range={range} by={by} />
      <div className="grid gap-8 lg:grid-cols-2">
        <DayChart
          title={t("People")}
          summary={t("{came} joined and {left} left.", { came: formatNumber(came), left: formatNumber(left) })}
          points={points}
          series={[{ key: "people", label: t("People"), tone: "accent", shape: "area" }]}
        />
        <DayChart
          title={t("Licenses")}
          summary={t("{used} in use now, {activated} of them activated.", {
            used: formatNumber(present.used),
            activated: formatNumber(present.activated),
          })}
          points={points}
          series={[
            { key: "used", label: t("In use"), tone: "accent", shape: "area" },
            { key: "activated", label: t("Activated"), tone: "ok", shape: "line" },
          ]}
        />
        <DayChart
          title={t("Sync")}
          summary={t("Identity providers made {changes}; {requests} failed.", {
            changes: formatCount(changes, "change", "changes"),
            requests: formatCount(failures, "request", "requests"),
          })}
          points={points}
          series={[
            { key: "changes", label: t("Changes"), tone: "accent", shape: "bar" },
            { key: "failures", label: t("Failed requests"), tone: "bad", shape: "bar" },
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
