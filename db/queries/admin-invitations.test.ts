import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import {
  acceptAdminInvitation,
  inviteAdmin,
  listAdminInvitations,
  viewAdminInvitation,
  withdrawAdminInvitation,
} from "./admin-invitations.ts";
import { createAdmin, findIdentityByEmail, listAdmins } from "./admins.ts";
import type { Scope } from "./scope.ts";

const newEmail = () => `${newId()}@example.com`;
const invite = (scope: Scope, email = newEmail(), days = 7) => inviteAdmin(scope, system, { email, role: "sub", days });
const accept = (scope: Scope, id: string) => acceptAdminInvitation(scope, id, { name: "Ann", passwordHash: "hash" });
const stateOf = async (scope: Scope, id: string) => (await viewAdminInvitation(scope, id))?.state;

describe("an invitation of an admin", () => {
  it("is accepted once, by whoever is first of ten", async () => {
    const scope = await makeAccount();
    const { id, email } = await invite(scope);
    expect(await viewAdminInvitation(scope, id)).toEqual({
      ...{ state: "open", accountName: "Test account", email, role: "sub", known: false },
    });
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => accept(scope, id)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await listAdmins(scope)).toMatchObject([{ name: "Ann", email, role: "sub" }]);
    expect(await stateOf(scope, id)).toBe("accepted");
    expect(await listAdminInvitations(scope)).toEqual([]);
  });

  it("leaves an identity that signs in already as it is", async () => {
    const [first, second] = [await makeAccount(), await makeAccount()];
    const email = newEmail();
    await createAdmin(first, system, { email, name: "Bob", role: "full", passwordHash: "his own" });
    const { id } = await invite(second, email);
    expect(await viewAdminInvitation(second, id)).toMatchObject({ known: true });
    await accept(second, id);
    expect(await findIdentityByEmail(email)).toMatchObject({ name: "Bob", passwordHash: "his own" });
    await expect(invite(second, email)).rejects.toMatchObject({ code: "conflict" });
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
