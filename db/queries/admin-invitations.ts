import { and, asc, eq, isNull } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { db, type Tx } from "../client.ts";
import { accounts, admins, identities } from "../schema/accounts.ts";
import { adminInvitations } from "../schema/admin-invitations.ts";
import { type Actor, recordActivity } from "./activity.ts";
import { ensureIdentity, insertAdmin, type Role } from "./admins.ts";
import type { Scope } from "./scope.ts";

export type AdminInvitation = { id: string; email: string; role: Role; createdAt: Date; expiresAt: Date };

const day = 86_400_000;

/**
 * Invites somebody to become an admin of this account. An open invitation of the same address is replaced: its link stops
 * working. Throws conflict when that person is an admin here already.
 */
export function inviteAdmin(
  scope: Scope,
  actor: Actor,
  input: { email: string; role: Role; days: number },
): Promise<AdminInvitation> {
  return db().transaction(async (tx) => {
    await refuseExisting(tx, scope, input.email);
    const emailCanon = canon(input.email);
    const open = and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.emailCanon, emailCanon), stillOpen);
    await tx.update(adminInvitations).set({ withdrawnAt: new Date() }).where(open);
    const [invitation] = await tx
      .insert(adminInvitations)
      .values({
        ...{ accountId: scope.accountId, id: newId(), email: input.email, emailCanon, role: input.role },
        invitedBy: actor.kind === "admin" ? actor.id : null,
        expiresAt: new Date(Date.now() + input.days * day),
      })
      .onConflictDoNothing()
      .returning();
    if (!invitation) throw new AppError("conflict", "Somebody else is inviting this address at this moment. Look again.");
    await recordActivity(tx, scope, {
      actor,
      action: "admin.invited",
      subject: { kind: "admin", id: invitation.id },
      changes: { email: [null, input.email], role: [null, input.role] },
    });
    return invitation;
  });
}

const stillOpen = and(isNull(adminInvitations.acceptedAt), isNull(adminInvitations.withdrawnAt));

async function refuseExisting(tx: Tx, { accountId }: Scope, email: string): Promise<void> {
  const [existing] = await tx
    .select({ id: admins.id })
    .from(admins)
    .innerJoin(identities, eq(identities.id, admins.identityId))
    .where(and(eq(admins.accountId, accountId), eq(identities.emailCanon, canon(email))));
  if (!existing) return;
  const message = `${email} is an admin of this account already.`;
  throw new AppError("conflict", message, { email: message });
}

/** The invitations that nobody accepted or withdrew, the oldest first; expired ones included. */
export const listAdminInvitations = (scope: Scope): Promise<AdminInvitation[]> =>
  db()
    .select()
    .from(adminInvitations)
    .where(and(eq(adminInvitations.accountId, scope.accountId), stillOpen))
    .orderBy(asc(adminInvitations.id));

/** Its link stops working. Throws not_found for one that was accepted or withdrawn meanwhile. */
export function withdrawAdminInvitation(scope: Scope, actor: Actor, id: string): Promise<void> {
  return db().transaction(async (tx) => {
    const [withdrawn] = isId(id)
      ? await tx
          .update(adminInvitations)
          .set({ withdrawnAt: new Date() })
          .where(and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.id, id), stillOpen))
          .returning()
      : [];
    if (!withdrawn) throw new AppError("not_found", "This invitation was accepted or withdrawn meanwhile.");
    await recordActivity(tx, scope, {
      actor,
      action: "admin.invitation_withdrawn",
      subject: { kind: "admin", id },
      changes: { email: [withdrawn.email, null] },
    });
  });
}

/** What somebody sees who holds the link. `known`: signs in with this e-mail already, and keeps that password. */
export type InvitationView = {
  state: "open" | "accepted" | "withdrawn" | "expired";
  accountName: string;
  email: string;
  role: Role;
  known: boolean;
};

/** Where an invitation stands, or undefined for one of nobody. The caller has checked the link's signature. */
export async function viewAdminInvitation(scope: Scope, id: string): Promise<InvitationView | undefined> {
  const [row] = await db()
    .select({ invitation: adminInvitations, accountName: accounts.name, passwordHash: identities.passwordHash })
    .from(adminInvitations)
    .innerJoin(accounts, eq(accounts.id, adminInvitations.accountId))
    .leftJoin(identities, eq(identities.emailCanon, adminInvitations.emailCanon))
    .where(and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.id, id)));
  if (!row) return undefined;
  const { email, role } = row.invitation;
  return { state: stateOf(row.invitation), accountName: row.accountName, email, role, known: row.passwordHash !== null };
}

function stateOf({ acceptedAt, withdrawnAt, expiresAt }: typeof adminInvitations.$inferSelect): InvitationView["state"] {
  if (acceptedAt) return "accepted";
  if (withdrawnAt) return "withdrawn";
  return expiresAt <= new Date() ? "expired" : "open";
}

/**
 * Makes the invited person an admin, once. `name` and `passwordHash` are for a new identity, and for one that could not sign
 * in yet; one that can keeps its own, and the caller has checked its password. Throws not_found when the invitation is no
 * longer open, conflict when they became an admin here meanwhile.
 */
export function acceptAdminInvitation(scope: Scope, id: string, input: { name: string; passwordHash: string }): Promise<void> {
  return db().transaction(async (tx) => {
    const mine = and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.id, id));
    const [invitation] = await tx.select().from(adminInvitations).where(mine).for("update");
    if (!invitation || stateOf(invitation) !== "open")
      throw new AppError("not_found", "This invitation is no longer open. Ask for a new one.");
    const { email, role } = invitation;
    const identity = await ensureIdentity(tx, { ...input, email, role });
    await tx
      .update(identities)
      .set(input)
      .where(and(eq(identities.id, identity.id), isNull(identities.passwordHash)));
    const adminId = await insertAdmin(tx, scope, { identityId: identity.id, email, role });
    await tx.update(adminInvitations).set({ acceptedAt: new Date() }).where(mine);
    await recordActivity(tx, scope, {
      actor: { kind: "admin", id: adminId },
      action: "admin.joined",
      subject: { kind: "admin", id: adminId },
      changes: { email: [null, email], role: [null, role] },
    });
  });
}
