import { headers } from "next/headers";
import { activateInvitation, type InvitationView, viewInvitation } from "#db/queries/invitations.ts";
import { takeInvitation, takeWrongLink } from "#lib/activation-limit.ts";
import { type Invitation, openInvitationLink } from "#lib/invitations.ts";
import { clientAddress } from "#lib/origin.ts";
import type { ActivationStep } from "./steps.ts";

type Opened = { step: ActivationStep; invitation?: Invitation };

/** What a link is good for, before anything is read: only one that we signed goes on, and that not without end. */
async function open(token: string): Promise<Opened> {
  const link = await openInvitationLink(token);
  if (link.kind === "expired") return { step: "expired" };
  if (link.kind === "wrong") return { step: (await takeWrongLink(clientAddress(await headers()))) ? "wrong" : "tooMany" };
  if (!(await takeInvitation(link.invitation.invitationId))) return { step: "tooMany" };
  return { step: "open", invitation: link.invitation };
}

/** Where the invitation of a link stands. Changes nothing: mail scanners open links too. */
export async function lookAtLink(token: string): Promise<{ step: ActivationStep; view?: InvitationView }> {
  const { step, invitation } = await open(token);
  if (!invitation) return { step };
  const view = await viewInvitation(invitation);
  return { step: view.state === "activated" ? "used" : view.state, view };
}

/** Accepts the invitation of a link. */
export async function acceptLink(token: string): Promise<ActivationStep> {
  const { step, invitation } = await open(token);
  return invitation ? activateInvitation(invitation) : step;
}
