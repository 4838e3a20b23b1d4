// only properties of the theme: the drawing follows it without a word
export const toneColors = { accent: "var(--accent)", ok: "var(--ok)", bad: "var(--bad)", quiet: "var(--line-strong)" };

export type Series = { key: string; label: string; tone: keyof typeof toneColors; shape: "area" | "line" | "bar" };

/** One day (UTC, "2026-03-01") and a number for each series. */
export type DayPoint = { day: string; values: Record<string, number> };

export type DayChartProps = {
  title: string;
  /** The answer in one sentence, for eyes and screen readers alike. */
  summary: string;
  points: DayPoint[];
  series: readonly Series[];
  /** Shares are drawn on a scale that ends at 100. */
  unit?: "%";
};
