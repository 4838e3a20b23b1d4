import { and, asc, desc, eq, gt, isNull, type SQL } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { idleSeconds } from "../../lib/session-limits.ts";
import { t } from "../../lib/text.ts";
import { db, type Tx } from "../client.ts";
import { accounts, admins, identities, sessions } from "../schema/accounts.ts";
import { type Actor, recordActivity } from "./activity.ts";
import type { Role } from "./admins.ts";
import type { Scope } from "./scope.ts";
import { endSessions, type Session, type SignInMethod } from "./sessions.ts";

type AdminActor = Extract<Actor, { kind: "admin" }>;

/**
 * Makes somebody a Full or a Sub admin. Throws not_found for an admin of nobody or of another account, conflict for the last
 * Full admin, forbidden when whoever asks is no Full admin any more.
 */
export function changeRole(scope: Scope, actor: AdminActor, id: string, role: Role): Promise<void> {
  return db().transaction(async (tx) => {
    const admin = await lockAdmin(tx, scope, actor, id);
    if (admin.role === role) return;
    if (role === "sub") refuseLast(admin, t("make them a Sub admin"));
    await tx.update(admins).set({ role }).where(isAdmin(scope, id));
    await recordActivity(tx, scope, {
      actor,
      action: "admin.role_changed",
      subject: { kind: "admin", id },
      changes: { role: [admin.role, role] },
    });
  });
}

/** Takes somebody's seat in this account and ends their sessions in it. Throws as changeRole does. */
export function removeAdmin(scope: Scope, actor: AdminActor, id: string): Promise<void> {
  return db().transaction(async (tx) => {
    const admin = await lockAdmin(tx, scope, actor, id);
    refuseLast(admin, actor.id === id ? t("leave") : t("remove them"));
    await endSessions(tx, scope, id);
    await tx.delete(admins).where(isAdmin(scope, id));
    await recordActivity(tx, scope, {
      actor,
      action: "admin.removed",
      subject: { kind: "admin", id },
      changes: { name: [admin.name, null], email: [admin.email, null], role: [admin.role, null] },
    });
  });
}

const isAdmin = ({ accountId }: Scope, id: string) => and(eq(admins.accountId, accountId), eq(admins.id, id));

type LockedAdmin = { id: string; role: Role; name: string; email: string; last: boolean };

/**
 * Locks every admin of the account, always in one order: of two Full admins who remove each other at once the second waits,
 * and then finds that they are no admin themselves.
 */
async function lockAdmin(tx: Tx, scope: Scope, actor: AdminActor, id: string): Promise<LockedAdmin> {
  const all = await tx
    .select({ id: admins.id, identityId: admins.identityId, role: admins.role })
    .from(admins)
    .where(eq(admins.accountId, scope.accountId))
    .orderBy(asc(admins.id))
    .for("update");
  if (all.find((admin) => admin.id === actor.id)?.role !== "full")
    throw new AppError("forbidden", t("You are not a Full admin any more. Nothing was changed."));
  const found = all.find((admin) => admin.id === id);
  if (!found) throw new AppError("not_found", t("This admin was removed meanwhile."));
  const [identity] = await tx.select().from(identities).where(eq(identities.id, found.identityId));
  if (!identity) throw new Error("an admin without an identity");
  const last = found.role === "full" && all.filter(({ role }) => role === "full").length === 1;
  return { id, role: found.role, name: identity.name, email: identity.email, last };
}

function refuseLast({ name, last }: LockedAdmin, verb: string): void {
  if (last)
    throw new AppError(
      "conflict",
      t("{name} is the last Full admin. Make somebody else a Full admin first, then {verb}.", { name, verb }),
    );
}

/** Somebody who changes what is theirs: in every account that they administer, but for who came by single sign-on. */
export type Oneself = Pick<Session, "accountId" | "identityId" | "method">;

/** The identity provider of one account speaks for nobody in another. */
const ownSeats = ({ identityId, method, accountId }: Oneself) =>
  and(eq(admins.identityId, identityId), method === "sso" ? eq(admins.accountId, accountId) : undefined);

/** The seats that one speaks for, locked in one order. */
const lockSeats = (tx: Tx, of: SQL | undefined) =>
  tx.select({ accountId: admins.accountId, id: admins.id }).from(admins).where(of).orderBy(asc(admins.id)).for("update");

/**
 * Changes what a person is called, in every account that they administer. Throws forbidden when there are others than the one
 * into which they came by single sign-on.
 */
export function renameIdentity(oneself: Oneself, name: string): Promise<void> {
  const { identityId } = oneself;
  return db().transaction(async (tx) => {
    const seats = await lockSeats(tx, eq(admins.identityId, identityId));
    if (oneself.method === "sso" && seats.length > 1)
      throw new AppError(
        "forbidden",
        t("You administer other organizations under this name too. Sign in with your password to change it."),
      );
    const [identity] = await tx.select({ name: identities.name }).from(identities).where(eq(identities.id, identityId));
    if (!identity || identity.name === name) return;
    await tx.update(identities).set({ name }).where(eq(identities.id, identityId));
    for (const { accountId, id } of seats) {
      await recordActivity(
        tx,
        { accountId },
        {
          actor: { kind: "admin", id },
          action: "admin.renamed",
          subject: { kind: "admin", id },
          changes: { name: [identity.name, name] },
        },
      );
    }
  });
}

/** Sets a person's own password and ends all their sessions but `keep`, in every account. The caller has checked the old one. */
export function changePassword(identityId: string, passwordHash: string, keep: string): Promise<void> {
  return db().transaction(async (tx) => {
    const seats = await lockSeats(tx, eq(admins.identityId, identityId));
    await tx.update(identities).set({ passwordHash }).where(eq(identities.id, identityId));
    for (const { accountId, id } of seats) {
      const ended = await endSessions(tx, { accountId }, id, { keep });
      await recordActivity(
        tx,
        { accountId },
        {
          actor: { kind: "admin", id },
          action: "admin.password_changed",
          subject: { kind: "admin", id },
          ...(ended > 0 && { changes: { sessions: [ended, 0] } }),
        },
      );
    }
  });
}

/** Ends all sessions of a person but `keep`, in every account. Returns how many. */
export function endOwnSessions(oneself: Oneself, keep: string): Promise<number> {
  return db().transaction(async (tx) => {
    let ended = 0;
    for (const { accountId, id } of await lockSeats(tx, ownSeats(oneself))) {
      const here = await endSessions(tx, { accountId }, id, { keep });
      if (here === 0) continue;
      ended += here;
      await recordActivity(
        tx,
        { accountId },
        {
          actor: { kind: "admin", id },
          action: "admin.sessions_revoked",
          subject: { kind: "admin", id },
          changes: { sessions: [here, 0] },
        },
      );
    }
    return ended;
  });
}

export type OpenSession = {
  id: string;
  accountId: string;
  accountName: string;
  userAgent: string | undefined;
  method: SignInMethod;
  createdAt: Date;
  lastSeenAt: Date;
};

/** Where a person is signed in now, the last used first; in all accounts, for they are their own. */
export async function listOwnSessions(oneself: Oneself): Promise<OpenSession[]> {
  const rows = await db()
    .select({ session: sessions, accountName: accounts.name })
    .from(sessions)
    .innerJoin(admins, and(eq(admins.accountId, sessions.accountId), eq(admins.id, sessions.adminId)))
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        ownSeats(oneself),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, new Date()),
        gt(sessions.lastSeenAt, new Date(Date.now() - idleSeconds * 1000)),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
  return rows.map(({ session, accountName }) => ({
    ...{ id: session.id, accountId: session.accountId, accountName },
    userAgent: session.userAgent ?? undefined,
    method: session.method,
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
  }));
}

/** Ends one of a person's own sessions. Throws not_found for one of somebody else, or that has ended. */
export function endOwnSession(oneself: Oneself, id: string): Promise<void> {
  return db().transaction(async (tx) => {
    const seats = await lockSeats(tx, ownSeats(oneself));
    for (const { accountId, id: adminId } of isId(id) ? seats : []) {
      const ended = await endSessions(tx, { accountId }, adminId, { only: id });
      if (ended === 0) continue;
      return recordActivity(
        tx,
        { accountId },
        {
          actor: { kind: "admin", id: adminId },
          action: "admin.signed_out",
          subject: { kind: "admin", id: adminId },
        },
      );
    }
    throw new AppError("not_found", t("This session has ended already."));
  });
}
