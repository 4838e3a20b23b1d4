import { headers } from "next/headers";
import type { AdminInvitation } from "#db/queries/admin-invitations.ts";
import type { Scope } from "#db/queries/scope.ts";
import { adminInvitationPath } from "#lib/admin-invitation-link.ts";
import { originOf } from "#lib/origin.ts";

/** The whole address that the invited person opens; the same each time it is asked for. */
export const invitationLink = async ({ accountId }: Scope, { id, expiresAt }: AdminInvitation): Promise<string> =>
  originOf(await headers()) + (await adminInvitationPath({ accountId, id }, expiresAt));
