import { messages, t } from "#lib/text.ts";

export type MomentFormat = "relative" | "date" | "datetime";

const minute = 60_000;
const day = 24 * 60 * minute;
const units: ["day" | "hour" | "minute", number][] = [
  ["day", day],
  ["hour", 60 * minute],
  ["minute", minute],
];

// Made when first needed, and once: the first costs a phone milliseconds, and a table shows fifty times. English distances need none.
let distances: Intl.RelativeTimeFormat | undefined;
const dates = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const format = dates.get(key) ?? new Intl.DateTimeFormat(locale, options);
  dates.set(key, format);
  return format;
}

/** 2026-03-01 14:05:09 UTC */
export function exactUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** What the server says, which knows neither zone nor language of the viewer. */
export function momentInUtc(at: Date, format: MomentFormat): string {
  const text = at.toISOString();
  return format === "date" ? text.slice(0, 10) : `${text.slice(0, 16).replace("T", " ")} UTC`;
}

/**
 * What the viewer reads. Distances are words of a sentence and speak the console's language; dates follow the browser's (or
 * `locale`). Beyond six days a date says more than a distance.
 */
export function momentHere(at: Date, format: MomentFormat, now: number, locale?: string): string {
  const distance = at.getTime() - now;
  if (format === "datetime") return dateFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(at);
  if (format === "date" || Math.abs(distance) > 6 * day) return dateFormat(locale, { dateStyle: "medium" }).format(at);
  const largest = units.find(([, length]) => Math.abs(distance) >= length);
  if (!largest) return t("just now");
  const [unit, length] = largest;
  return distanceIn(messages().language, Math.trunc(distance / length), unit);
}

/** -3 and "day": "3 days ago", as Intl.RelativeTimeFormat says it. */
export function distanceIn(language: string, amount: number, unit: "day" | "hour" | "minute"): string {
  if (language !== "en") {
    distances ??= new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    return distances.format(amount, unit);
  }
  if (unit === "day" && Math.abs(amount) === 1) return amount < 0 ? "yesterday" : "tomorrow";
  const length = `${Math.abs(amount)} ${unit}${Math.abs(amount) === 1 ? "" : "s"}`;
  return amount < 0 ? `${length} ago` : `in ${length}`;
}
