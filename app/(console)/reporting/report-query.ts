import { type Breakdown, breakdowns } from "#db/queries/reporting.ts";
import { type DayRange, dayRange } from "#lib/day-range.ts";
import { t } from "#lib/text.ts";

export const breakdownLabels: Record<Breakdown, string> = {
  department: t("Department"),
  location: t("Location"),
  group: t("Group"),
};

type SearchParams = Record<string, string | string[] | undefined>;

/** ?from=2026-01-01&to=2026-01-31&by=department; what makes no sense is the default. */
export function reportQuery(params: SearchParams, now: number): { range: DayRange; by: Breakdown } {
  const read = (name: string) => [params[name] ?? []].flat()[0];
  const by = breakdowns.find((each) => each === read("by")) ?? "department";
  return { range: dayRange({ from: read("from"), to: read("to") }, now), by };
}
