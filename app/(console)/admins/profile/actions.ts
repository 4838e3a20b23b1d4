"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { z } from "zod";
import { changePassword, endOwnSession, endOwnSessions, renameIdentity } from "#db/queries/admin-changes.ts";
import { adminAction } from "#lib/admin-action.ts";
import { AppError } from "#lib/errors.ts";
import { formOf } from "#lib/form-data.ts";
import { clientAddress } from "#lib/origin.ts";
import { hashPassword, passwordLength } from "#lib/passwords.ts";
import { checkPassword } from "#lib/sign-in.ts";
import { t } from "#lib/text.ts";

// What everybody may change of themselves: a Sub admin too.

export const renameAction = adminAction(
  { role: "sub", schema: z.object({ name: z.string(t("Enter your name.")).max(200, t("Use at most 200 characters.")) }) },
  async (admin, { name }): Promise<void> => {
    await renameIdentity(admin, name);
    revalidatePath("/", "layout");
  },
);

const { min, max } = passwordLength;
const newPassword = z
  .string(t("Enter a new password."))
  .min(min, t("Use at least {min} characters.", { min }))
  .max(max, t("Use at most {max} characters.", { max }));

export const changePasswordAction = adminAction(
  { role: "sub", schema: z.object({ currentPassword: z.string(t("Enter your current password.")), newPassword }) },
  async (admin, form): Promise<void> => {
    await requirePassword(admin.email, form.currentPassword);
    await changePassword(admin.identityId, await hashPassword(form.newPassword), admin.id);
    revalidatePath("/admins/profile");
  },
);

/** Counted like a sign-in, from a browser that is known: somebody at an open session guesses no faster than at the door. */
async function requirePassword(email: string, password: string): Promise<void> {
  const attempt = { email, password, address: clientAddress(await headers()), knownBrowser: true };
  const { kind } = await checkPassword(attempt);
  if (kind === "right") return;
  const message = kind === "too_many" ? t("Too many attempts. Try again in an hour.") : t("This is not your current password.");
  throw new AppError("invalid", message, { currentPassword: message });
}

const endOne = adminAction({ role: "sub", schema: z.object({ id: z.string() }) }, async (admin, { id }): Promise<void> => {
  await endOwnSession(admin, id);
  revalidatePath("/admins/profile");
});

const endOthers = adminAction({ role: "sub", schema: z.object({}) }, async (admin): Promise<void> => {
  await endOwnSessions(admin, admin.id);
  revalidatePath("/admins/profile");
});

export const endSessionAction = async (id: string) => endOne({ ok: false }, formOf({ id }));
export const endOtherSessionsAction = async () => endOthers({ ok: false }, formOf({}));
