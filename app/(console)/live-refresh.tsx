"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { leaveAlone } from "./live.ts";

const everyMs = 1000; // leaves a second for the answers

/** Reads the page again when anything in the account changed, so that what an IdP writes is on screen within two seconds. `initial`: the stamp that the page was made with. */
export function LiveRefresh({ initial }: { initial: string }) {
  const router = useRouter();
  const stamp = useRef(initial);

  useEffect(() => {
    const stop = new AbortController();
    async function look() {
      if (leaveAlone()) return;
      const next = await readStamp(stop.signal);
      // the server may be restarting, or a dialog opened meanwhile; the next look tells
      if (next === undefined || leaveAlone()) return;
      if (next !== stamp.current) router.refresh();
      stamp.current = next;
    }
    const first = setTimeout(look); // not in the task that makes the page usable
    const timer = setInterval(look, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      stop.abort();
    };
  }, [router]);

  return null;
}

async function readStamp(signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await fetch("/api/changes", { signal, cache: "no-store" });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}
