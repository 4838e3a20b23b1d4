import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { newId } from "../../lib/ids.ts";
import { db, type Tx } from "../client.ts";
import { activity } from "../schema/activity.ts";
import type { Scope } from "./scope.ts";

/** Who did it: an admin, a configuration (its IdP), or the product itself. */
export type Actor = { kind: "admin"; id: string } | { kind: "idp"; id: string } | { kind: "system" };

/** Who may decide about people and licenses: an admin, or the operator at the command line. */
export type Deciding = Exclude<Actor, { kind: "idp" }>;

export const deciderId = (actor: Deciding): string | null => (actor.kind === "admin" ? actor.id : null);

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

/**
 * A stamp that differs as soon as anything in the account changed: open pages ask for it and read again when it does. The
 * newest hundred ids, because transactions may commit in another order than their ids were made.
 */
export async function activityStamp(scope: Scope): Promise<string> {
  const rows = await db()
    .select({ id: activity.id })
    .from(activity)
    .where(eq(activity.accountId, scope.accountId))
    .orderBy(desc(activity.id))
    .limit(100);
  return createHash("sha256")
    .update(rows.map(({ id }) => id).join())
    .digest("base64url");
}
