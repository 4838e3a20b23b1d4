import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { listSeats, type Role } from "../db/queries/admins.ts";
import { createSession, findSession, revokeSession, type Session, touchSession } from "../db/queries/sessions.ts";
import { authCookie, openSession, sealSession } from "./auth-cookies.ts";
import { signInUrl } from "./callback-url.ts";
import { AppError } from "./errors.ts";
import { pathHeader } from "./request-path.ts";
import { t } from "./text.ts";

export type { Role };
/** Who asks, in which account. It is a Scope for queries; `actor` is who did it in the activity log. */
export type CurrentAdmin = Session & { actor: { kind: "admin"; id: string } };

/**
 * `touch` for what a person does: actions and POST /api/presence. Being read keeps no session from idling out, because open
 * pages poll, prefetch and renew themselves.
 */
type Options = { touch?: boolean };

/** The signed-in admin, read from the database in every request, or undefined. */
export async function currentAdmin({ touch = false }: Options = {}): Promise<CurrentAdmin | undefined> {
  const admin = await readSession();
  if (admin && touch) await touchOnce(admin);
  return admin;
}

/** For pages and route handlers: the signed-in admin, else off to sign in and back; a Sub admin gets no further than "no permission". */
export async function requireAdmin(role: Role = "sub"): Promise<CurrentAdmin> {
  const admin = await currentAdmin();
  if (!admin) redirect(signInUrl((await headers()).get(pathHeader) ?? "/"));
  if (!mayActAs(admin, role)) redirect("/no-permission");
  return admin;
}

/** A Full admin may everything, a Sub admin reads and reports only. */
export const mayActAs = (admin: { role: Role }, role: Role): boolean => role === "sub" || admin.role === "full";

const readSession = cache(async (): Promise<CurrentAdmin | undefined> => {
  const cookie = authCookie(await headers(), "session");
  const secret = await openSession((await cookies()).get(cookie.name)?.value);
  const session = secret ? await findSession(secret) : undefined;
  return session && { ...session, actor: { kind: "admin", id: session.adminId } };
});

const touchOnce = cache((admin: CurrentAdmin) => touchSession(admin, admin));

/** In an action: moves the signed-in person to another of their accounts, for what remains of the twelve hours. */
export async function switchAccount(accountId: string): Promise<void> {
  const admin = await requireAdmin();
  if (admin.accountId === accountId) return;
  const seat = (await listSeats(admin.identityId)).find((candidate) => candidate.accountId === accountId);
  // what an identity provider proved, it proved to its own account; and a password opens nothing that asks for more
  if (!seat || admin.method === "sso" || seat.onlySso) throw new AppError("not_found", t("This account does not exist."));
  const requestHeaders = await headers();
  const { expiresAt } = admin;
  const { secret } = await createSession(seat, {
    adminId: seat.adminId,
    method: "password",
    userAgent: requestHeaders.get("user-agent") ?? undefined,
    expiresAt,
  });
  await revokeSession(admin, admin.actor, admin.id);
  const { name, options } = authCookie(requestHeaders, "session");
  const seconds = Math.ceil((expiresAt.getTime() - Date.now()) / 1000);
  (await cookies()).set(name, await sealSession(secret, seconds), { ...options, expires: expiresAt });
}

/** In an action: ends the session here and in the database. */
export async function endCurrentSession(): Promise<void> {
  const admin = await currentAdmin();
  if (admin) await revokeSession(admin, admin.actor, admin.id);
  const { name, options } = authCookie(await headers(), "session");
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}
