"use server";

import { headers } from "next/headers";
import { z } from "zod";
import type { FormState } from "#components/ui/form-state.ts";
import { listSignOnChoices, type SignOnChoice } from "#db/queries/single-sign-on.ts";
import { safeCallbackUrl } from "#lib/callback-url.ts";
import { AppError } from "#lib/errors.ts";
import { fieldErrors, formInput } from "#lib/form-data.ts";
import { limitSignOns, startSignOn } from "#lib/sign-in-sso.ts";
import { t } from "#lib/text.ts";

const form = z.object({
  email: z.email(t("Enter an email address.")).max(254, t("This address is too long.")),
  next: z.string().optional(),
  account: z.string().optional(),
});

const unknown = t(
  "No organization uses single sign-on for this email. Sign in with your password, or ask an admin of your organization.",
);

/** Where to sign in with this e-mail: the address of the identity provider, or a choice of organizations. For everybody. */
export async function startSignOnAction(
  _state: FormState,
  data: FormData,
): Promise<FormState & { url?: string; choices?: SignOnChoice[] }> {
  const parsed = form.safeParse(formInput(data));
  if (!parsed.success) return { ok: false, fields: fieldErrors(parsed.error) };
  const { email, next, account } = parsed.data;
  try {
    const asked = await headers();
    await limitSignOns(asked);
    const choices = await listSignOnChoices(email);
    const chosen = choices.length === 1 ? choices[0] : choices.find(({ accountId }) => accountId === account);
    if (chosen) return { ok: true, url: await startSignOn(asked, { ...chosen, email, next: safeCallbackUrl(next) }) };
    return choices.length > 1 ? { ok: false, choices } : { ok: false, message: unknown };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.message };
    throw error;
  }
}
