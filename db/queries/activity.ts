import { createHash } from "node:crypto";
import { and, desc, eq, lt } from "drizzle-orm";
import { newId } from "../../lib/ids.ts";
import { db, type Tx } from "../client.ts";
import { admins, identities } from "../schema/accounts.ts";
import { activity, type LicenseChange } from "../schema/activity.ts";
import { scimConfigurations } from "../schema/configurations.ts";
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

/** One line of an activity list. `actorName` is the admin's or the configuration's name; undefined for the product itself. */
export type ActivityRow = {
  id: string;
  at: Date;
  actorKind: Actor["kind"];
  actorName: string | undefined;
  action: string;
  subjectId: string | null;
  changes: Changes;
  licenses: LicenseChange[];
};

/** What happened to one subject (a person, a configuration, …), newest first; `before` is the id of the last row already shown. */
export async function listActivity(
  scope: Scope,
  subjectId: string,
  page: { before?: string; limit: number },
): Promise<ActivityRow[]> {
  const rows = await db()
    .select({ entry: activity, adminName: identities.name, configurationName: scimConfigurations.name })
    .from(activity)
    .leftJoin(admins, and(eq(admins.accountId, activity.accountId), eq(admins.id, activity.actorId)))
    .leftJoin(identities, eq(identities.id, admins.identityId))
    .leftJoin(
      scimConfigurations,
      and(eq(scimConfigurations.accountId, activity.accountId), eq(scimConfigurations.id, activity.actorId)),
    )
    .where(
      and(
        eq(activity.accountId, scope.accountId),
        eq(activity.subjectId, subjectId),
        page.before ? lt(activity.id, page.before) : undefined,
      ),
    )
    .orderBy(desc(activity.id))
    .limit(page.limit);
  return rows.map(({ entry, adminName, configurationName }) => ({
    id: entry.id,
    at: entry.at,
    actorKind: entry.actorKind,
    actorName: adminName ?? configurationName ?? undefined,
    action: entry.action,
    subjectId: entry.subjectId,
    changes: entry.changes ?? {},
    licenses: [entry.license ?? []].flat(),
  }));
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
