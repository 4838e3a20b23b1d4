import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "./env.ts";
import { isHttps } from "./origin.ts";
import { canon } from "./scim/canon.ts";
import { sessionSeconds } from "./session-limits.ts";
import { digest } from "./tokens.ts";

type HeaderSource = Parameters<typeof isHttps>[0];

/**
 * Names and attributes of our cookies. `__Host-`: only this host over https can set or read them, whatever a sibling domain
 * does. Cookies ignore ports, so on plain http the port is part of the name and several checkouts do not sign each other out.
 */
export function authCookie(headers: HeaderSource, name: "session" | "csrf" | "callback" | "browser" | "sso") {
  const secure = isHttps(headers);
  return {
    name: secure ? `__Host-${name}` : `ac${env.port}-${name}`,
    options: { httpOnly: true, sameSite: "lax", path: "/", secure } as const,
  };
}

export const knownBrowserSeconds = 365 * 24 * 60 * 60;

/** The salts keep a cookie of one kind from passing as another. Next-auth uses none for its session. */
const browserSalt = "known browser";
const signOnSalt = "single sign-on";

/** The session's cookie: encrypted, and nothing in it but the session's secret. */
export const sealSession = (secret: string, seconds = sessionSeconds): Promise<string> =>
  encode({ token: { session: secret }, secret: env.appSecret, maxAge: seconds });

export async function openSession(value: string | undefined): Promise<string | undefined> {
  const token = await opened(value, "");
  return typeof token?.session === "string" ? token.session : undefined;
}

/** Marks a browser in which this e-mail signed in with the right password; see lib/sign-in-limit.ts. */
export const sealKnownBrowser = (email: string): Promise<string> =>
  encode({ token: { email: emailKey(email) }, secret: env.appSecret, salt: browserSalt, maxAge: knownBrowserSeconds });

export const isKnownBrowser = async (value: string | undefined, email: string): Promise<boolean> =>
  (await opened(value, browserSalt))?.email === emailKey(email);

/** How long somebody may take at their identity provider. */
export const signOnSeconds = 10 * 60;

const signOn = z.object({ accountId: z.string(), state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() });

/** What a browser keeps while it is at the identity provider: in which account, what the answer has to fit, and where to go on. */
export type PendingSignOn = z.output<typeof signOn>;

export const sealSignOn = (pending: PendingSignOn): Promise<string> =>
  encode({ token: pending, secret: env.appSecret, salt: signOnSalt, maxAge: signOnSeconds });

export const openSignOn = async (value: string | undefined): Promise<PendingSignOn | undefined> =>
  signOn.safeParse(await opened(value, signOnSalt)).data;

const emailKey = (email: string) => digest(canon(email)).toString("base64url");

async function opened(value: string | undefined, salt: string) {
  try {
    return value ? await decode({ token: value, secret: env.appSecret, salt }) : null;
  } catch {
    return null; // forged, expired, or sealed with another APP_SECRET: as good as no cookie
  }
}
