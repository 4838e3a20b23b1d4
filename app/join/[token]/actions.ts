"use server";

import { headers } from "next/headers";
import { z } from "zod";
import type { FormState } from "#components/ui/form-state.ts";
import { acceptAdminInvitation } from "#db/queries/admin-invitations.ts";
import { AppError } from "#lib/errors.ts";
import { fieldErrors, formInput } from "#lib/form-data.ts";
import { clientAddress } from "#lib/origin.ts";
import { hashPassword, passwordLength } from "#lib/passwords.ts";
import { checkPassword } from "#lib/sign-in.ts";
import { openInvitation } from "./invitation.ts";

const { min, max } = passwordLength;
const form = z.object({
  token: z.string(),
  name: z.string().max(200, "Use at most 200 characters.").optional(),
  password: z.string("Enter a password.").min(min, `Use at least ${min} characters.`).max(max, `Use at most ${max} characters.`),
});

const noLongerOpen = "This invitation is no longer open. Ask the admin who sent it for a new one.";

/** Accepts an invitation: the signed link is the authority. Who signs in with this e-mail already proves it by that password. */
export async function joinAction(_state: FormState, data: FormData): Promise<FormState & { email?: string }> {
  const parsed = form.safeParse(formInput(data));
  if (!parsed.success) return { ok: false, fields: fieldErrors(parsed.error) };
  const { token, name, password } = parsed.data;
  const { state, view, ref } = await openInvitation(token);
  if (state !== "open" || !view || !ref) return { ok: false, message: noLongerOpen };
  if (view.known) {
    const wrong = await wrongPassword(view.email, password);
    if (wrong) return { ok: false, fields: { password: wrong } };
  } else if (!name) return { ok: false, fields: { name: "Enter your name." } };
  try {
    await acceptAdminInvitation(ref, ref.id, { name: name ?? view.email, passwordHash: await hashPassword(password) });
    return { ok: true, email: view.email };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.message };
    throw error;
  }
}

async function wrongPassword(email: string, password: string): Promise<string | undefined> {
  const { kind } = await checkPassword({ email, password, address: clientAddress(await headers()), knownBrowser: false });
  if (kind === "right") return undefined;
  return kind === "too_many" ? "Too many attempts. Try again in an hour." : "This is not the password of this email.";
}
