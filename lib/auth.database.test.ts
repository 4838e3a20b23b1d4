import type { NextAuthOptions } from "next-auth";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { sql } from "../db/client.ts";
import { createAdmin, type Role } from "../db/queries/admins.ts";
import type { Scope } from "../db/queries/scope.ts";
import { findSession } from "../db/queries/sessions.ts";
import { makeAccount, system } from "../db/testing.ts";
import { adminAction } from "./admin-action.ts";
import { currentAdmin, endCurrentSession, requireAdmin, switchAccount } from "./auth.ts";
import { authCookie, openSession, sealKnownBrowser, sealSession } from "./auth-cookies.ts";
import { authOptions, onlySingleSignOn, tooManyAttempts } from "./auth-options.ts";
import { newId } from "./ids.ts";
import { serverDropsForwarded } from "./origin.ts";
import { hashPassword } from "./passwords.ts";
import { pathHeader } from "./request-path.ts";

/** The browser of these tests: what it sends, and where answers leave their cookies. */
const browser = vi.hoisted(() => ({ headers: new Headers(), jar: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => browser.headers,
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { name, value: browser.jar.get(name) } : undefined),
    set: (name: string, value: string) => browser.jar.set(name, value),
  }),
}));

serverDropsForwarded();

const password = "correct horse";
const sessionCookie = authCookie(browser.headers, "session").name;
const knownCookie = authCookie(browser.headers, "browser").name;

beforeEach(() => {
  browser.jar.clear();
  browser.headers = new Headers({ "x-forwarded-for": "203.0.113.7", "user-agent": "a browser" });
});

async function makeAdmin(role: Role = "full", email = `${newId()}@example.com`, scope?: Scope) {
  const account = scope ?? (await makeAccount());
  const input = { email, name: "Somebody", role, passwordHash: await hashPassword(password) };
  return { ...account, email, ...(await createAdmin(account, system, input)) };
}

/** What next-auth does with the form, without its HTTP. */
async function signIn(email: string, given = password): Promise<string | undefined> {
  const options = authOptions(browser.headers);
  const user = await authorize(options, { email, password: given });
  if (!user) return undefined;
  const token = await options.callbacks?.jwt?.({ token: { name: "x", email }, user, account: null });
  const secret = String(token?.session);
  browser.jar.set(sessionCookie, await sealSession(secret));
  return secret;
}

async function authorize({ providers: [provider] }: NextAuthOptions, form: Record<string, string>) {
  if (provider?.type !== "credentials") throw new Error("the first provider is e-mail and password");
  // the provider keeps what it was given in `options`, and next-auth merges it in later
  const { authorize } = provider.options as Pick<typeof provider, "authorize">;
  return authorize(form, { headers: {}, body: {}, query: {}, method: "POST" });
}

const redirectOf = async (asked: Promise<unknown>) => {
  const { digest } = await asked.then(
    () => ({ digest: "none" }),
    (error) => error,
  );
  return String(digest).split(";")[2];
};

describe("signing in", () => {
  test("with the right password makes a session, and the cookie carries nothing but its secret", async () => {
    const admin = await makeAdmin();
    const secret = await signIn(` ${admin.email.toUpperCase()} `);
    expect(await findSession(secret ?? "")).toMatchObject({ accountId: admin.accountId, adminId: admin.id });
    const options = authOptions(browser.headers);
    const token = await options.callbacks?.jwt?.({
      token: { name: "x", email: "y" },
      user: { id: admin.identityId },
      account: null,
    });
    expect(Object.keys(token ?? {})).toEqual(["session"]);
  });

  test("twice makes two sessions: none can be planted", async () => {
    const { email } = await makeAdmin();
    expect(await signIn(email)).not.toBe(await signIn(email));
  });

  test.each(["wrong", "", `${password} `, "x".repeat(300)])("with %j is refused like an unknown e-mail", async (given) => {
    const { email } = await makeAdmin();
    expect(await signIn(email, given)).toBeUndefined();
    expect(await signIn(`${newId()}@example.com`, given)).toBeUndefined();
  });

  test("is refused to who is admin of nothing any more, and to who has no password yet", async () => {
    const former = await makeAdmin();
    await sql()`delete from admins where id = ${former.id}`;
    expect(await signIn(former.email)).toBeUndefined();
    const fresh = await makeAdmin();
    await sql()`update identities set password_hash = null where id = ${fresh.identityId}`;
    expect(await signIn(fresh.email)).toBeUndefined();
  });

  test("is throttled alike for known and unknown e-mails; the owner's browser still gets in", async () => {
    const { email } = await makeAdmin();
    for (const target of [email, `${newId()}@example.com`]) {
      for (let i = 0; i < 10; i++) await signIn(target, "wrong");
      await expect(signIn(target, password)).rejects.toThrow(tooManyAttempts);
    }
    browser.jar.set(knownCookie, await sealKnownBrowser(email));
    expect(await signIn(email)).toBeDefined();
  });

  test("marks the browser for this e-mail alone, and a session's cookie is no such mark", async () => {
    const [one, other] = [await makeAdmin(), await makeAdmin()];
    await signIn(one.email);
    expect(browser.jar.has(knownCookie)).toBe(true);
    for (let i = 0; i < 10; i++) await signIn(other.email, "wrong");
    await expect(signIn(other.email)).rejects.toThrow(tooManyAttempts);
    browser.jar.set(knownCookie, browser.jar.get(sessionCookie) ?? "");
    await expect(signIn(other.email)).rejects.toThrow(tooManyAttempts);
  });

  test("never redirects to another origin", async () => {
    const redirect = authOptions(browser.headers).callbacks?.redirect;
    const to = (url: string) => redirect?.({ url, baseUrl: "https://ours.example" });
    expect(await to("https://ours.example/users?q=1")).toBe("https://ours.example/users?q=1");
    expect(await to("/groups")).toBe("https://ours.example/groups");
    expect(await to("https://evil.example/x")).toBe("https://ours.example/");
    expect(await to("https://ours.example.evil.example/x")).toBe("https://ours.example/");
  });
});

describe("a page", () => {
  test("knows the signed-in admin, whose role is read anew each time", async () => {
    const admin = await makeAdmin("full");
    await signIn(admin.email);
    expect(await requireAdmin("full")).toMatchObject({ accountId: admin.accountId, actor: { kind: "admin", id: admin.id } });
    await sql()`update admins set role = 'sub' where id = ${admin.id}`;
    expect(await redirectOf(requireAdmin("full"))).toBe("/no-permission");
    expect(await requireAdmin()).toMatchObject({ role: "sub" });
  });

  test("sends strangers to sign in and back to the deep link", async () => {
    browser.headers.set(pathHeader, "/users?license=waiting&page=2");
    expect(await redirectOf(requireAdmin())).toBe("/sign-in?callbackUrl=%2Fusers%3Flicense%3Dwaiting%26page%3D2");
  });

  test.each(["forged", "a.b.c", ""])("takes %j for no session", async (cookie) => {
    browser.jar.set(sessionCookie, cookie);
    expect(await currentAdmin()).toBeUndefined();
  });

  test("takes a token in the Authorization header for nothing", async () => {
    const { email } = await makeAdmin();
    const sealed = await sealSession((await signIn(email)) ?? "");
    browser.jar.clear();
    browser.headers.set("authorization", `Bearer ${sealed}`);
    expect(await currentAdmin()).toBeUndefined();
  });

  test("keeps no session alive by being read, which it also is without anybody there", async () => {
    const { email, id } = await makeAdmin();
    await signIn(email);
    const seen = async () => (await sql()`select last_seen_at from sessions where admin_id = ${id}`)[0]?.last_seen_at;
    await sql()`update sessions set last_seen_at = now() - interval '20 minutes' where admin_id = ${id}`;
    const before = await seen();
    await requireAdmin();
    await currentAdmin();
    expect(await seen()).toEqual(before);

    await adminAction({ role: "sub", schema: z.object({}) }, async () => {})({ ok: true }, new FormData());
    expect(await seen()).not.toEqual(before);
  });
});

describe("somebody with two accounts", () => {
  test("goes on in the chosen one, for what remains of the twelve hours, and leaves the other", async () => {
    const first = await makeAdmin();
    const second = await makeAdmin("sub", first.email);
    const before = await signIn(first.email);
    await sql()`update sessions set expires_at = now() + interval '1 hour' where admin_id in (${first.id}, ${second.id})`;
    const now = await currentAdmin();
    const target = now?.accountId === first.accountId ? second : first;

    await switchAccount(target.accountId);

    expect(await currentAdmin()).toMatchObject({ accountId: target.accountId, adminId: target.id, expiresAt: now?.expiresAt });
    expect(await findSession(before ?? "")).toBeUndefined();
  });

  test("signs in with a password to none that refuses it, and is told so when no other is left", async () => {
    const first = await makeAdmin();
    const second = await makeAdmin("sub", first.email);
    const refuse = ({ accountId }: Scope) =>
      sql()`insert into single_sign_on (account_id, issuer, client_id, sealed_secret, enabled, "only")
            values (${accountId}, 'https://idp.example', 'x', 'x', true, true)`;
    await refuse(first);
    expect(await findSession((await signIn(first.email)) ?? "")).toMatchObject({ accountId: second.accountId });
    await expect(switchAccount(first.accountId)).rejects.toMatchObject({ code: "not_found" });
    await refuse(second);
    await expect(signIn(first.email)).rejects.toThrow(onlySingleSignOn);
    expect(await signIn(first.email, "wrong")).toBeUndefined();
  });

  test("cannot choose an account of other people", async () => {
    const [mine, other] = [await makeAdmin(), await makeAdmin()];
    await signIn(mine.email);
    for (const id of [other.accountId, newId(), "no id"]) {
      await expect(switchAccount(id)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await currentAdmin()).toMatchObject({ accountId: mine.accountId });
  });
});

test("signing out ends the session in the database and in the browser", async () => {
  const { email } = await makeAdmin();
  const secret = await signIn(email);
  await endCurrentSession();
  expect(await findSession(secret ?? "")).toBeUndefined();
  expect(await openSession(browser.jar.get(sessionCookie))).toBeUndefined();
});

test("next-auth's own sign-out ends the session too", async () => {
  const { email } = await makeAdmin();
  const secret = await signIn(email);
  await authOptions(browser.headers).events?.signOut?.({ token: { session: secret }, session: { expires: "" } });
  expect(await findSession(secret ?? "")).toBeUndefined();
});
