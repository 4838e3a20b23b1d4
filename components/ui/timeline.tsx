import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import type { Tone } from "./badge.tsx";
import { Time } from "./time.tsx";

export type TimelineEvent = { id: string; at: string; title: ReactNode; by?: ReactNode; tone?: Tone; children?: ReactNode };

const dots: Record<Tone, string> = {
  neutral: "border-line-strong bg-bg",
  ok: "border-ok bg-ok",
  warn: "border-warn bg-warn",
  bad: "border-bad bg-bad",
  info: "border-info bg-info",
};

/** What happened, in order: one sentence, by whom, when; details below where there are any. */
export function Timeline({ events }: { events: TimelineEvent[] }) {
  return (
    <ol className="grid">
      {events.map((event) => (
        <li key={event.id} className="group grid grid-cols-[0.75rem_1fr] gap-x-3">
          <span aria-hidden className="flex flex-col items-center">
            <span className="h-1.5 w-px bg-line group-first:bg-transparent" />
            <span className={cn("size-2 shrink-0 rounded-full border", dots[event.tone ?? "neutral"])} />
            <span className="w-px flex-1 bg-line group-last:hidden" />
          </span>
          <div className="grid min-w-0 gap-1.5 pb-5 group-last:pb-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <p className="min-w-0 text-pretty">{event.title}</p>
              <span className="text-faint text-sm">
                {event.by && <>{event.by} · </>}
                <Time iso={event.at} />
              </span>
            </div>
            {event.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
