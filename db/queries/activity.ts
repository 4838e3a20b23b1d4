import { newId } from "../../lib/ids.ts";
import type { Tx } from "../client.ts";
import { activity } from "../schema/activity.ts";
import type { Scope } from "./scope.ts";

/** Who did it: an admin, a configuration (its IdP), or the product itself. */
export type Actor = { kind: "admin"; id: string } | { kind: "idp"; id: string } | { kind: "system" };

/** Attribute → [before, after]; an absent side is null. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

export type ActivityEntry = {
  actor: Actor;
  /** noun.verb in the past tense: "token.revoked". */
  action: string;
  subject: { kind: string; id: string };
  configurationId?: string;
  changes?: Changes;
};

/** Writes the one activity row of a mutation, in the transaction that mutates. */
export async function recordActivity(tx: Tx, scope: Scope, entry: ActivityEntry): Promise<void> {
  await tx.insert(activity).values({
    accountId: scope.accountId,
    id: newId(),
    at: new Date(),
    actorKind: entry.actor.kind,
    actorId: entry.actor.kind === "system" ? null : entry.actor.id,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    configurationId: entry.configurationId,
    changes: entry.changes,
  });
}
