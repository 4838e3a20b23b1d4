"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { leaveAlone } from "../../live.ts";
import { FirstCall, type FirstCallStatus } from "./first-call.tsx";

const everyMs = 1000;

/** Asks `/settings/scim/{id}/status` each second while somebody looks, and renews the page around it when the answer changes its kind. */
export function LiveFirstCall({
  configurationId,
  initial = { kind: "waiting" },
}: {
  configurationId: string;
  initial?: FirstCallStatus;
}) {
  const router = useRouter();
  const [status, setStatus] = useState(initial);
  const kind = useRef(initial.kind);

  useEffect(() => {
    const stop = new AbortController();
    async function look() {
      if (leaveAlone()) return;
      const next = await readStatus(configurationId, stop.signal);
      if (next === "gone") return clearInterval(timer);
      if (!next) return; // keeps what it shows: the server may be restarting
      setStatus(next);
      if (next.kind !== kind.current && !leaveAlone()) router.refresh();
      kind.current = next.kind;
    }
    const timer = setInterval(look, everyMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [configurationId, router]);

  return <FirstCall status={status} />;
}

/** "gone": signed out, or the configuration was deleted; asking again would change nothing. */
async function readStatus(configurationId: string, signal: AbortSignal): Promise<FirstCallStatus | "gone" | undefined> {
  try {
    const answer = await fetch(`/settings/scim/${configurationId}/status`, { signal, cache: "no-store" });
    if (answer.status === 401 || answer.status === 404) return "gone";
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
