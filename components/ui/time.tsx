"use client";

import { useSyncExternalStore } from "react";

type Format = "relative" | "date" | "datetime";

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/**
 * A moment in the viewer's zone and language, exact UTC on hover. The server cannot know the zone: it sends UTC, and the browser
 * replaces it while hydrating, before anything is compared. Relative times renew themselves each minute.
 */
export function Time({ iso, format = "relative" }: { iso: string; format?: Format }) {
  const minute = useSyncExternalStore(subscribe, readMinute, () => 0);
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return <span>{iso}</span>;
  return (
    <time dateTime={iso} title={exactUtc(at)} className="whitespace-nowrap tabular-nums">
      {minute === 0 ? shortUtc(at, format) : local(at, format, minute * 60_000)}
    </time>
  );
}

/** 2026-03-01 14:05:09 UTC */
export function exactUtc(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function shortUtc(at: Date, format: Format): string {
  const text = at.toISOString();
  return format === "date" ? text.slice(0, 10) : `${text.slice(0, 16).replace("T", " ")} UTC`;
}

function local(at: Date, format: Format, now: number): string {
  if (format === "date") return at.toLocaleDateString(undefined, { dateStyle: "medium" });
  if (format === "datetime") return at.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  const distance = at.getTime() - now;
  if (Math.abs(distance) > 6 * 86_400_000) return at.toLocaleDateString(undefined, { dateStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
  for (const [unit, length] of units) {
    if (Math.abs(distance) >= length) return relative.format(Math.trunc(distance / length), unit);
  }
  return relative.format(0, "minute") === "this minute" ? "just now" : relative.format(0, "minute");
}

const readMinute = () => Math.floor((Date.now() + 30_000) / 60_000);

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, 15_000);
  return () => clearInterval(timer);
}
