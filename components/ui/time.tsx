"use client";

import { useSyncExternalStore } from "react";
import { exactUtc, type MomentFormat, momentHere, momentInUtc } from "./moment.ts";

/**
 * A moment in the viewer's zone and language, exact UTC on hover. The server cannot know the zone: it sends UTC, and the browser
 * replaces it right after hydrating. Relative times renew themselves each minute.
 */
export function Time({ iso, format = "relative" }: { iso: string; format?: MomentFormat }) {
  const minute = useSyncExternalStore(subscribe, readMinute, onServer);
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return <span>{iso}</span>;
  return (
    <time dateTime={iso} title={exactUtc(at)} className="whitespace-nowrap tabular-nums">
      {minute === undefined ? momentInUtc(at, format) : momentHere(at, format, minute * 60_000)}
    </time>
  );
}

const onServer = (): number | undefined => undefined;

// Rounded, so that what happened half a minute ago is not yet a minute old.
const readMinute = (): number | undefined => Math.round(Date.now() / 60_000);

function subscribe(changed: () => void): () => void {
  const timer = setInterval(changed, 15_000);
  return () => clearInterval(timer);
}
