import { and, asc, eq, getTableColumns, isNull } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { t } from "../../lib/text.ts";
import { db, type Tx } from "../client.ts";
import { accounts, admins, identities } from "../schema/accounts.ts";
import { adminInvitations } from "../schema/admin-invitations.ts";
import { mails } from "../schema/mails.ts";
import { type Actor, recordActivity } from "./activity.ts";
import { insertAdmin, insertIdentity, type Role } from "./admins.ts";
import { queueAdminInvitation } from "./mails.ts";
import type { Scope } from "./scope.ts";

export type AdminInvitation = {
  id: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  /** By e-mail, the last time. */
  sentAt: Date | null;
};

const day = 86_400_000;

/** How long the link works, and whether it is also sent by e-mail. */
type Delivery = { days: number; byMail: boolean };

const expiry = ({ days }: Delivery) => new Date(Date.now() + days * day);

/**
 * Invites somebody to become an admin of this account. An open invitation of the same address is replaced: its link stops
 * working. Throws conflict when that person is an admin here already.
 */
export function inviteAdmin(
  scope: Scope,
  actor: Actor,
  input: { email: string; role: Role } & Delivery,
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
        expiresAt: expiry(input),
      })
      .onConflictDoNothing()
      .returning();
    if (!invitation) throw new AppError("conflict", t("Somebody else is inviting this address at this moment. Look again."));
    await recordActivity(tx, scope, {
      actor,
      action: "admin.invited",
      subject: { kind: "admin", id: invitation.id },
      changes: { email: [null, input.email], role: [null, input.role] },
    });
    if (input.byMail) await queueAdminInvitation(tx, scope, invitation.id);
    return invitation;
  });
}

/**
 * Gives the invited person as long again, from now on, and sends the e-mail anew. Throws not_found for an invitation that was
 * accepted or withdrawn meanwhile.
 */
export function renewAdminInvitation(scope: Scope, actor: Actor, id: string, delivery: Delivery): Promise<void> {
  return db().transaction(async (tx) => {
    const mine = and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.id, id), stillOpen);
    const [before] = isId(id) ? await tx.select().from(adminInvitations).where(mine).for("update") : [];
    if (!before) throw new AppError("not_found", noLongerOpen);
    const expiresAt = expiry(delivery);
    await tx.update(adminInvitations).set({ expiresAt, sentAt: null }).where(mine);
    await recordActivity(tx, scope, {
      actor,
      action: "admin.invited_again",
      subject: { kind: "admin", id },
      changes: { expiresAt: [before.expiresAt, expiresAt] },
    });
    if (delivery.byMail) await queueAdminInvitation(tx, scope, id);
  });
}

const noLongerOpen = t("This invitation was accepted or withdrawn meanwhile.");

const stillOpen = and(isNull(adminInvitations.acceptedAt), isNull(adminInvitations.withdrawnAt));

async function refuseExisting(tx: Tx, { accountId }: Scope, email: string): Promise<void> {
  const [existing] = await tx
    .select({ id: admins.id })
    .from(admins)
    .innerJoin(identities, eq(identities.id, admins.identityId))
    .where(and(eq(admins.accountId, accountId), eq(identities.emailCanon, canon(email))));
  if (!existing) return;
  const message = t("{email} is an admin of this account already.", { email });
  throw new AppError("conflict", message, { email: message });
}

/** The invitations that nobody accepted or withdrew, the oldest first; expired ones included. `mailFailure`: why none went out yet. */
export const listAdminInvitations = (scope: Scope): Promise<(AdminInvitation & { mailFailure: string | null })[]> =>
  db()
    .select({ ...getTableColumns(adminInvitations), mailFailure: mails.failure })
    .from(adminInvitations)
    .leftJoin(
      mails,
      and(
        eq(mails.accountId, adminInvitations.accountId),
        eq(mails.kind, "admin_invitation"),
        eq(mails.aboutId, adminInvitations.id),
      ),
    )
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
    if (!withdrawn) throw new AppError("not_found", noLongerOpen);
    await recordActivity(tx, scope, {
      actor,
      action: "admin.invitation_withdrawn",
      subject: { kind: "admin", id },
      changes: { email: [withdrawn.email, null] },
    });
  });
}

/**
 * What somebody sees who holds the link. `identity`: is this e-mail new, does somebody sign in with it, or is it somebody's who
 * has no password to show that it is them?
 */
export type InvitationView = {
  state: "open" | "accepted" | "withdrawn" | "expired";
  accountName: string;
  email: string;
  role: Role;
  identity: "new" | "known" | "without_password";
};

/** Where an invitation stands, or undefined for one of nobody. The caller has checked the link's signature. */
export async function viewAdminInvitation(scope: Scope, id: string): Promise<InvitationView | undefined> {
  const [row] = await db()
    .select({
      invitation: adminInvitations,
      accountName: accounts.name,
      identityId: identities.id,
      passwordHash: identities.passwordHash,
    })
    .from(adminInvitations)
    .innerJoin(accounts, eq(accounts.id, adminInvitations.accountId))
    .leftJoin(identities, eq(identities.emailCanon, adminInvitations.emailCanon))
    .where(and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.id, id)));
  if (!row) return undefined;
  const { email, role } = row.invitation;
  const identity = row.identityId === null ? "new" : row.passwordHash === null ? "without_password" : "known";
  return { state: stateOf(row.invitation), accountName: row.accountName, email, role, identity };
}

function stateOf({ acceptedAt, withdrawnAt, expiresAt }: typeof adminInvitations.$inferSelect): InvitationView["state"] {
  if (acceptedAt) return "accepted";
  if (withdrawnAt) return "withdrawn";
  return expiresAt <= new Date() ? "expired" : "open";
}

/** Who accepts: somebody new, who says what they are called and chooses a password, or who signed in as this identity just now. */
export type Accepting = { kind: "new"; name: string; passwordHash: string } | { kind: "known"; identityId: string };

/**
 * Makes the invited person an admin, once. The link alone makes new people only: it neither gives a password to somebody who
 * exists nor opens what they have elsewhere. Throws not_found when the invitation is no longer open, conflict when they became
 * an admin here, or somebody of this e-mail came to be, meanwhile.
 */
export function acceptAdminInvitation(scope: Scope, id: string, by: Accepting): Promise<void> {
  return db().transaction(async (tx) => {
    const mine = and(eq(adminInvitations.accountId, scope.accountId), eq(adminInvitations.id, id));
    const [invitation] = await tx.select().from(adminInvitations).where(mine).for("update");
    if (!invitation || stateOf(invitation) !== "open")
      throw new AppError("not_found", t("This invitation is no longer open. Ask for a new one."));
    const { email, role } = invitation;
    const identityId =
      by.kind === "new" ? await insertIdentity(tx, { ...by, email }) : await findInvited(tx, email, by.identityId);
    if (!identityId) throw new AppError("conflict", t("Somebody else signs in with this email by now. Open the link again."));
    const adminId = await insertAdmin(tx, scope, { identityId, email, role });
    await tx.update(adminInvitations).set({ acceptedAt: new Date() }).where(mine);
    await recordActivity(tx, scope, {
      actor: { kind: "admin", id: adminId },
      action: "admin.joined",
      subject: { kind: "admin", id: adminId },
      changes: { email: [null, email], role: [null, role] },
    });
  });
}

/** The identity, if it is the one that was invited. */
async function findInvited(tx: Tx, email: string, identityId: string): Promise<string | undefined> {
  const [found] = await tx
    .select({ id: identities.id })
    .from(identities)
    .where(and(eq(identities.emailCanon, canon(email)), eq(identities.id, identityId)));
  return found?.id;
}
