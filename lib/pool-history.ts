import { messages, plural, t } from "./text.ts";
/** How a license pool came to be what it is, day by day. */

/** Changes of one day (UTC, "2026-03-01"). */
export type PoolDay = {
  day: string;
  /** Licenses taken minus licenses given back, and how many of them were activations. */
  used: number;
  activated: number;
  /** Taken back because an IdP said so, and given to somebody who waited. */
  freed: number;
  passedOn: number;
  /** How much the total grew. */
  total: number;
};

export type PoolPoint = { day: string; used: number; activated: number; total: number };

type Present = { used: number; activated: number; total: number };

const dayMs = 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** The state at the end of each of the last `days` days, counted back from the present; none before the pool was made. */
export function poolHistory(present: Present, changes: readonly PoolDay[], { days, createdAt, now }: Window): PoolPoint[] {
  const byDay = new Map(changes.map((change) => [change.day, change]));
  const points: PoolPoint[] = [];
  const state = { ...present };
  for (let ago = 0; ago < days; ago++) {
    const day = dayOf(now.getTime() - ago * dayMs);
    if (day < dayOf(createdAt.getTime())) break;
    const total = Math.max(0, state.total);
    // the log is counted back, so what it does not know of may not show more than there was
    const used = Math.min(total, Math.max(0, state.used));
    points.unshift({ day, used, activated: Math.min(used, Math.max(0, state.activated)), total });
    const change = byDay.get(day);
    state.used -= change?.used ?? 0;
    state.activated -= change?.activated ?? 0;
    state.total -= change?.total ?? 0;
  }
  return points;
}

type Window = { days: number; createdAt: Date; now: Date };

/** The rate of a forecast: long enough for a weekend, short enough to follow. */
const rateDays = 14;

export type Forecast = { kind: "full"; waiting: number } | { kind: "steady" } | { kind: "fills"; days: number };

/** When a pool is full if licenses go on being taken as they were in the last two weeks. */
export function forecast(
  { available, waiting }: { available: number; waiting: number },
  history: readonly PoolPoint[],
): Forecast {
  if (available <= 0 || waiting > 0) return { kind: "full", waiting };
  const recent = history.slice(-rateDays - 1);
  const [first, last] = [recent[0], recent.at(-1)];
  if (!first || !last) return { kind: "steady" };
  // a pool made today had nothing taken before
  const taken = recent.length > rateDays ? last.used - first.used : last.used;
  const perDay = taken / Math.min(rateDays, recent.length);
  return perDay > 0 ? { kind: "fills", days: Math.max(1, Math.round(available / perDay)) } : { kind: "steady" };
}

/** The forecast in words. */
export function forecastWords(of: Forecast): string {
  switch (of.kind) {
    case "full":
      return of.waiting === 0
        ? t("Full.")
        : t("Full, and {count} {wait}.", {
            count: of.waiting.toLocaleString(messages().language),
            wait: plural(of.waiting, "person waits", "people wait"),
          });
    case "steady":
      return t("Not filling up: in the last two weeks as many licenses came back as were taken.");
    case "fills":
      return of.days > 365
        ? t("Not full within a year at this rate.")
        : t("Full in about {count} {days} at this rate.", { count: of.days, days: plural(of.days, "day", "days") });
  }
}
