"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

const everyMs = 1000; // leaves a second for the answers

/** Reads the page again when anything in the account changed, so that what an IdP writes is on screen within two seconds. */
export function LiveRefresh() {
  const router = useRouter();
  const stamp = useRef<string>(undefined);

  useEffect(() => {
    const stop = new AbortController();
    async function look() {
      if (document.visibilityState === "hidden") return;
      const next = await readStamp(stop.signal);
      if (next === undefined) return; // the server may be restarting; the next look tells
      if (stamp.current !== undefined && next !== stamp.current) router.refresh();
      stamp.current = next;
    }
    look();
    const timer = setInterval(look, everyMs);
    return () => {
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
