import type { Call } from "./client.ts";
import type { Outcome } from "./idp.ts";
import type { Person } from "./people.ts";

export type Failure = { who: string; what: string; reason: string };
/** `history` is what happened to that person or group. */
export type Drift = { who: string; attribute: string; sent: unknown; found: unknown; history?: string[] };
export type Count = Outcome | "skipped" | "verified" | "groups left" | "groups verified" | "users listed" | "groups listed";

export type Report = {
  calls: Call[];
  counts: Partial<Record<Count, number>>;
  /** What happened in the directory during a year, by event. */
  happened: Record<string, number>;
  failures: Failure[];
  drift: Drift[];
};

export const emptyReport = (): Report => ({ calls: [], counts: {}, happened: {}, failures: [], drift: [] });

export function count(report: Report, what: Count, times = 1): void {
  report.counts[what] = (report.counts[what] ?? 0) + times;
}

export const succeeded = (report: Report): boolean => report.failures.length === 0 && report.drift.length === 0;

/** Requests by kind and status with their median and 95th percentile in milliseconds. */
export function requestRows(calls: Call[]) {
  const groups = Map.groupBy(calls, ({ kind, method, status }) => `${kind}|${method}|${status}`);
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    if (first === undefined) return [];
    const times = group.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const percentile = (share: number) => Number((times[Math.ceil(share * times.length) - 1] ?? 0).toFixed(1));
    const { kind, method, status } = first;
    return [{ kind, method, status, count: group.length, p50: percentile(0.5), p95: percentile(0.95) }];
  });
}

export type Run = { idp: string; scenario: string; url: string; seconds: number };

/** What `--json` prints. */
export function toJson(run: Run, report: Report, people: Person[]) {
  const { calls, ...rest } = report;
  return { ...run, ok: succeeded(report), requests: requestRows(calls), ...rest, people };
}

const shownAtMost = 20;

/** What a person reads at the end. */
export function toText(run: Run, report: Report): string {
  const rows = requestRows(report.calls).map((row) =>
    [row.kind, row.method, row.status || "network", row.count, row.p50, row.p95].map(String),
  );
  const counts = listCounts(report.counts);
  const rate = run.seconds > 0 ? Math.round(report.calls.length / run.seconds) : 0;
  return [
    table([["request", "method", "status", "count", "p50 ms", "p95 ms"], ...rows]),
    `${run.idp} ${run.scenario}: ${counts || "nothing done"}; ${report.calls.length} requests in ${run.seconds} s (${rate}/s)`,
    ...(Object.keys(report.happened).length > 0 ? [`in the directory: ${listCounts(report.happened)}`] : []),
    ...section(
      "failed",
      report.failures.map(({ who, what, reason }) => `${who}: ${what}: ${reason}`),
    ),
    ...section("drift", report.drift.map(toLine)),
  ].join("\n");
}

const listCounts = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([what, number]) => `${number} ${what}`)
    .join(", ");

function toLine({ who, attribute, sent, found, history = [] }: Drift): string {
  const story = history.length > 0 ? ` (${history.join("; ")})` : "";
  return `${who}: ${attribute} sent ${show(sent)}, found ${show(found)}${story}`;
}

const show = (value: unknown) => JSON.stringify(value) ?? "nothing";

function section(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > shownAtMost ? [`  … and ${lines.length - shownAtMost} more (--json has them all)`] : [];
  return [`${lines.length} ${title}:`, ...lines.slice(0, shownAtMost).map((line) => `  ${line}`), ...more];
}

function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const pad = (cell: string, column: number) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
