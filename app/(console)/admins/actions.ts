"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeRole, removeAdmin } from "#db/queries/admin-changes.ts";
import { inviteAdmin, renewAdminInvitation, withdrawAdminInvitation } from "#db/queries/admin-invitations.ts";
import { revokeAdminSessions } from "#db/queries/sessions.ts";
import { unlinkSignOn } from "#db/queries/single-sign-on.ts";
import { adminAction } from "#lib/admin-action.ts";
import { adminInvitationDays } from "#lib/admin-invitation-link.ts";
import { formOf } from "#lib/form-data.ts";
import { isId } from "#lib/ids.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { t } from "#lib/text.ts";
import { invitationLink } from "./invitation-link.ts";

const adminId = z.string().refine(isId, t("This admin does not exist any more."));
const role = z.enum(["full", "sub"], "Choose a role.");

const invitation = z.object({
  email: z.email(t("Enter an email address.")).max(254, t("This address is too long.")),
  role,
});

/** Invites, by e-mail where there is any; the link is also for the admin to pass on. */
export const inviteAdminAction = adminAction(
  { role: "full", schema: invitation },
  async (admin, form): Promise<{ invited: { email: string; link: string } }> => {
    const made = await inviteAdmin(admin, admin.actor, { ...form, ...delivery() });
    revalidatePath("/admins");
    return { invited: { email: made.email, link: await invitationLink(admin, made) } };
  },
);

const delivery = () => ({ days: adminInvitationDays, byMail: sendsMail() });

const renew = adminAction({ role: "full", schema: z.object({ id: adminId }) }, async (admin, { id }): Promise<void> => {
  await renewAdminInvitation(admin, admin.actor, id, delivery());
  revalidatePath("/admins");
});

const withdraw = adminAction({ role: "full", schema: z.object({ id: adminId }) }, async (admin, { id }): Promise<void> => {
  await withdrawAdminInvitation(admin, admin.actor, id);
  revalidatePath("/admins");
});

const change = adminAction({ role: "full", schema: z.object({ id: adminId, role }) }, async (admin, form): Promise<void> => {
  await changeRole(admin, admin.actor, form.id, form.role);
  revalidatePath("/admins");
});

const remove = adminAction({ role: "full", schema: z.object({ id: adminId }) }, async (admin, { id }): Promise<void> => {
  await removeAdmin(admin, admin.actor, id);
  if (id === admin.adminId) redirect("/sign-in");
  revalidatePath("/admins");
});

const signOut = adminAction({ role: "full", schema: z.object({ id: adminId }) }, async (admin, { id }): Promise<void> => {
  await revokeAdminSessions(admin, admin.actor, id);
  revalidatePath("/admins");
});

const unlink = adminAction({ role: "full", schema: z.object({ id: adminId }) }, async (admin, { id }): Promise<void> => {
  await unlinkSignOn(admin, admin.actor, id);
  revalidatePath("/admins");
});

export const unlinkAdminAction = async (id: string) => unlink({ ok: false }, formOf({ id }));
export const renewInvitationAction = async (id: string) => renew({ ok: false }, formOf({ id }));
export const withdrawInvitationAction = async (id: string) => withdraw({ ok: false }, formOf({ id }));
export const changeRoleAction = async (id: string, role: string) => change({ ok: false }, formOf({ id, role }));
/** Removes; who leaves by themselves is signed out. */
export const removeAdminAction = async (id: string) => remove({ ok: false }, formOf({ id }));
export const signOutAdminAction = async (id: string) => signOut({ ok: false }, formOf({ id }));
