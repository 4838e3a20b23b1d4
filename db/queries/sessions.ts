import { randomBytes } from "node:crypto";
import { and, eq, sql as fragment, gt, inArray, isNull, lt, ne } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { idleSeconds, sessionSeconds } from "../../lib/session-limits.ts";
import { t } from "../../lib/text.ts";
import { digest } from "../../lib/tokens.ts";
import { db, type Tx } from "../client.ts";
import { accounts, admins, identities, lookups, sessions } from "../schema/accounts.ts";
import { singleSignOn } from "../schema/single-sign-on.ts";
import { type Actor, recordActivity } from "./activity.ts";
import type { Role } from "./admins.ts";
import type { Scope } from "./scope.ts";

const touchInterval = 60_000;

export type SignInMethod = (typeof sessions.$inferSelect)["method"];

/** A signed-in admin, as the database knows them now. */
export type Session = Scope & {
  id: string;
  accountName: string;
  adminId: string;
  identityId: string;
  role: Role;
  name: string;
  email: string;
  /** By what they signed in. Their identity provider speaks for this account alone, a password for all that are theirs. */
  method: SignInMethod;
  /** How many accounts this person may choose from. */
  accountCount: number;
  lastSeenAt: Date;
  expiresAt: Date;
};

/**
 * Signs an admin in. The secret (256 random bits) goes into the browser's cookie and nowhere else. `expiresAt`: 12 hours from
 * now unless given. Clears what has expired of the same admin. Throws not_found for an admin of nobody or of another account,
 * forbidden for a password where only single sign-on opens the account.
 */
export function createSession(scope: Scope, input: SessionInput): Promise<NewSession> {
  return db().transaction(async (tx) => {
    await requireAdminRow(tx, scope, input.adminId);
    if (input.method === "password") await refuseWhereSsoOnly(tx, scope);
    return insertSession(tx, scope, input);
  });
}

type SessionInput = { adminId: string; method: SignInMethod; userAgent: string | undefined; expiresAt?: Date };
export type NewSession = { id: string; secret: string };

/** The same inside the caller's transaction, which has checked that this admin may come in this way. */
export async function insertSession(tx: Tx, scope: Scope, input: SessionInput): Promise<NewSession> {
  const { accountId } = scope;
  const { adminId, method, userAgent, expiresAt = new Date(Date.now() + sessionSeconds * 1000) } = input;
  await deleteExpired(tx, scope, adminId);
  const id = newId();
  const secret = randomBytes(32).toString("base64url");
  await tx.insert(sessions).values({ accountId, id, adminId, method, expiresAt, userAgent: userAgent?.slice(0, 300) });
  await tx.insert(lookups).values({ kind: "session", digest: digest(secret), accountId, rowId: id });
  await recordActivity(tx, scope, {
    actor: { kind: "admin", id: adminId },
    action: method === "sso" ? "admin.signed_in_by_sso" : "admin.signed_in",
    subject: { kind: "admin", id: adminId },
  });
  return { id, secret };
}

async function requireAdminRow(tx: Tx, { accountId }: Scope, id: string): Promise<void> {
  const found = isId(id)
    ? await tx
        .select({ id: admins.id })
        .from(admins)
        .where(and(eq(admins.accountId, accountId), eq(admins.id, id)))
    : [];
  if (found.length === 0) throw new AppError("not_found", t("This admin does not exist."));
}

/** Waits for whoever turns passwords off at this moment, and then sees it. */
async function refuseWhereSsoOnly(tx: Tx, { accountId }: Scope): Promise<void> {
  const [row] = await tx
    .select({ only: singleSignOn.only })
    .from(singleSignOn)
    .where(eq(singleSignOn.accountId, accountId))
    .for("share");
  if (row?.only) throw new AppError("forbidden", t("This organization is opened by single sign-on alone."));
}

async function deleteExpired(tx: Tx, { accountId }: Scope, adminId: string): Promise<void> {
  const expired = await tx
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.adminId, adminId), lt(sessions.expiresAt, new Date())))
    .returning({ id: sessions.id });
  await deleteLookups(tx, { accountId }, expired);
}

async function deleteLookups(tx: Tx, { accountId }: Scope, ended: { id: string }[]): Promise<void> {
  const ids = ended.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.delete(lookups).where(and(eq(lookups.kind, "session"), eq(lookups.accountId, accountId), inArray(lookups.rowId, ids)));
}

/** The admin behind a session's secret, or undefined when it was never given out, is revoked, expired, or idle too long. */
export async function findSession(secret: string): Promise<Session | undefined> {
  const [row] = await db()
    .select({
      accountId: sessions.accountId,
      id: sessions.id,
      accountName: accounts.name,
      adminId: admins.id,
      identityId: identities.id,
      role: admins.role,
      name: identities.name,
      email: identities.email,
      method: sessions.method,
      accountCount: fragment<number>`case when ${sessions.method} = 'sso' then 1
        else (select count(*)::int from ${admins} seat where seat.identity_id = ${identities.id}) end`,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(lookups)
    .innerJoin(sessions, and(eq(sessions.accountId, lookups.accountId), eq(sessions.id, lookups.rowId)))
    .innerJoin(admins, and(eq(admins.accountId, sessions.accountId), eq(admins.id, sessions.adminId)))
    .innerJoin(identities, eq(identities.id, admins.identityId))
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(
      and(
        eq(lookups.kind, "session"),
        eq(lookups.digest, digest(secret)),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, new Date()),
        gt(sessions.lastSeenAt, new Date(Date.now() - idleSeconds * 1000)),
      ),
    );
  return row;
}

/** Notes that somebody is still there; writes at most once a minute. */
export async function touchSession(scope: Scope, session: { id: string; lastSeenAt: Date }): Promise<void> {
  const due = new Date(Date.now() - touchInterval);
  if (session.lastSeenAt > due) return;
  await db()
    .update(sessions)
    .set({ lastSeenAt: new Date() })
    .where(and(eq(sessions.accountId, scope.accountId), eq(sessions.id, session.id), lt(sessions.lastSeenAt, due)));
}

/** Signs out: the session ends for good; ending it twice changes nothing. Throws not_found. */
export function revokeSession(scope: Scope, actor: Actor, id: string): Promise<void> {
  return db().transaction(async (tx) => {
    const mine = and(eq(sessions.accountId, scope.accountId), eq(sessions.id, id));
    const [session] = isId(id) ? await tx.select().from(sessions).where(mine).for("update") : [];
    if (!session) throw new AppError("not_found", t("This session does not exist."));
    if (session.revokedAt) return;
    await tx.update(sessions).set({ revokedAt: new Date() }).where(mine);
    await deleteLookups(tx, scope, [session]);
    await recordActivity(tx, scope, {
      actor,
      action: "admin.signed_out",
      subject: { kind: "admin", id: session.adminId },
    });
  });
}

/** Ends every session of an admin of this account. Returns how many. Throws not_found. */
export function revokeAdminSessions(scope: Scope, actor: Actor, adminId: string): Promise<number> {
  return db().transaction(async (tx) => {
    await requireAdminRow(tx, scope, adminId);
    const ended = await endSessions(tx, scope, adminId);
    await recordActivity(tx, scope, {
      actor,
      action: "admin.sessions_revoked",
      subject: { kind: "admin", id: adminId },
      changes: { sessions: [ended, 0] },
    });
    return ended;
  });
}

/**
 * The part of ending sessions that others need inside their own transaction, with their own activity row: all of an admin's in
 * this account, all but `keep`, `only` one, or those that began by one `method`. Returns how many.
 */
export async function endSessions(
  tx: Tx,
  scope: Scope,
  adminId: string,
  { keep, only, method }: { keep?: string; only?: string; method?: SignInMethod } = {},
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(sessions.accountId, scope.accountId),
        eq(sessions.adminId, adminId),
        isNull(sessions.revokedAt),
        keep ? ne(sessions.id, keep) : undefined,
        only ? eq(sessions.id, only) : undefined,
        method ? eq(sessions.method, method) : undefined,
      ),
    )
    .returning({ id: sessions.id });
  await deleteLookups(tx, scope, ended);
  return ended.length;
}
