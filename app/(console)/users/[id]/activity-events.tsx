import { rich } from "#components/rich.ts";
import { Diff } from "#components/ui/diff.tsx";
import { Link } from "#components/ui/link.tsx";
import type { TimelineEvent } from "#components/ui/timeline.tsx";
import type { LogEntry } from "#db/queries/activity-log.ts";
import type { Names } from "#db/queries/names.ts";
import { type ActivityText, activityText } from "../../activity-text.ts";

/** What happened to a person, newest first, in plain words. */
export const activityEvents = (personId: string, entries: readonly LogEntry[], names: Names): TimelineEvent[] =>
  entries.map((entry) => {
    const text = activityText(entry, names);
    const { says, tone, by, changes, advice, request } = membershipText(personId, entry, text) ?? text;
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

/** A change of a group's members, as it is for one of them. */
function membershipText(personId: string, entry: LogEntry, { subject, ...text }: ActivityText) {
  if (entry.type !== "change" || entry.subjectKind !== "group") return undefined;
  const joined = JSON.stringify(entry.changes.members?.[1] ?? null).includes(personId);
  const group = subject.href ? <Link href={subject.href}>{subject.name}</Link> : subject.name;
  const says = joined ? rich("Joined the group {group}.", { group }) : rich("Left the group {group}.", { group });
  return { ...text, says, tone: "neutral" as const, changes: [] };
}
