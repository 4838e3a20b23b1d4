import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { listSeats } from "../db/queries/admins.ts";
import { createSession, findSession, revokeSession } from "../db/queries/sessions.ts";
import { authCookie, isKnownBrowser, knownBrowserSeconds, sealKnownBrowser } from "./auth-cookies.ts";
import { safeCallbackUrl } from "./callback-url.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { clientAddress } from "./origin.ts";
import { isStorable } from "./scim/text.ts";
import { sessionSeconds } from "./session-limits.ts";
import { checkSignIn } from "./sign-in.ts";

/** What the sign-in form reads out of a refusal. */
export const tooManyAttempts = "TooManyAttempts";
export const signInFailed = "SignInFailed";
export const onlySingleSignOn = "OnlySingleSignOn";

const signInForm = z.object({ email: z.string().max(320).refine(isStorable), password: z.string() });

/** Next-auth as used here: it proves who somebody is and seals the cookie. What they may do is read from `sessions` each time. */
export function authOptions(headers: Headers): NextAuthOptions {
  trustOrigin();
  return {
    secret: env.appSecret,
    // no updateAge: the row in `sessions` decides how long, and the cookie is as old as the sign-in
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    useSecureCookies: authCookie(headers, "session").options.secure,
    cookies: {
      sessionToken: authCookie(headers, "session"),
      csrfToken: authCookie(headers, "csrf"),
      callbackUrl: authCookie(headers, "callback"),
    },
    providers: [
      credentials({
        name: "E-mail and password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (form) => authorize(headers, form),
      }),
    ],
    callbacks: {
      // a new session for each sign-in: whatever cookie the browser came with counts for nothing afterwards
      jwt: async ({ token, user }) => (user ? { session: await startSession(headers, user.id) } : token),
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => baseUrl + safeCallbackUrl(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
    events: { signOut: ({ token }) => endSession(token.session) },
    logger: {
      error: (code) => log().error({ code }, "next-auth"),
      warn: (code) => log().debug({ code }, "next-auth"),
      debug: () => {},
    },
  };
}

/** Next-auth takes the address of redirects from these variables and from nowhere else. */
function trustOrigin(): void {
  if (env.publicOrigin) process.env.NEXTAUTH_URL = env.publicOrigin;
  else process.env.AUTH_TRUST_HOST = "1"; // the host that was called; safeCallbackUrl keeps every redirect on it
}

/** Next-auth shows the message of whatever is thrown here to the browser: only fixed words leave, the rest goes to the log. */
async function authorize(headers: Headers, form: unknown): Promise<{ id: string } | null> {
  const result = await checkForm(headers, form).catch((error: unknown) => {
    log().error({ err: error }, "a sign-in could not be checked");
    throw new Error(signInFailed);
  });
  if (result.kind === "too_many") throw new Error(tooManyAttempts);
  if (result.kind === "sso_only") throw new Error(onlySingleSignOn);
  return result.kind === "right" ? { id: result.identity.id } : null;
}

async function checkForm(headers: Headers, form: unknown): ReturnType<typeof checkSignIn> {
  const parsed = signInForm.safeParse(form);
  if (!parsed.success) return { kind: "wrong" };
  const email = parsed.data.email.trim();
  const jar = await cookies();
  const browser = authCookie(headers, "browser");
  const result = await checkSignIn({
    email,
    password: parsed.data.password,
    address: clientAddress(headers),
    knownBrowser: await isKnownBrowser(jar.get(browser.name)?.value, email),
  });
  if (result.kind === "right") {
    jar.set(browser.name, await sealKnownBrowser(email), { ...browser.options, maxAge: knownBrowserSeconds });
  }
  return result;
}

/** Starts in the first account that takes passwords; /choose-account lets who has several choose before they see anything. */
async function startSession(headers: Headers, identityId: string): Promise<string> {
  const seat = (await listSeats(identityId)).find(({ onlySso }) => !onlySso);
  if (!seat) throw new Error("this identity is no admin any more");
  const userAgent = headers.get("user-agent") ?? undefined;
  const { secret } = await createSession(seat, { adminId: seat.adminId, method: "password", userAgent });
  return secret;
}

async function endSession(secret: unknown): Promise<void> {
  const session = typeof secret === "string" ? await findSession(secret) : undefined;
  if (session) await revokeSession(session, { kind: "admin", id: session.adminId }, session.id);
}
