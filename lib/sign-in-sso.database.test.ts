import { SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { sql } from "../db/client.ts";
import { createAdmin } from "../db/queries/admins.ts";
import type { Scope } from "../db/queries/scope.ts";
import { createSession, findSession } from "../db/queries/sessions.ts";
import { saveSingleSignOn, setOnlySingleSignOn, turnOffSingleSignOn } from "../db/queries/single-sign-on.ts";
import { makeAccount, system } from "../db/testing.ts";
import { type Bends, startIdentityProvider } from "../scripts/testing/identity-provider.ts";
import { switchAccount } from "./auth.ts";
import { authCookie, openSession } from "./auth-cookies.ts";
import { newId } from "./ids.ts";
import { newLog } from "./log.ts";
import { finishSignOn, startSignOn } from "./sign-in-sso.ts";
import { openClientSecret, sealClientSecret } from "./sso/client-secret.ts";

/** The browser of these tests. */
const browser = vi.hoisted(() => {
  process.env.SSO_HTTP_LOOPBACK = "1";
  return { jar: new Map<string, string>(), headers: new Headers() };
});
vi.mock("next/headers", () => ({
  headers: async () => browser.headers,
  cookies: async () => ({
    get: (name: string) => (browser.jar.has(name) ? { name, value: browser.jar.get(name) } : undefined),
    set: (name: string, value: string) => browser.jar.set(name, value),
  }),
}));

const idp = await startIdentityProvider();
afterAll(idp.stop);

const headers = new Headers({ host: "localhost:3000", "user-agent": "a browser" });
const cookie = (name: "session" | "sso") => authCookie(headers, name).name;

beforeEach(() => {
  browser.jar.clear();
  browser.headers = headers;
  idp.bends = {};
});

type Setup = { domains?: string[]; enabled?: boolean };

async function setUp(scope: Scope, { domains = [], enabled = true }: Setup = {}): Promise<void> {
  const { issuer, clientId, clientSecret } = idp;
  const sealedSecret = await sealClientSecret(scope, clientSecret);
  await saveSingleSignOn(scope, system, {
    issuer,
    clientId,
    sealedSecret,
    domains,
    enabled,
    own: { email: "", sessionId: undefined },
    seen: undefined,
  });
}

/** An account that uses this identity provider, and an admin of it. */
async function makeAdmin(setup: Setup = {}, email = `${newId()}@example.com`) {
  const scope = await makeAccount();
  await setUp(scope, setup);
  return { ...scope, email, ...(await addAdmin(scope, email)) };
}

const addAdmin = (scope: Scope, email: string) =>
  createAdmin(scope, system, { email, name: "Somebody", role: "full", passwordHash: "none" });

/** The browser goes to the identity provider and comes back: with these parameters. */
async function goThere({ accountId, email }: { accountId: string; email?: string }): Promise<URLSearchParams> {
  const url = await startSignOn(headers, { accountId, next: "/groups", ...(email && { email }) });
  const { headers: answered } = await fetch(url, { redirect: "manual" });
  const back = new URL(answered.get("location") ?? "");
  expect(back.origin + back.pathname).toBe(`http://localhost:3000/sign-in/sso/${accountId}/callback`);
  return back.searchParams;
}

const signOn = async (admin: { accountId: string; email?: string }) =>
  finishSignOn(headers, admin.accountId, await goThere(admin));

const session = async () => findSession((await openSession(browser.jar.get(cookie("session")))) ?? "");

describe("single sign-on", () => {
  test("opens a session of this admin in this account, and leads to where they wanted to go", async () => {
    const admin = await makeAdmin();
    expect(await signOn(admin)).toBe("/groups");
    expect(await session()).toMatchObject({ accountId: admin.accountId, adminId: admin.id, method: "sso", accountCount: 1 });
    const rows =
      await sql()`select action, actor_id from activity where account_id = ${admin.accountId} order by id desc limit 2`;
    expect(rows.map(({ action }) => action)).toEqual(["admin.signed_in_by_sso", "admin.sso_linked"]);
    expect(rows[0]?.actor_id).toBe(admin.id);
  });

  test("asks with PKCE, state and nonce, a new one each time", async () => {
    const admin = await makeAdmin();
    const asked = async () => new URL(await startSignOn(headers, { ...admin, next: "/" })).searchParams;
    const [first, second] = [await asked(), await asked()];
    expect(Object.fromEntries(first)).toMatchObject({
      ...{ response_type: "code", scope: "openid email", code_challenge_method: "S256", client_id: idp.clientId },
    });
    for (const name of ["state", "nonce", "code_challenge"]) expect(first.get(name)).not.toBe(second.get(name));
  });

  test("knows somebody by the sub once they are linked, whatever their e-mail says then", async () => {
    const admin = await makeAdmin();
    await signOn(admin);
    idp.bends = { subject: `subject of ${admin.email}`, email: "married@example.com" };
    await signOn(admin);
    expect(await session()).toMatchObject({ adminId: admin.id });
  });

  test("does not take who got the e-mail of somebody else for that person", async () => {
    const admin = await makeAdmin();
    await signOn(admin);
    idp.bends = { subject: "a successor" };
    await expect(signOn(admin)).rejects.toThrow("knows as somebody else");
  });

  test("finds the e-mail at the userinfo endpoint when the ID token is a thin one", async () => {
    const admin = await makeAdmin();
    idp.bends = { thin: true };
    await signOn(admin);
    expect(await session()).toMatchObject({ adminId: admin.id });
  });

  test("tells a client secret in the body where only that is taken", async () => {
    const admin = await makeAdmin();
    idp.bends = { document: (document) => ({ ...document, token_endpoint_auth_methods_supported: ["client_secret_post"] }) };
    // this provider reads the header alone
    await expect(signOn(admin)).rejects.toThrow("does not take the client ID and secret");
  });
});

const hour = 3600;
const refusals: { of: string; bends: Bends; says: string }[] = [
  { of: "a wrong nonce", bends: { claims: (claims) => ({ ...claims, nonce: "another" }) }, says: "another sign-in (nonce)" },
  {
    of: "a wrong audience",
    bends: { claims: (claims) => ({ ...claims, aud: "another" }) },
    says: "another application (audience)",
  },
  {
    of: "two audiences without azp",
    bends: { claims: (claims) => ({ ...claims, aud: [String(claims.aud), "another"] }) },
    says: "another application (audience)",
  },
  { of: "another issuer", bends: { claims: (claims) => ({ ...claims, iss: "https://evil.example" }) }, says: "(iss)" },
  { of: "an expired token", bends: { claims: (claims) => ({ ...claims, exp: Number(claims.iat) - hour }) }, says: "has expired" },
  { of: "a token without an end", bends: { claims: ({ exp: _, ...claims }) => claims }, says: "(exp)" },
  { of: "alg none", bends: { token: (_, claims) => new UnsecuredJWT(claims).encode() }, says: "not signed with RS, PS or ES" },
  {
    of: "HS256 with the client secret",
    bends: {
      token: (_, claims) =>
        new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(idp.clientSecret)),
    },
    says: "not signed with RS, PS or ES",
  },
  {
    of: "a changed token",
    bends: {
      token: (token) => {
        const [header, body, signature = ""] = token.split(".");
        return [header, body, `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`].join(".");
      },
    },
    says: "signature",
  },
  { of: "no token", bends: { token: () => "no token" }, says: "signature" },
  {
    of: "an e-mail that is not verified",
    bends: { claims: (claims) => ({ ...claims, email_verified: false }) },
    says: "not verified",
  },
  { of: "the same in words", bends: { claims: (claims) => ({ ...claims, email_verified: "false" }) }, says: "not verified" },
  { of: "no e-mail", bends: { email: undefined, subject: "x" }, says: "did not say your email" },
  { of: "an admin of nobody", bends: { email: "stranger@example.com" }, says: "You are not an admin of this organization." },
  { of: "what the provider refused", bends: { error: "access_denied" }, says: "did not let you in (access_denied)" },
  {
    of: "a provider that names itself and then does not",
    bends: { document: (document) => ({ ...document, authorization_response_iss_parameter_supported: true }) },
    says: "of another identity provider",
  },
];

describe("single sign-on refuses", () => {
  test.each(refusals)("$of", async ({ bends, says }) => {
    const admin = await makeAdmin();
    idp.bends = bends;
    await expect(signOn(admin)).rejects.toThrow(says);
    expect(browser.jar.has(cookie("session"))).toBe(false);
  });

  test("an admin of another account only", async () => {
    const [here, there] = [await makeAdmin(), await makeAdmin()];
    await expect(signOn({ accountId: here.accountId, email: there.email })).rejects.toThrow("not an admin of this organization");
  });

  test("an e-mail outside the domains, also of who was linked before", async () => {
    const admin = await makeAdmin({ domains: ["corp.example"] });
    await expect(signOn(admin)).rejects.toThrow("not of a domain");
    const [linked] = await sql()`select sso_subject from admins where account_id = ${admin.accountId}`;
    expect(linked?.sso_subject).toBeNull();
    await sql()`update single_sign_on set domains = '{}' where account_id = ${admin.accountId}`;
    await signOn(admin);
    await sql()`update single_sign_on set domains = '{corp.example}' where account_id = ${admin.accountId}`;
    await expect(signOn(admin)).rejects.toThrow("not of a domain");
  });

  test("an answer that was used, also with its cookie put back", async () => {
    const admin = await makeAdmin();
    const answer = await goThere(admin);
    const kept = browser.jar.get(cookie("sso")) ?? "";
    await finishSignOn(headers, admin.accountId, answer);
    await expect(finishSignOn(headers, admin.accountId, answer)).rejects.toThrow("not begun in this browser");
    browser.jar.set(cookie("sso"), kept);
    await expect(finishSignOn(headers, admin.accountId, answer)).rejects.toThrow("was used already");
  });

  test("an answer to another browser, and to another account of the same provider", async () => {
    const [admin, other] = [await makeAdmin(), await makeAdmin()];
    const answer = await goThere(admin);
    const kept = browser.jar.get(cookie("sso")) ?? "";
    await expect(finishSignOn(headers, other.accountId, answer)).rejects.toThrow("not begun in this browser");
    await goThere(admin);
    await expect(finishSignOn(headers, admin.accountId, answer)).rejects.toThrow("not begun in this browser");
    browser.jar.set(cookie("sso"), kept.slice(0, -9));
    await expect(finishSignOn(headers, admin.accountId, answer)).rejects.toThrow("not begun in this browser");
  });

  test("while it is off, and what was begun before it was changed", async () => {
    const admin = await makeAdmin();
    const answer = await goThere(admin);
    await turnOffSingleSignOn(admin, system);
    await expect(finishSignOn(headers, admin.accountId, answer)).rejects.toThrow("not set up");
    for (const accountId of [admin.accountId, newId(), "no id"])
      await expect(startSignOn(headers, { accountId, next: "/" })).rejects.toThrow("not set up");
  });
});

describe("a refused single sign-on", () => {
  const refused = async ({ accountId }: Scope) =>
    sql()`select action, actor_kind, subject_id, changes from activity
           where account_id = ${accountId} and action like 'account.sso_refus%' order by id`;

  test("is in the Activity log of the account: who the provider proved, and what they were told", async () => {
    const [admin, other] = [await makeAdmin({ domains: ["corp.example"] }), await makeAdmin()];
    await expect(signOn(admin)).rejects.toThrow("not of a domain");
    idp.bends = { email: "stranger@example.com" };
    await expect(signOn(admin)).rejects.toThrow("not an admin");
    const row = { action: "account.sso_refused", actor_kind: "system", subject_id: admin.accountId };
    expect(await refused(admin)).toEqual([
      { ...row, changes: { email: [null, admin.email], told: [null, expect.stringContaining("not of a domain")] } },
      { ...row, changes: { email: [null, "stranger@example.com"], told: [null, expect.stringContaining("not an admin")] } },
    ]);
    expect(await refused(other)).toEqual([]);
  });

  test("is there without a name when nobody was proved, and without what was sent", async () => {
    const admin = await makeAdmin();
    idp.bends = { claims: (claims) => ({ ...claims, iss: "https://evil.example" }) };
    await expect(signOn(admin)).rejects.toThrow("(iss)");
    idp.bends = { error: "<script>" };
    await expect(signOn(admin)).rejects.toThrow("did not let you in.");
    const rows = await refused(admin);
    expect(rows.map(({ changes }) => Object.keys(changes))).toEqual([["told"], ["told"]]);
    for (const secret of ["script", "evil", admin.email, idp.clientSecret]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test("of whom nobody proved is written down twenty times an hour, and hides none that was proved", async () => {
    const admin = await makeAdmin();
    for (let attempt = 0; attempt < 25; attempt++) {
      idp.bends = { error: "access_denied" };
      await expect(signOn(admin)).rejects.toThrow("did not let you in");
    }
    expect((await refused(admin)).map(({ action }) => action)).toEqual([
      ...Array.from({ length: 19 }, () => "account.sso_refused"),
      "account.sso_refusals_full",
    ]);
    idp.bends = { email: "stranger@example.com" };
    await expect(signOn(admin)).rejects.toThrow("not an admin");
    expect(await refused(admin)).toHaveLength(21);
  });

  test("is not there for an answer that this browser never asked for", async () => {
    const admin = await makeAdmin();
    const answer = new URLSearchParams({ state: "guessed", error: "access_denied" });
    await expect(finishSignOn(headers, admin.accountId, answer)).rejects.toThrow("not begun in this browser");
    expect(await refused(admin)).toEqual([]);
  });

  test("names nobody by what no database keeps", async () => {
    const admin = await makeAdmin();
    for (const email of ["a\u0000b@example.com", `${"a".repeat(320)}@example.com`]) {
      idp.bends = { email };
      await expect(signOn(admin)).rejects.toThrow("malformed");
    }
    expect(await refused(admin)).toHaveLength(2);
  });
});

test("one account's identity provider opens no other account of the same person", async () => {
  const here = await makeAdmin();
  const there = await makeAccount();
  await addAdmin(there, here.email);
  await signOn(here);
  await expect(switchAccount(there.accountId)).rejects.toMatchObject({ code: "not_found" });
  expect(await session()).toMatchObject({ accountId: here.accountId, accountCount: 1 });
});

test("refusing passwords ends the sessions that began with one, and keeps the others", async () => {
  const admin = await makeAdmin();
  await signOn(admin);
  const mine = await session();
  const password = { adminId: admin.id, method: "password", userAgent: undefined } as const;
  const { secret } = await createSession(admin, password);
  await setOnlySingleSignOn(admin, system, true);
  expect([await findSession(secret), await session()]).toEqual([undefined, mine]);
  await expect(createSession(admin, password)).rejects.toMatchObject({ code: "forbidden" });
  await turnOffSingleSignOn(admin, system);
  expect(await createSession(admin, password)).toBeDefined();
});

test("the client secret lies nowhere as it is: not in the database, not in the activity, not in a log", async () => {
  const admin = await makeAdmin();
  await signOn(admin);
  const [row] = await sql()`select * from single_sign_on where account_id = ${admin.accountId}`;
  const rows = await sql()`select * from activity where account_id = ${admin.accountId}`;
  const lines: string[] = [];
  const log = newLog("info", { write: (line) => lines.push(line) });
  log.info({ clientSecret: idp.clientSecret, client: { clientSecret: idp.clientSecret } }, "x");
  for (const text of [JSON.stringify(row), JSON.stringify(rows), lines.join()])
    expect(text).not.toContain(idp.clientSecret.slice(-12));
  const stranger = await makeAccount();
  expect(await openClientSecret(admin, row?.sealed_secret)).toBe(idp.clientSecret);
  await expect(openClientSecret(stranger, row?.sealed_secret)).rejects.toMatchObject({ code: "unavailable" });
});
