"use server";

import { redirect } from "next/navigation";
import { switchAccount } from "#lib/auth.ts";
import { safeCallbackUrl } from "#lib/callback-url.ts";
import { AppError } from "#lib/errors.ts";

/** Goes on in the chosen account. One of nobody and one of other people are the same: the choice appears again. */
export async function chooseAccount(form: FormData): Promise<void> {
  const next = safeCallbackUrl(String(form.get("callbackUrl")));
  try {
    await switchAccount(String(form.get("account")));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") redirect("/choose-account");
    throw error;
  }
  redirect(next);
}
