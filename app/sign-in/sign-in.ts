import { t } from "#lib/text.ts";

const wrong = t("This email and password do not match. Try again, or ask whoever runs Account Center to reset your password.");
const tooMany = t(
  "Too many attempts for this email. Try again in an hour, use a browser in which you signed in before, or have the password reset.",
);
const onlySso = t("Your organization does not take passwords. Use “Sign in with SSO”.");
const failed = t("Account Center cannot check passwords at the moment. Try again in a minute.");
const unreachable = t("Account Center does not answer. Check your connection and try again.");

/** For the words of lib/auth-options.ts. */
const sentences: Record<string, string> = {
  TooManyAttempts: tooMany,
  SignInFailed: failed,
  OnlySingleSignOn: onlySso,
};

/**
 * Browser only: signs in through next-auth, which wants its CSRF token back with the form. Returns what to tell the person, or
 * undefined when the cookie of the new session is there.
 */
export async function signIn(email: string, password: string): Promise<string | undefined> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
    });
    if (response.ok) return undefined;
    if (response.status !== 401) return unreachable;
    const { url } = await response.json();
    return sentences[new URL(url).searchParams.get("error") ?? ""] ?? wrong;
  } catch {
    return unreachable;
  }
}
