export type Series = { key: string; label: string; tone: "accent" | "ok" | "bad" | "quiet"; shape: "area" | "line" | "bar" };

/** One day (UTC, "2026-03-01") and a number for each series. */
export type DayPoint = { day: string; values: Record<string, number> };

export type DayChartProps = {
  title: string;
  /** The answer in one sentence, for eyes and screen readers alike. */
  summary: string;
  points: DayPoint[];
  series: readonly Series[];
};
