import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import {
  changePassword,
  changeRole,
  endOwnSession,
  endOwnSessions,
  listOwnSessions,
  removeAdmin,
  renameIdentity,
} from "./admin-changes.ts";
import { createAdmin, findIdentityByEmail, listAdmins, type Role } from "./admins.ts";
import type { Scope } from "./scope.ts";
import { createSession, findSession } from "./sessions.ts";

const newEmail = () => `${newId()}@example.com`;
const admin = (id: string) => ({ kind: "admin", id }) as const;

async function makeAdmin(scope: Scope, role: Role = "full", email = newEmail()) {
  const { id, identityId } = await createAdmin(scope, system, { email, name: "Somebody", role, passwordHash: "hash" });
  return { id, identityId, email };
}

const signIn = (scope: Scope, adminId: string) => createSession(scope, { adminId, method: "password", userAgent: "Test" });
const rolesOf = async (scope: Scope) => (await listAdmins(scope)).map(({ role }) => role).sort();
const lastActions = async ({ accountId }: Scope, count: number) =>
  (await sql()`select action from activity where account_id = ${accountId} order by id desc limit ${count}`).map(
    ({ action }) => action,
  );

describe("the last Full admin", () => {
  it("cannot be made a Sub admin, be removed, or leave", async () => {
    const scope = await makeAccount();
    const full = await makeAdmin(scope);
    await makeAdmin(scope, "sub");
    await expect(changeRole(scope, admin(full.id), full.id, "sub")).rejects.toMatchObject({ code: "conflict" });
    await expect(removeAdmin(scope, admin(full.id), full.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await rolesOf(scope)).toEqual(["full", "sub"]);
    expect(await lastActions(scope, 1)).toEqual(["admin.created"]);
  });

  it("remains when two Full admins remove or demote each other at once", async () => {
    for (let round = 0; round < 20; round++) {
      const scope = await makeAccount();
      const [one, two] = [await makeAdmin(scope), await makeAdmin(scope)];
      const against =
        round % 2
          ? (from: string, to: string) => removeAdmin(scope, admin(from), to)
          : (from: string, to: string) => changeRole(scope, admin(from), to, "sub");
      const results = await Promise.allSettled([against(one.id, two.id), against(two.id, one.id)]);
      expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect((await rolesOf(scope)).filter((role) => role === "full")).toHaveLength(1);
    }
  });
});

describe("an admin of an account", () => {
  it("changes role and leaves, and the log keeps the name", async () => {
    const scope = await makeAccount();
    const [full, other] = [await makeAdmin(scope), await makeAdmin(scope, "sub")];
    await changeRole(scope, admin(full.id), other.id, "full");
    expect(await rolesOf(scope)).toEqual(["full", "full"]);
    const { secret } = await signIn(scope, other.id);
    await removeAdmin(scope, admin(full.id), other.id);
    expect(await findSession(secret)).toBeUndefined();
    expect(await lastActions(scope, 1)).toEqual(["admin.removed"]);
    await expect(changeRole(scope, admin(full.id), other.id, "sub")).rejects.toMatchObject({ code: "not_found" });
  });

  it("changes nobody as a Sub admin, and nobody of another account", async () => {
    const scope = await makeAccount();
    const [full, sub] = [await makeAdmin(scope), await makeAdmin(scope, "sub")];
    await expect(changeRole(scope, admin(sub.id), sub.id, "full")).rejects.toMatchObject({ code: "forbidden" });
    const stranger = await makeAccount();
    const theirs = await makeAdmin(stranger);
    await expect(removeAdmin(scope, admin(full.id), theirs.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeAdmin(stranger, admin(full.id), theirs.id)).rejects.toMatchObject({ code: "forbidden" });
    expect([await rolesOf(scope), await rolesOf(stranger)]).toEqual([["full", "sub"], ["full"]]);
  });
});

describe("what somebody changes of themselves", () => {
  it("holds in every account: a name, and a password that ends all other sessions", async () => {
    const [here, there] = [await makeAccount(), await makeAccount()];
    const email = newEmail();
    const [seat, other] = [await makeAdmin(here, "full", email), await makeAdmin(there, "sub", email)];
    const [mine, elsewhere, inOther] = [await signIn(here, seat.id), await signIn(here, seat.id), await signIn(there, other.id)];
    const oneself = { ...here, identityId: seat.identityId, method: "password" as const };
    await renameIdentity(oneself, "New name");
    await renameIdentity(oneself, "New name");
    expect((await listAdmins(there)).map(({ name }) => name)).toEqual(["New name"]);
    await changePassword(seat.identityId, "new hash", mine.id);
    expect((await findIdentityByEmail(email))?.passwordHash).toBe("new hash");
    expect(await findSession(mine.secret)).toBeDefined();
    expect([await findSession(elsewhere.secret), await findSession(inOther.secret)]).toEqual([undefined, undefined]);
    expect(await lastActions(there, 3)).toEqual(["admin.password_changed", "admin.renamed", "admin.signed_in"]);
  });

  it("ends their own sessions, one or all, and nobody else's", async () => {
    const scope = await makeAccount();
    const [one, two] = [await makeAdmin(scope), await makeAdmin(scope)];
    const [mine, second, third, theirs] = [
      ...[await signIn(scope, one.id), await signIn(scope, one.id), await signIn(scope, one.id)],
      await signIn(scope, two.id),
    ];
    if (!mine || !second || !third || !theirs) throw new Error("four sessions were made");
    const oneself = { ...scope, identityId: one.identityId, method: "password" as const };
    await endOwnSession(oneself, second.id);
    for (const id of [second.id, theirs.id, newId(), "nonsense"])
      await expect(endOwnSession(oneself, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listOwnSessions(oneself)).map(({ id }) => id)).toEqual([third.id, mine.id]);
    expect(await endOwnSessions(oneself, mine.id)).toBe(1);
    expect(await endOwnSessions(oneself, mine.id)).toBe(0);
    expect([await findSession(mine.secret), await findSession(theirs.secret)]).not.toContain(undefined);
  });
});
