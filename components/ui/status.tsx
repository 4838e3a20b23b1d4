import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import type { Tone } from "./badge.tsx";

const dots: Record<Tone, string> = {
  neutral: "bg-faint",
  ok: "bg-ok",
  warn: "bg-warn",
  bad: "bg-bad",
  info: "bg-info",
};

/** A dot and the words that say the same. `live` breathes while something is going on. */
export function Status({ tone, live, children }: { tone: Tone; live?: boolean; children: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <span aria-hidden className={cn("size-2 shrink-0 rounded-full", dots[tone], live && "animate-breathe")} />
      <span className="min-w-0">{children}</span>
    </span>
  );
}
