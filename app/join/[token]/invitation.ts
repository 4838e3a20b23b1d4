import { type InvitationView, viewAdminInvitation } from "#db/queries/admin-invitations.ts";
import type { Scope } from "#db/queries/scope.ts";
import { openAdminInvitation } from "#lib/admin-invitation-link.ts";

type Opened = { state: InvitationView["state"] | "wrong"; view?: InvitationView; ref?: Scope & { id: string } };

/** Where the invitation of a link stands. Only a link that we signed is looked up at all. */
export async function openInvitation(token: string): Promise<Opened> {
  const ref = await openAdminInvitation(token);
  if (ref === "expired") return { state: "expired" };
  const view = ref && (await viewAdminInvitation(ref, ref.id));
  return view && ref ? { state: view.state, view, ref } : { state: "wrong" };
}
