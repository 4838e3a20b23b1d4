"use server";

import { headers } from "next/headers";
import { z } from "zod";
import type { FormState } from "#components/ui/form-state.ts";
import { type Accepting, acceptAdminInvitation } from "#db/queries/admin-invitations.ts";
import { AppError } from "#lib/errors.ts";
import { fieldErrors, formInput } from "#lib/form-data.ts";
import { clientAddress } from "#lib/origin.ts";
import { hashPassword, passwordLength } from "#lib/passwords.ts";
import { checkPassword } from "#lib/sign-in.ts";
import { t } from "#lib/text.ts";
import { openInvitation } from "./invitation.ts";

const { min, max } = passwordLength;
const form = z.object({
  token: z.string(),
  name: z.string().max(200, t("Use at most 200 characters.")).optional(),
  password: z
    .string(t("Enter a password."))
    .min(min, t("Use at least {min} characters.", { min }))
    .max(max, t("Use at most {max} characters.", { max })),
});

const noLongerOpen = t("This invitation is no longer open. Ask the admin who sent it for a new one.");

/** Accepts an invitation. The signed link is enough for who is new; who exists proves by their password that it is them. */
export async function joinAction(_state: FormState, data: FormData): Promise<FormState & { email?: string }> {
  const parsed = form.safeParse(formInput(data));
  if (!parsed.success) return { ok: false, fields: fieldErrors(parsed.error) };
  const { token, name, password } = parsed.data;
  const { state, view, ref } = await openInvitation(token);
  if (state !== "open" || !view || !ref) return { ok: false, message: noLongerOpen };
  try {
    const by = view.identity === "new" ? await newcomer(name, password) : await signedIn(view.email, password);
    await acceptAdminInvitation(ref, ref.id, by);
    return { ok: true, email: view.email };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.fields ? undefined : error.message, fields: error.fields };
    throw error;
  }
}

const wrong = (field: string, message: string) => new AppError("invalid", message, { [field]: message });

async function newcomer(name: string | undefined, password: string): Promise<Accepting> {
  if (!name) throw wrong("name", t("Enter your name."));
  return { kind: "new", name, passwordHash: await hashPassword(password) };
}

async function signedIn(email: string, password: string): Promise<Accepting> {
  const attempt = { email, password, address: clientAddress(await headers()), knownBrowser: false };
  const result = await checkPassword(attempt);
  if (result.kind === "right") return { kind: "known", identityId: result.identity.id };
  throw wrong(
    "password",
    result.kind === "too_many" ? t("Too many attempts. Try again in an hour.") : t("This is not the password of this email."),
  );
}
