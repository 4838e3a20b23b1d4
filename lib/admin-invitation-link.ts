import { z } from "zod";
import { openLink, signLink } from "./signed-link.ts";

/** How long somebody has to accept. */
export const adminInvitationDays = 7;

const purpose = "admin invitation";
const claims = z.object({ a: z.string(), i: z.string() }).transform(({ a, i }) => ({ accountId: a, id: i }));

export type AdminInvitationRef = z.output<typeof claims>;

/** The path that an invited admin opens. */
export const adminInvitationPath = async ({ accountId, id }: AdminInvitationRef, expiresAt: Date): Promise<string> =>
  `/join/${await signLink(purpose, { a: accountId, i: id }, expiresAt)}`;

/** The invitation that a link names; undefined for one that we did not make, "expired" for one that is too old. */
export async function openAdminInvitation(token: string): Promise<AdminInvitationRef | "expired" | undefined> {
  const link = await openLink(purpose, token);
  if (link.kind === "expired") return "expired";
  return link.kind === "signed" ? claims.parse(link.claims) : undefined;
}
