"use client";

import dynamic from "next/dynamic";
import { type ComponentProps, useEffect, useState } from "react";
import type { BulkBar } from "./bulk-bar.tsx";

let fetched: typeof BulkBar | undefined;

async function fetchBulkBar(): Promise<typeof BulkBar> {
  fetched ??= (await import("./bulk-bar.tsx")).BulkBar;
  return fetched;
}

const AwaitedBulkBar = dynamic(fetchBulkBar, { ssr: false });

/** The bar of a selection. It comes after the table, which is why `useBulkBarSoon` fetches it: once here, its buttons move no row. */
export function LaterBulkBar(props: ComponentProps<typeof BulkBar>) {
  // chosen once: to change it would throw away what somebody has opened in it
  const [Bar] = useState(() => fetched ?? AwaitedBulkBar);
  return <Bar {...props} />;
}

/** Fetches the bar when the page has nothing else to do. If that fails, it is fetched again when somebody is selected. */
export function useBulkBarSoon(): void {
  useEffect(() => whenIdle(() => void fetchBulkBar().catch(() => undefined)), []);
}

/** Some browsers know no idle callback. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(run, 1000);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(run);
  return () => cancelIdleCallback(idle);
}
