import { stringify } from "csv-stringify/sync";
import { type Breakdown, listBreakdown } from "#db/queries/reporting.ts";
import type { Scope } from "#db/queries/scope.ts";
import { currentAdmin } from "#lib/auth.ts";
import type { DayRange } from "#lib/day-range.ts";
import { loadReport, reportColumns } from "../report.ts";
import { breakdownLabels, reportQuery } from "../report-query.ts";

/** The days of a range, or with `by` the people by department, location or group. Every admin may: who sees may keep. */
export async function GET(request: Request): Promise<Response> {
  const admin = await currentAdmin();
  if (!admin) return new Response("Sign in first.", { status: 401 });
  const params = new URL(request.url).searchParams;
  const { range, by } = reportQuery(Object.fromEntries(params), Date.now());
  const rows = params.has("by") ? await breakdownRows(admin, by) : await dayRows(admin, range);
  const name = params.has("by") ? `people-by-${by}` : `report-${range.from}-${range.to}`;
  return new Response(`\ufeff${stringify(rows, { escape_formulas: true, record_delimiter: "windows" })}`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}.csv"`,
      "cache-control": "no-store",
    },
  });
}

/** More names than any organization has departments. */
const most = 100_000;

async function breakdownRows(scope: Scope, by: Breakdown) {
  const rows = await listBreakdown(scope, by, most);
  return [
    [breakdownLabels[by], "People", "Active", "With license", "Activated"],
    ...rows.map(({ label, people, active, licensed, activated }) => [label, people, active, licensed, activated]),
  ];
}

async function dayRows(scope: Scope, range: DayRange) {
  const { points } = await loadReport(scope, range, Date.now());
  const keys = Object.keys(reportColumns);
  return [
    ["Day (UTC)", ...Object.values(reportColumns)],
    ...points.map(({ day, values }) => [day, ...keys.map((key) => values[key] ?? 0)]),
  ];
}
