import { Diff } from "#components/ui/diff.tsx";
import type { TimelineEvent } from "#components/ui/timeline.tsx";
import type { LogEntry } from "#db/queries/activity-log.ts";
import type { Names } from "#db/queries/names.ts";
import { activityText } from "../../activity-text.ts";

/** What happened to a person, newest first, in plain words. */
export const activityEvents = (entries: readonly LogEntry[], names: Names): TimelineEvent[] =>
  entries.map((entry) => {
    const { says, tone, by, changes, advice, request } = activityText(entry, names);
    return {
      id: entry.id,
      at: entry.at.toISOString(),
      title: says,
      by: by.kind === "system" ? undefined : by.name,
      tone,
      children: (
        <>
          {advice && <p className="text-pretty text-muted">{advice}</p>}
          {request && <p className="break-all font-mono text-faint text-xs">{request}</p>}
          {changes.length > 0 && <Diff changes={changes} />}
        </>
      ),
    };
  });
