import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import { createAdmin } from "./admins.ts";
import type { Scope } from "./scope.ts";
import { createSession, findSession, revokeAdminSessions, revokeSession, touchSession } from "./sessions.ts";

async function signedIn() {
  const scope = await makeAccount();
  const input = { email: `${newId()}@example.com`, name: "Somebody", role: "full" as const, passwordHash: "hash" };
  const { id: adminId } = await createAdmin(scope, system, input);
  const session = await createSession(scope, { adminId, method: "password", userAgent: "a browser" });
  return { scope, adminId, email: input.email, ...session };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const lastSeen = (id: string, at: Date) => sql()`update sessions set last_seen_at = ${at.toISOString()} where id = ${id}`;
const actions = async ({ accountId }: Scope) =>
  (await sql()`select action from activity where account_id = ${accountId} order by id`).map(({ action }) => action);

describe("a session", () => {
  it("says who is signed in, in which account", async () => {
    const { scope, adminId, email, id, secret } = await signedIn();
    expect(await findSession(secret)).toMatchObject({ ...scope, id, adminId, email, role: "full", accountCount: 1 });
    expect(await actions(scope)).toEqual(["admin.created", "admin.signed_in"]);
  });

  it("is found by its secret alone, of which only a hash is kept", async () => {
    const { scope, id, secret } = await signedIn();
    expect(await findSession(id)).toBeUndefined();
    expect(await findSession(secret.slice(1))).toBeUndefined();
    const rows = await sql()`select row_to_json(s)::text as s from sessions s where account_id = ${scope.accountId}`;
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it("ends after 30 minutes without a request", async () => {
    const { id, secret } = await signedIn();
    await lastSeen(id, minutesAgo(29));
    expect(await findSession(secret)).toBeDefined();
    await lastSeen(id, minutesAgo(31));
    expect(await findSession(secret)).toBeUndefined();
  });

  it("ends after twelve hours whatever happens", async () => {
    const { id, secret } = await signedIn();
    const [row] = await sql()`select extract(epoch from expires_at - created_at)::int as seconds from sessions where id = ${id}`;
    expect(row?.seconds).toBeCloseTo(12 * 3600, -1);
    await sql()`update sessions set expires_at = ${minutesAgo(0).toISOString()} where id = ${id}`;
    expect(await findSession(secret)).toBeUndefined();
  });

  it("is touched at most once a minute", async () => {
    const { scope, id, secret } = await signedIn();
    const seen = async () => (await findSession(secret))?.lastSeenAt ?? new Date(0);
    await lastSeen(id, minutesAgo(0.5));
    const before = await seen();
    await touchSession(scope, { id, lastSeenAt: before });
    expect(await seen()).toEqual(before);
    await lastSeen(id, minutesAgo(2));
    await touchSession(scope, { id, lastSeenAt: await seen() });
    expect((await seen()).getTime()).toBeGreaterThan(before.getTime());
  });

  it("of another account is touched by nobody", async () => {
    const mine = await signedIn();
    const other = await signedIn();
    await lastSeen(other.id, minutesAgo(20));
    await touchSession(mine.scope, { id: other.id, lastSeenAt: minutesAgo(20) });
    expect((await findSession(other.secret))?.lastSeenAt.getTime()).toBeLessThan(minutesAgo(19).getTime());
  });

  it("is revoked for good, and twice is once", async () => {
    const { scope, id, secret, adminId } = await signedIn();
    const actor = { kind: "admin", id: adminId } as const;
    await revokeSession(scope, actor, id);
    await revokeSession(scope, actor, id);
    expect(await findSession(secret)).toBeUndefined();
    expect(await actions(scope)).toEqual(["admin.created", "admin.signed_in", "admin.signed_out"]);
  });

  it("that expired leaves with the next sign-in of the same admin", async () => {
    const { scope, id, secret, adminId } = await signedIn();
    await sql()`update sessions set expires_at = ${minutesAgo(1).toISOString()} where id = ${id}`;
    await createSession(scope, { adminId, method: "password", userAgent: undefined });
    expect(await sql()`select 1 from sessions where id = ${id}`).toEqual([]);
    expect(await sql()`select 1 from lookups where row_id = ${id}`).toEqual([]);
    expect(await findSession(secret)).toBeUndefined();
  });
});

describe("an id of another account is like an unknown id", () => {
  const unknown = newId();

  it("for starting a session", async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    const start = (adminId: string) =>
      createSession(mine.scope, { adminId, method: "password", userAgent: undefined }).catch((error) => error);
    expect(await start(other.adminId)).toEqual(await start(unknown));
    expect(await start("no id at all")).toEqual(await start(unknown));
  });

  it("for revoking", async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    const one = (id: string) => revokeSession(mine.scope, system, id).catch((error) => error);
    const all = (id: string) => revokeAdminSessions(mine.scope, system, id).catch((error) => error);
    expect(await one(unknown)).toMatchObject({ code: "not_found" });
    expect(await one(other.id)).toEqual(await one(unknown));
    expect(await all(unknown)).toMatchObject({ code: "not_found" });
    expect(await all(other.adminId)).toEqual(await all(unknown));
    expect(await all("no id at all")).toEqual(await all(unknown));
    expect(await findSession(other.secret)).toBeDefined();
    expect(await actions(other.scope)).toHaveLength(2);
  });
});

it("all sessions of one admin end at once, a colleague's stay", async () => {
  const { scope, adminId, secret } = await signedIn();
  const second = await createSession(scope, { adminId, method: "password", userAgent: undefined });
  const input = { email: `${newId()}@example.com`, name: "Colleague", role: "sub" as const, passwordHash: "hash" };
  const colleague = await createAdmin(scope, system, input);
  const theirs = await createSession(scope, { adminId: colleague.id, method: "password", userAgent: undefined });

  expect(await revokeAdminSessions(scope, system, adminId)).toBe(2);
  expect(await findSession(secret)).toBeUndefined();
  expect(await findSession(second.secret)).toBeUndefined();
  expect(await findSession(theirs.secret)).toBeDefined();
  expect((await actions(scope)).filter((action) => action === "admin.sessions_revoked")).toHaveLength(1);
});

it("removing an admin ends their sessions", async () => {
  const { scope, adminId, secret } = await signedIn();
  await sql()`delete from admins where account_id = ${scope.accountId} and id = ${adminId}`;
  expect(await findSession(secret)).toBeUndefined();
});
