import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { type Invitation, invitationExpires, invitationPath } from "../../lib/invitations.ts";
import { t } from "../../lib/text.ts";
import { instantOf, sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/**
 * The path of the link by which somebody activates a license; an origin goes before it. Throws conflict when the person has no
 * open invitation to a license of this pool.
 */
export async function invitationLink({ accountId }: Scope, poolId: string, userId: string): Promise<string> {
  const [row] =
    isId(poolId) && isId(userId)
      ? await sql()<{ invitation_id: string; invited_at: string }[]>`
          select invitation_id, invited_at from license_assignments
           where account_id = ${accountId} and pool_id = ${poolId} and user_id = ${userId} and state = 'invited'`
      : [];
  if (!row) throw new AppError("conflict", t("This person has no open invitation to this license."));
  const invitedAt = instantOf(row.invited_at);
  if (invitationExpires(invitedAt) <= new Date())
    throw new AppError("conflict", t("This invitation has expired. Resend it, and copy the new link."));
  return invitationPath({ accountId, poolId, userId, invitationId: row.invitation_id }, invitedAt);
}

/** What is told to whoever holds a link. Of a license that is not theirs any more: nothing. */
export type InvitationView =
  | { state: "replaced" | "returned" }
  | {
      state: "open" | "activated" | "waiting";
      organization: string;
      person: string;
      product: string;
      instanceName: string;
      licenseType: string;
    };

type InvitationRow = {
  state: string;
  invitation_id: string | null;
  organization: string;
  person: string;
  product: string;
  instance_name: string;
  license_type: string;
};

/** What an invitation is to, and where it stands. */
export async function viewInvitation({ accountId, poolId, userId, invitationId }: Invitation): Promise<InvitationView> {
  const [row] = await sql()<InvitationRow[]>`
    select a.state, a.invitation_id, o.name as organization, u.name as person, i.product, i.name as instance_name, p.license_type
      from license_assignments a
      join accounts o on o.id = a.account_id
      join users u on u.account_id = a.account_id and u.id = a.user_id and u.deleted_at is null
      join license_pools p on p.account_id = a.account_id and p.id = a.pool_id
      join application_instances i on i.account_id = a.account_id and i.id = p.instance_id
     where a.account_id = ${accountId} and a.pool_id = ${poolId} and a.user_id = ${userId}`;
  if (!row || row.state === "held" || row.state === "dormant") return { state: "returned" };
  if (row.state === "invited" && row.invitation_id !== invitationId) return { state: "replaced" };
  return {
    state: row.state === "invited" ? "open" : row.state === "waiting" ? "waiting" : "activated",
    organization: row.organization,
    person: row.person,
    product: row.product,
    instanceName: row.instance_name,
    licenseType: row.license_type,
  };
}

export type Activation = "activated" | "waiting" | "used" | "replaced" | "returned";

/**
 * The member accepts an invitation. 'waiting': the pool counts only activations, and all are taken; 'used': activated before;
 * 'replaced': a newer invitation was sent; 'returned': the license is not theirs any more. Only the first two change anything.
 */
export async function activateInvitation({ accountId, poolId, userId, invitationId }: Invitation): Promise<Activation> {
  const [row] = await sql()<{ outcome: Activation }[]>`
    select license_activate(${accountId}, ${poolId}, ${userId}, ${invitationId}, now()) as outcome`;
  if (!row) throw new Error("license_activate answers one row");
  return row.outcome;
}
