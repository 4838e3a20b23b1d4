"use client";

import { startTransition, useEffect, useState } from "react";
import { exactUtc, type MomentFormat, momentHere, momentInUtc } from "./moment.ts";

/**
 * A moment in the viewer's zone and language, exact UTC on hover. The server cannot know the zone: it sends UTC, and the browser
 * replaces it right after hydrating. Relative times renew themselves each minute.
 */
export function Time({ iso, format = "relative" }: { iso: string; format?: MomentFormat }) {
  const [minute, setMinute] = useState<number>();
  useEffect(() => onTick(() => setMinute(readMinute())), []);
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
let soon: ReturnType<typeof setTimeout> | undefined;

/** A transition: a table of fifty times does not keep a slow phone from answering. */
const renewAll = () =>
  startTransition(() => {
    for (const each of shown) each();
  });

/** One clock for all times of the page; those that are drawn together are told the time together, in a task of their own. */
function onTick(renew: () => void): () => void {
  shown.add(renew);
  soon ??= setTimeout(() => {
    soon = undefined;
    renewAll();
  });
  timer ??= setInterval(renewAll, 15_000);
  return () => {
    shown.delete(renew);
    if (shown.size > 0) return;
    clearTimeout(soon);
    clearInterval(timer);
    soon = undefined;
    timer = undefined;
  };
}
