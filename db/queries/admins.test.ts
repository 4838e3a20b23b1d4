import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import { createAdmin, findIdentityByEmail, listAdmins, listSeats, type Role, resetPassword } from "./admins.ts";
import type { Scope } from "./scope.ts";
import { createSession, findSession } from "./sessions.ts";

const newEmail = () => `${newId()}@example.com`;

const makeAdmin = (scope: Scope, email: string, role: Role = "full", passwordHash = "hash") =>
  createAdmin(scope, system, { email, name: "Somebody", role, passwordHash });

const actionsOf = async ({ accountId }: Scope) =>
  (await sql()`select action, subject_id from activity where account_id = ${accountId} order by id`).map(
    ({ action, subject_id }) => `${action} ${subject_id}`,
  );

describe("an admin", () => {
  it("is found by e-mail whatever its case and width", async () => {
    const email = newEmail();
    await makeAdmin(await makeAccount(), email.toUpperCase());
    expect(await findIdentityByEmail(email)).toMatchObject({ email: email.toUpperCase(), passwordHash: "hash" });
    expect(await findIdentityByEmail(email.replace("@", "＠"))).toBeDefined();
    expect(await findIdentityByEmail(`x${email}`)).toBeUndefined();
  });

  it("of one account is no admin of another", async () => {
    const [mine, other] = [await makeAccount(), await makeAccount()];
    const { id } = await makeAdmin(mine, newEmail());
    expect((await listAdmins(mine)).map((admin) => admin.id)).toEqual([id]);
    expect(await listAdmins(other)).toEqual([]);
    expect(await actionsOf(mine)).toEqual([`admin.created ${id}`]);
    expect(await actionsOf(other)).toEqual([]);
  });

  it("of two accounts is one identity, which keeps its password", async () => {
    const email = newEmail();
    const [first, second] = [await makeAccount(), await makeAccount()];
    const one = await makeAdmin(first, email, "full", "first hash");
    const two = await makeAdmin(second, email, "sub", "second hash");
    expect(one.newIdentity).toBe(true);
    expect(two).toMatchObject({ identityId: one.identityId, newIdentity: false });
    expect(await findIdentityByEmail(email)).toMatchObject({ passwordHash: "first hash" });
    const seats = await listSeats(one.identityId);
    expect(seats.map(({ accountId, role }) => [accountId, role]).sort()).toEqual(
      [
        [first.accountId, "full"],
        [second.accountId, "sub"],
      ].sort(),
    );
  });

  it("is created once when ten ask at once", async () => {
    const scope = await makeAccount();
    const email = newEmail();
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => makeAdmin(scope, email)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    for (const reason of refused) expect(reason).toMatchObject({ code: "conflict" });
    expect(await listAdmins(scope)).toHaveLength(1);
    expect(await actionsOf(scope)).toHaveLength(1);
  });
});

describe("a password reset", () => {
  it("ends every session of that identity in every account and nobody else's", async () => {
    const email = newEmail();
    const [first, second] = [await makeAccount(), await makeAccount()];
    const inFirst = await makeAdmin(first, email);
    const inSecond = await makeAdmin(second, email);
    const colleague = await makeAdmin(first, newEmail());
    const signIn = (scope: Scope, adminId: string) => createSession(scope, { adminId, method: "password", userAgent: undefined });
    const [one, two, three] = [
      await signIn(first, inFirst.id),
      await signIn(second, inSecond.id),
      await signIn(first, colleague.id),
    ];

    await resetPassword(system, email.toUpperCase(), "new hash");

    expect(await findIdentityByEmail(email)).toMatchObject({ passwordHash: "new hash" });
    expect(await findSession(one.secret)).toBeUndefined();
    expect(await findSession(two.secret)).toBeUndefined();
    expect(await findSession(three.secret)).toBeDefined();
    expect(await actionsOf(second)).toContain(`admin.password_reset ${inSecond.id}`);
  });

  it("of nobody is not found", async () => {
    await expect(resetPassword(system, newEmail(), "hash")).rejects.toMatchObject({ code: "not_found" });
  });
});
