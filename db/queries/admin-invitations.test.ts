import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import {
  acceptAdminInvitation,
  inviteAdmin,
  listAdminInvitations,
  renewAdminInvitation,
  viewAdminInvitation,
  withdrawAdminInvitation,
} from "./admin-invitations.ts";
import { createAdmin, findIdentityByEmail, listAdmins } from "./admins.ts";
import type { Scope } from "./scope.ts";

const newEmail = () => `${newId()}@example.com`;
const invite = (scope: Scope, email = newEmail(), days = 7) =>
  inviteAdmin(scope, system, { email, role: "sub", days, byMail: false });
const accept = (scope: Scope, id: string, passwordHash = "hash") =>
  acceptAdminInvitation(scope, id, { kind: "new", name: "Ann", passwordHash });
const stateOf = async (scope: Scope, id: string) => (await viewAdminInvitation(scope, id))?.state;

describe("an invitation of an admin", () => {
  it("is accepted once, by whoever is first of ten", async () => {
    const scope = await makeAccount();
    const { id, email } = await invite(scope);
    expect(await viewAdminInvitation(scope, id)).toEqual({
      ...{ state: "open", accountName: "Test account", email, role: "sub", identity: "new" },
    });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => accept(scope, id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listAdmins(scope)).toMatchObject([{ name: "Ann", email, role: "sub" }]);
    expect(await stateOf(scope, id)).toBe("accepted");
    expect(await listAdminInvitations(scope)).toEqual([]);
  });

  it("is accepted by somebody who exists only as themselves, and leaves them as they are", async () => {
    const [first, second] = [await makeAccount(), await makeAccount()];
    const email = newEmail();
    const bob = { email, name: "Bob", role: "full" as const, passwordHash: "his own" };
    const { identityId } = await createAdmin(first, system, bob);
    const stranger = await createAdmin(first, system, { ...bob, email: newEmail() });
    const { id } = await invite(second, email);
    expect(await viewAdminInvitation(second, id)).toMatchObject({ identity: "known" });
    await expect(accept(second, id)).rejects.toMatchObject({ code: "conflict" });
    await expect(acceptAdminInvitation(second, id, { kind: "known", identityId: stranger.identityId })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await listAdmins(second)).toEqual([]);
    await acceptAdminInvitation(second, id, { kind: "known", identityId });
    expect(await findIdentityByEmail(email)).toMatchObject({ name: "Bob", passwordHash: "his own" });
    await expect(invite(second, email)).rejects.toMatchObject({ code: "conflict" });
  });

  it("gives no password to somebody who has none: it would open what they have elsewhere", async () => {
    const [first, second] = [await makeAccount(), await makeAccount()];
    const email = newEmail();
    await createAdmin(first, system, { email, name: "Bob", role: "full", passwordHash: undefined });
    const { id } = await invite(second, email);
    expect(await viewAdminInvitation(second, id)).toMatchObject({ identity: "without_password" });
    await expect(accept(second, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await findIdentityByEmail(email)).toMatchObject({ passwordHash: null });
  });

  it("of two accounts, accepted at once for one new e-mail, makes one person with one password in one of them", async () => {
    const scopes = [await makeAccount(), await makeAccount()];
    const email = newEmail();
    const results = await Promise.allSettled(
      scopes.map(async (scope) => accept(scope, (await invite(scope, email)).id, `password of ${scope.accountId}`)),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const seats = await Promise.all(scopes.map(listAdmins));
    const inside = scopes[seats.findIndex(({ length }) => length === 1)];
    expect(seats.flat()).toHaveLength(1);
    expect((await findIdentityByEmail(email))?.passwordHash).toBe(`password of ${inside?.accountId}`);
  });

  it("lasts longer when it is sent again, also after it expired", async () => {
    const scope = await makeAccount();
    const { id, expiresAt } = await invite(scope, newEmail(), -1);
    await renewAdminInvitation(scope, system, id, { days: 7, byMail: false });
    const [renewed] = await listAdminInvitations(scope);
    expect(renewed?.expiresAt.getTime()).toBeGreaterThan(expiresAt.getTime() + 7 * 86_400_000);
    expect(await stateOf(scope, id)).toBe("open");
    await accept(scope, id);
    for (const gone of [id, newId(), "nonsense"])
      await expect(renewAdminInvitation(scope, system, gone, { days: 7, byMail: true })).rejects.toMatchObject({
        code: "not_found",
      });
    await expect(renewAdminInvitation(await makeAccount(), system, id, { days: 7, byMail: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is replaced by a second one, expires, and can be withdrawn", async () => {
    const scope = await makeAccount();
    const email = newEmail();
    const first = await invite(scope, email);
    const second = await invite(scope, email.toUpperCase());
    expect((await listAdminInvitations(scope)).map(({ id }) => id)).toEqual([second.id]);
    expect(await stateOf(scope, first.id)).toBe("withdrawn");
    await withdrawAdminInvitation(scope, system, second.id);
    const expired = await invite(scope, newEmail(), -1);
    expect(await stateOf(scope, expired.id)).toBe("expired");
    for (const { id } of [first, second, expired]) await expect(accept(scope, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await listAdmins(scope)).toEqual([]);
  });

  it("is one of nobody in another account", async () => {
    const [scope, stranger] = [await makeAccount(), await makeAccount()];
    const { id } = await invite(scope);
    expect(await viewAdminInvitation(stranger, id)).toBeUndefined();
    await expect(accept(stranger, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(withdrawAdminInvitation(stranger, system, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await stateOf(scope, id)).toBe("open");
  });

  it("tells the Activity log each step", async () => {
    const scope = await makeAccount();
    await withdrawAdminInvitation(scope, system, (await invite(scope)).id);
    await accept(scope, (await invite(scope)).id);
    const rows = await sql()`select action, actor_kind from activity where account_id = ${scope.accountId} order by id`;
    expect(rows.map(({ action, actor_kind }) => `${action} ${actor_kind}`)).toEqual([
      ...["admin.invited system", "admin.invitation_withdrawn system", "admin.invited system", "admin.joined admin"],
    ]);
  });
});
