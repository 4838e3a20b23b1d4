"use client";

import { useEffect } from "react";
import { atMostEvery } from "./at-most-every.ts";

/** What a person does. Scrolling is left out: a page that renews itself may scroll by itself. */
const signs = ["pointerdown", "keydown", "wheel"] as const;
const everyMs = 60_000;

/**
 * Tells the server that somebody is here: when a page was loaded, and while keys, pointer or wheel are used. Nothing else that
 * an open page asks for keeps its session alive, so it ends half an hour after the last person left, however busy a sync is.
 */
export function Presence() {
  useEffect(() => {
    const tell = atMostEvery(everyMs, () => {
      fetch("/api/presence", { method: "POST" }).catch(() => {}); // the server may be restarting; the next sign tells
    });
    const first = setTimeout(tell); // not in the task that makes the page usable
    for (const sign of signs) window.addEventListener(sign, tell, { passive: true, capture: true });
    return () => {
      clearTimeout(first);
      for (const sign of signs) window.removeEventListener(sign, tell, { capture: true });
    };
  }, []);

  return null;
}
