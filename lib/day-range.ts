const dayMs = 86_400_000;

/** Days (UTC, "2026-03-01"), both included. */
export type DayRange = { from: string; to: string };

/** A year of days is as much as a chart can show. */
const longest = 366;

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** What an address asks for: `from` and `to`, else the last 30 days; never the future, never more than a year. */
export function dayRange(asked: { from?: string | undefined; to?: string | undefined }, now: number): DayRange {
  const today = dayOf(now);
  const to = isDay(asked.to) && asked.to < today ? asked.to : today;
  const earliest = dayOf(Date.parse(to) - (longest - 1) * dayMs);
  const from = isDay(asked.from) && asked.from <= to ? asked.from : dayOf(Date.parse(to) - 29 * dayMs);
  if (from < earliest) return { from: earliest, to };
  return { from, to };
}

/** Every day of a range, in order. */
export function daysOf({ from, to }: DayRange): string[] {
  const days: string[] = [];
  for (let time = Date.parse(from); time <= Date.parse(to); time += dayMs) days.push(dayOf(time));
  return days;
}

/** What a number was at the end of each day of a range, from what it is now and how much it changed on each day since. */
export function countedBack(
  present: number,
  changes: ReadonlyMap<string, number>,
  range: DayRange,
  now: number,
): Map<string, number> {
  let value = present;
  const counted = new Map<string, number>();
  for (const day of daysOf({ from: range.from, to: dayOf(now) }).reverse()) {
    if (day <= range.to) counted.set(day, Math.max(0, value));
    value -= changes.get(day) ?? 0;
  }
  return counted;
}
