import { type Change, Diff } from "#components/ui/diff.tsx";
import type { TimelineEvent } from "#components/ui/timeline.tsx";
import type { ActivityRow } from "#db/queries/activity.ts";
import { attributeLabel, valueText } from "#lib/attribute-label.ts";

/** What happened to a person, newest first, in plain words. */
export const activityEvents = (rows: readonly ActivityRow[], poolNames: ReadonlyMap<string, string>): TimelineEvent[] =>
  rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    title: [titles[row.action] ?? row.action, ...row.licenses.map((license) => licenseSentence(license, poolNames))].join(" "),
    by: row.actorName ?? (row.actorKind === "system" ? undefined : "Somebody who has left"),
    tone: tones[row.action] ?? "neutral",
    children: <Changes row={row} />,
  }));

const titles: Record<string, string> = {
  "user.created": "Created.",
  "user.linked": "Matched by another SCIM configuration.",
  "user.updated": "Updated.",
  "user.deactivated": "Deactivated by the identity provider.",
  "user.reactivated": "Reactivated by the identity provider.",
  "user.revived": "Came back after being deleted.",
  "user.unlinked": "Deleted by one identity provider; others still keep this person.",
  "user.deleted": "Deleted.",
  "license.promoted": "First in line when a license came free.",
};

const tones: Record<string, TimelineEvent["tone"]> = {
  "user.created": "ok",
  "user.reactivated": "ok",
  "user.revived": "ok",
  "license.promoted": "ok",
  "user.deactivated": "warn",
  "user.deleted": "bad",
};

function licenseSentence(
  { poolId, before, after, position, excluded }: ActivityRow["licenses"][number],
  poolNames: ReadonlyMap<string, string>,
) {
  const name = poolNames.get(poolId) ?? "A license";
  if (excluded) return `${name} was not given: an admin returned it before.`;
  if (after === null) return before === "waiting" ? `Left the line for ${name}.` : `${name} returned.`;
  if (after === "waiting") return position ? `Waiting for ${name}, number ${position} in line.` : `Waiting for ${name}.`;
  return before === after ? `${name} kept.` : `${name}: Invited.`;
}

function Changes({ row }: { row: ActivityRow }) {
  const changes = Object.entries(row.changes).map(
    ([path, [before, after]]): Change => ({
      label: attributeLabel(path),
      before: optionalText(before),
      after: optionalText(after),
    }),
  );
  return changes.length === 0 ? null : <Diff changes={changes} />;
}

const optionalText = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : valueText(value);
