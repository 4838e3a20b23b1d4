import type { DayPoint } from "#components/charts/day-chart-types.ts";
import { findPresent, listLicenseDays, listPeopleDays, listSyncDays, type Present } from "#db/queries/reporting.ts";
import type { Scope } from "#db/queries/scope.ts";
import { countedBack, type DayRange, daysOf } from "#lib/day-range.ts";
import { t } from "#lib/text.ts";

/** The columns of a report, in the order of its file. */
export const reportColumns = {
  people: t("People"),
  came: t("Joined"),
  left: t("Left"),
  used: t("Licenses in use"),
  activated: t("Activated licenses"),
  changes: t("Changes by identity providers"),
  failures: t("Failed requests"),
} as const;

export type Report = { present: Present; points: DayPoint[] };

/** What was on each day of a range: counted back from now for what is there, summed up for what happened. */
export async function loadReport(scope: Scope, range: DayRange, now: number): Promise<Report> {
  const [present, people, licenses, syncs] = await Promise.all([
    findPresent(scope),
    listPeopleDays(scope, range),
    listLicenseDays(scope, range),
    listSyncDays(scope, range),
  ]);
  const byDay = <Row extends { day: string }>(rows: readonly Row[], of: (row: Row) => number) =>
    new Map(rows.map((row) => [row.day, of(row)]));
  const columns: Record<keyof typeof reportColumns, ReadonlyMap<string, number>> = {
    people: countedBack(
      present.people,
      byDay(people, ({ came, left }) => came - left),
      range,
      now,
    ),
    came: byDay(people, ({ came }) => came),
    left: byDay(people, ({ left }) => left),
    used: countedBack(
      present.used,
      byDay(licenses, ({ used }) => used),
      range,
      now,
    ),
    activated: countedBack(
      present.activated,
      byDay(licenses, ({ activated }) => activated),
      range,
      now,
    ),
    changes: byDay(syncs, ({ changes }) => changes),
    failures: byDay(syncs, ({ failures }) => failures),
  };
  const valuesOn = (day: string) =>
    Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values.get(day) ?? 0]));
  return { present, points: daysOf(range).map((day) => ({ day, values: valuesOn(day) })) };
}

export const sumOf = (points: readonly DayPoint[], key: keyof typeof reportColumns): number =>
  points.reduce((total, { values }) => total + (values[key] ?? 0), 0);
