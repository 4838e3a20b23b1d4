import { expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { type Invitation, openInvitationLink } from "../../lib/invitations.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, setActive, system, violations } from "../testing.ts";
import { activateInvitation, invitationLink, viewInvitation } from "./invitations.ts";
import { resendInvitation, setCountsInvited } from "./license-changes.ts";
import { listUserLicenses } from "./licenses.ts";
import type { Scope } from "./scope.ts";

async function makeInvited(total = 1) {
  const account = await makeAccount();
  const poolId = await makePool(account, total);
  const scope = await makeConfiguration(account, poolId);
  const userId = await makeUser(scope, { userName: "ann", displayName: "Ann Marsh" });
  return { scope, poolId, userId };
}

async function invitationOf(scope: Scope, poolId: string, userId: string): Promise<Invitation> {
  const opened = await openInvitationLink((await invitationLink(scope, poolId, userId)).replace("/activate/", ""));
  if (opened.kind !== "signed") throw new Error(opened.kind);
  return opened.invitation;
}

const activityOf = async (scope: Scope, userId: string) => {
  const rows = await sql()<{ action: string }[]>`
    select action from activity where account_id = ${scope.accountId} and subject_id = ${userId} order by id`;
  return rows.map(({ action }) => action);
};

it("a link is opened once: it tells what it is for, activates, and then is used", async () => {
  const { scope, poolId, userId } = await makeInvited();
  const invitation = await invitationOf(scope, poolId, userId);
  const what = {
    organization: "Test account",
    person: "Ann Marsh",
    product: "Sales Navigator",
    instanceName: "Sales Navigator",
    licenseType: "Advanced",
  };
  expect(await viewInvitation(invitation)).toEqual({ state: "open", ...what });
  expect(await activateInvitation(invitation)).toBe("activated");
  expect(await viewInvitation(invitation)).toEqual({ state: "activated", ...what });
  const before = await activityOf(scope, userId);
  expect(await activateInvitation(invitation)).toBe("used");
  expect(await activityOf(scope, userId)).toEqual(before);
  expect(await poolState(scope, poolId)).toMatchObject({ invited: 0, activated: 1 });
  await expect(invitationLink(scope, poolId, userId)).rejects.toMatchObject({ code: "conflict" });
});

it("a link replaced by a newer one, or of a license that was returned, tells nothing and activates nothing", async () => {
  const { scope, poolId, userId } = await makeInvited();
  const first = await invitationOf(scope, poolId, userId);
  await resendInvitation(scope, system, poolId, [userId]);
  expect(await viewInvitation(first)).toEqual({ state: "replaced" });
  expect(await activateInvitation(first)).toBe("replaced");
  const second = await invitationOf(scope, poolId, userId);
  expect(await viewInvitation(second)).toMatchObject({ state: "open" });

  await setActive(scope, userId, false);
  for (const invitation of [first, second]) {
    expect(await viewInvitation(invitation)).toEqual({ state: "returned" });
    expect(await activateInvitation(invitation)).toBe("returned");
  }
  // invited again: what was sent before stays useless
  await setActive(scope, userId, true);
  expect(await activateInvitation(second)).toBe("replaced");
  expect(await poolState(scope, poolId)).toMatchObject({ invited: 1, activated: 0 });
});

it("where only activations count, activating at the limit leads to the waiting line", async () => {
  const { scope, poolId, userId: ann } = await makeInvited(1);
  await setCountsInvited(scope, system, poolId, false);
  const ben = await makeUser(scope, { userName: "ben" });
  const [forAnn, forBen] = [await invitationOf(scope, poolId, ann), await invitationOf(scope, poolId, ben)];
  expect(await activateInvitation(forBen)).toBe("activated");
  expect(await activateInvitation(forAnn)).toBe("waiting");
  expect(await viewInvitation(forAnn)).toMatchObject({ state: "waiting" });
  expect(violations(await poolState(scope, poolId))).toEqual([]);
  await setActive(scope, ben, false);
  expect(await listUserLicenses(scope, [ann])).toMatchObject([{ state: "invited" }]);
});

it("an invitation of another account, or an expired one, has no link", async () => {
  const { scope, poolId, userId } = await makeInvited();
  const refusal = (other: Scope, pool: string, user: string) =>
    invitationLink(other, pool, user).catch((error: unknown) => String(error));
  const unknown = await refusal(scope, poolId, newId());
  expect(await refusal(await makeAccount(), poolId, userId)).toBe(unknown);
  expect(await refusal(scope, "x", "y")).toBe(unknown);
  await sql()`update license_assignments set invited_at = now() - interval '31 days' where account_id = ${scope.accountId}`;
  expect(await refusal(scope, poolId, userId)).toContain("expired");
});

it("a hundred presses at once activate once", async () => {
  const { scope, poolId, userId } = await makeInvited();
  const invitation = await invitationOf(scope, poolId, userId);
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => activateInvitation(invitation)));
  expect(outcomes.filter((outcome) => outcome === "activated")).toHaveLength(1);
  expect((await activityOf(scope, userId)).filter((action) => action === "license.activated")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "used")).toHaveLength(99);
});
