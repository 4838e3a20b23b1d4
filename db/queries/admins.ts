import { and, asc, eq, sql as fragment, max } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { t } from "../../lib/text.ts";
import { db, type Tx } from "../client.ts";
import { accounts, admins, identities, sessions } from "../schema/accounts.ts";
import { singleSignOn } from "../schema/single-sign-on.ts";
import { type Actor, recordActivity } from "./activity.ts";
import type { Scope } from "./scope.ts";
import { endSessions } from "./sessions.ts";

export type Role = (typeof admins.$inferSelect)["role"];

export type Admin = {
  id: string;
  identityId: string;
  name: string;
  email: string;
  role: Role;
  createdAt: Date;
  /** Known to the account's identity provider, by their first single sign-on. */
  linked: boolean;
  /** When one of their sessions in this account was used last. */
  lastSeenAt: Date | undefined;
};

export type AdminInput = {
  email: string;
  name: string;
  role: Role;
  /** Of a new identity; an identity that exists keeps its own. Undefined: nobody can sign in until a password is set. */
  passwordHash: string | undefined;
};

/**
 * Makes somebody an admin of this account. An identity with this e-mail is used as it is, password and name included;
 * `newIdentity` says whether there was none. Throws conflict when that person is an admin here already.
 */
export function createAdmin(
  scope: Scope,
  actor: Actor,
  input: AdminInput,
): Promise<{ id: string; identityId: string; newIdentity: boolean }> {
  return db().transaction(async (tx) => {
    const identity = await ensureIdentity(tx, input);
    const id = await insertAdmin(tx, scope, { identityId: identity.id, email: input.email, role: input.role });
    await recordActivity(tx, scope, {
      actor,
      action: "admin.created",
      subject: { kind: "admin", id },
      changes: { email: [null, input.email], role: [null, input.role] },
    });
    return { id, identityId: identity.id, newIdentity: identity.isNew };
  });
}

/** The row alone, inside the caller's transaction. Throws conflict when this person is an admin here already. */
export async function insertAdmin(
  tx: Tx,
  { accountId }: Scope,
  { identityId, email, role }: { identityId: string; email: string; role: Role },
): Promise<string> {
  const [created] = await tx
    .insert(admins)
    .values({ accountId, id: newId(), identityId, role })
    .onConflictDoNothing({ target: [admins.accountId, admins.identityId] })
    .returning({ id: admins.id });
  if (created) return created.id;
  const message = t("{email} is an admin of this account already.", { email });
  throw new AppError("conflict", message, { email: message });
}

/** Two callers with one new e-mail meet at the unique index; the second waits for the first and then finds its row. */
async function ensureIdentity(tx: Tx, input: AdminInput): Promise<{ id: string; isNew: boolean }> {
  const created = await insertIdentity(tx, input);
  if (created) return { id: created, isNew: true };
  const emailCanon = canon(input.email);
  const [existing] = await tx.select({ id: identities.id }).from(identities).where(eq(identities.emailCanon, emailCanon));
  if (!existing) throw new Error("the identity that blocked an insert is gone");
  return { id: existing.id, isNew: false };
}

/** A person who did not exist. Undefined when somebody signs in with this e-mail already: nothing of them changes. */
export async function insertIdentity(
  tx: Tx,
  { email, name, passwordHash }: Pick<AdminInput, "email" | "name" | "passwordHash">,
): Promise<string | undefined> {
  const [created] = await tx
    .insert(identities)
    .values({ id: newId(), email, emailCanon: canon(email), name, passwordHash })
    .onConflictDoNothing({ target: identities.emailCanon })
    .returning({ id: identities.id });
  return created?.id;
}

/** The admins of an account in the order of their names. */
export async function listAdmins(scope: Scope): Promise<Admin[]> {
  const rows = await db()
    .select({
      id: admins.id,
      identityId: admins.identityId,
      name: identities.name,
      email: identities.email,
      role: admins.role,
      createdAt: admins.createdAt,
      linked: fragment<boolean>`${admins.ssoSubject} is not null`,
      lastSeenAt: max(sessions.lastSeenAt),
    })
    .from(admins)
    .innerJoin(identities, eq(identities.id, admins.identityId))
    .leftJoin(sessions, and(eq(sessions.accountId, admins.accountId), eq(sessions.adminId, admins.id)))
    .where(eq(admins.accountId, scope.accountId))
    .groupBy(admins.accountId, admins.id, identities.id)
    .orderBy(asc(identities.name), asc(admins.id));
  return rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt ?? undefined }));
}

export type Identity = { id: string; email: string; name: string; passwordHash: string | null };

/** Who signs in with this e-mail, whatever its case and width, or undefined. Before an account is known: no scope. */
export async function findIdentityByEmail(email: string): Promise<Identity | undefined> {
  const [identity] = await db()
    .select({ id: identities.id, email: identities.email, name: identities.name, passwordHash: identities.passwordHash })
    .from(identities)
    .where(eq(identities.emailCanon, canon(email)));
  return identity;
}

/** One account that an identity may administer. */
export type Seat = {
  accountId: string;
  accountName: string;
  adminId: string;
  role: Role;
  /** A password does not open it. */
  onlySso: boolean;
};

/** The accounts of an identity in the order of their names. The caller has checked the identity: no scope. */
export const listSeats = (identityId: string): Promise<Seat[]> =>
  db()
    .select({
      accountId: admins.accountId,
      accountName: accounts.name,
      adminId: admins.id,
      role: admins.role,
      onlySso: fragment<boolean>`coalesce(${singleSignOn.only}, false)`,
    })
    .from(admins)
    .innerJoin(accounts, eq(accounts.id, admins.accountId))
    .leftJoin(singleSignOn, eq(singleSignOn.accountId, admins.accountId))
    .where(eq(admins.identityId, identityId))
    .orderBy(asc(accounts.name), asc(accounts.id));

/**
 * Sets the password of an identity and ends its sessions everywhere; noted in every account that it administers. Throws
 * not_found for an unknown e-mail. For the operator: an admin of one account must not lock somebody out of another.
 */
export function resetPassword(actor: Actor, email: string, passwordHash: string): Promise<void> {
  return db().transaction(async (tx) => {
    const [identity] = await tx
      .update(identities)
      .set({ passwordHash })
      .where(eq(identities.emailCanon, canon(email)))
      .returning({ id: identities.id });
    if (!identity) throw new AppError("not_found", t("Nobody signs in with {email}.", { email }));
    const seats = await tx.select().from(admins).where(eq(admins.identityId, identity.id)).orderBy(asc(admins.id));
    for (const { accountId, id } of seats) {
      await endSessions(tx, { accountId }, id);
      await recordActivity(tx, { accountId }, { actor, action: "admin.password_reset", subject: { kind: "admin", id } });
    }
  });
}
