import { cookies } from "next/headers";
import type { NewSession } from "../db/queries/sessions.ts";
import { findEnabledSignOn, recordRefusedSignOn, signInBySso, takeSignOn } from "../db/queries/single-sign-on.ts";
import { authCookie, openSignOn, sealSession, sealSignOn, signOnSeconds } from "./auth-cookies.ts";
import { AppError } from "./errors.ts";
import { isId } from "./ids.ts";
import { clientAddress, originOf } from "./origin.ts";
import { sessionSeconds } from "./session-limits.ts";
import { takeRefusalNote, takeSignOnStart } from "./sign-in-limit.ts";
import { openClientSecret } from "./sso/client-secret.ts";
import { type Attempt, beginSignOn, completeSignOn, type Subject } from "./sso/sign-on.ts";
import { t } from "./text.ts";
import { digest } from "./tokens.ts";

/**
 * The redirect URI of an account. Each has its own: an answer that another account's identity provider was made to ask for
 * never arrives here under a false name (RFC 9700 §4.4).
 */
export const redirectUri = (origin: string, accountId: string): string => `${origin}/sign-in/sso/${accountId}/callback`;

/** Where sign-in at an account's identity provider begins by itself: what a tile in its portal opens. */
export const loginUrl = (origin: string, accountId: string): string => `${origin}/sign-in/sso/${accountId}`;

/** Before anything is told about an e-mail or an account. Throws when this address has asked too often. */
export async function limitSignOns(headers: Headers): Promise<void> {
  if (!(await takeSignOnStart(clientAddress(headers))))
    throw new AppError("forbidden", t("Too many attempts. Try again in an hour."));
}

const off = () => new AppError("forbidden", t("Single sign-on is not set up for this organization."));

async function clientOf(headers: Headers, accountId: string) {
  const found = isId(accountId) ? await findEnabledSignOn({ accountId }) : undefined;
  if (!found) throw off();
  return { ...found, redirectUri: redirectUri(originOf(headers), accountId) };
}

/**
 * Begins a sign-in at the account's identity provider: the browser gets what the answer has to fit, sealed. Returns where it
 * goes. Throws AppError with a sentence for the person.
 */
export async function startSignOn(
  headers: Headers,
  { accountId, email, next }: { accountId: string; email?: string; next: string },
): Promise<string> {
  const { attempt, url } = await beginSignOn(await clientOf(headers, accountId), email);
  const { name, options } = authCookie(headers, "sso");
  (await cookies()).set(name, await sealSignOn({ ...attempt, accountId, next }), { ...options, maxAge: signOnSeconds });
  return url;
}

/**
 * Ends it: whoever the identity provider names and is an admin of this account already has a session in it, and in no other.
 * Returns where to go on. Throws AppError with a sentence for the person.
 */
export async function finishSignOn(headers: Headers, accountId: string, answer: URLSearchParams): Promise<string> {
  const jar = await cookies();
  const kept = authCookie(headers, "sso");
  const pending = await openSignOn(jar.get(kept.name)?.value);
  jar.set(kept.name, "", { ...kept.options, maxAge: 0 });
  if (!pending || pending.accountId !== accountId || pending.state !== answer.get("state"))
    throw new AppError("forbidden", t("This sign-in was not begun in this browser, or too long ago. Start again."));
  const used = new Date(Date.now() + signOnSeconds * 1000);
  if (!(await takeSignOn({ accountId }, digest(pending.state), used)))
    throw new AppError("forbidden", t("This sign-in was used already. Start again."));
  const { secret } = await openAccount(headers, accountId, pending, answer);
  const { name, options } = authCookie(headers, "session");
  jar.set(name, await sealSession(secret), { ...options, maxAge: sessionSeconds });
  return pending.next;
}

/** A session for whom the answer proves; a refusal is in the account's Activity log. */
async function openAccount(headers: Headers, accountId: string, attempt: Attempt, answer: URLSearchParams): Promise<NewSession> {
  let person: Subject | undefined;
  try {
    const client = await clientOf(headers, accountId);
    const clientSecret = await openClientSecret({ accountId }, client.sealedSecret);
    person = await completeSignOn({ ...client, clientSecret }, attempt, answer);
    return await signInBySso({ accountId }, { ...client, ...person }, headers.get("user-agent") ?? undefined);
  } catch (error) {
    if (error instanceof AppError) await noteRefusal(accountId, person, error.message);
    throw error;
  }
}

async function noteRefusal(accountId: string, person: Subject | undefined, told: string): Promise<void> {
  const { granted, last } = await takeRefusalNote(accountId, person !== undefined);
  if (granted) await recordRefusedSignOn({ accountId }, { email: person?.email, told, last });
}
