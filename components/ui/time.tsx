"use client";

import { startTransition, useEffect, useState } from "react";
import { exactUtc, type MomentFormat, momentHere, momentInUtc } from "./moment.ts";

/**
 * A moment in the viewer's zone and language, exact UTC on hover. The server cannot know the zone: it sends UTC, and the browser
 * replaces it right after hydrating. Relative times renew themselves each minute.
 */
export function Time({ iso, format = "relative" }: { iso: string; format?: MomentFormat }) {
  const [minute, setMinute] = useState<number>();
  useEffect(() => {
    // a transition: a table of fifty times does not keep a slow phone from answering
    const renew = () => startTransition(() => setMinute(readMinute()));
    renew();
    return onTick(renew);
  }, []);
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return <span>{iso}</span>;
  return (
    <time dateTime={iso} title={exactUtc(at)} className="whitespace-nowrap tabular-nums">
      {minute === undefined ? momentInUtc(at, format) : momentHere(at, format, minute * 60_000)}
    </time>
  );
}

// Rounded, so that what happened half a minute ago is not yet a minute old.
const readMinute = (): number => Math.round(Date.now() / 60_000);

const shown = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times of the page. */
function onTick(renew: () => void): () => void {
  shown.add(renew);
  timer ??= setInterval(() => {
    for (const each of shown) each();
  }, 15_000);
  return () => {
    shown.delete(renew);
    if (shown.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
