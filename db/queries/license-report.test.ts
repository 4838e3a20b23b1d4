import { expect, it } from "vitest";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../testing.ts";
import { activateInvitation } from "./invitations.ts";
import { assignLicense, returnLicense } from "./license-changes.ts";
import { findMailProblems, listExcluded, listPoolDays, listReclaimable, listWaiting } from "./license-report.ts";
import { listPools, setPoolTotal } from "./licenses.ts";
import { countPeople } from "./profiles.ts";

const firstPage = { page: 1, pageSize: 2 };

async function makePeople(total: number, ...names: string[]) {
  const account = await makeAccount();
  const poolId = await makePool(account, total);
  const scope = await makeConfiguration(account, poolId);
  const ids: string[] = [];
  for (const userName of names) ids.push(await makeUser(scope, { userName }));
  return { scope, poolId, ids };
}

it("the line of a pool is read by pages, positions and reasons with it", async () => {
  const { scope, poolId } = await makePeople(1, "ann", "ben", "cid", "dan");
  const { rows, total } = await listWaiting(scope, poolId, firstPage);
  expect(total).toBe(3);
  expect(rows.map(({ name, position }) => [name, position])).toEqual([
    ["ben", 1],
    ["cid", 2],
  ]);
  expect(rows[0]?.reasons).toEqual([{ kind: "configuration", sourceId: scope.configurationId }]);
  const second = await listWaiting(scope, poolId, { page: 2, pageSize: 2 });
  expect(second.rows.map(({ name, position }) => [name, position])).toEqual([["dan", 3]]);
  expect(await listWaiting(await makeAccount(), poolId, firstPage)).toEqual({ rows: [], total: 0 });
});

it("who was invited long ago and never activated is found, with what became of the e-mail", async () => {
  const { scope, poolId, ids } = await makePeople(3, "ann", "ben", "cid");
  await sql()`update license_assignments set invited_at = now() - interval '31 days' where account_id = ${scope.accountId} and user_id = any(${ids.slice(0, 2)})`;
  await sql()`
    insert into mails (account_id, kind, about_id, failure)
    select account_id, 'invitation', invitation_id, 'There is no usable email address.' from license_assignments
     where account_id = ${scope.accountId} and user_id = ${ids[0] ?? ""}`;
  const before = new Date(Date.now() - 30 * 86_400_000);
  const { rows, total } = await listReclaimable(scope, poolId, before, firstPage);
  expect(total).toBe(2);
  expect(rows.map(({ name, failure }) => [name, failure]).sort()).toEqual([
    ["ann", "There is no usable email address."],
    ["ben", undefined],
  ]);
  // who is ticked by "all that match" is who is listed
  expect(await countPeople(scope, { poolId, license: "invited", invitedBefore: before })).toBe(2);
  expect(await findMailProblems(scope)).toEqual({
    invitations: 1,
    others: 0,
    lastFailure: "There is no usable email address.",
  });
  expect(await findMailProblems(await makeAccount())).toBeUndefined();
});

it("exclusions are listed with who, what and why", async () => {
  const { scope, poolId, ids } = await makePeople(3, "ann", "ben");
  await returnLicense(scope, system, poolId, ids.slice(0, 1), "On leave");
  const { rows, total } = await listExcluded(scope, firstPage);
  expect(total).toBe(1);
  expect(rows).toMatchObject([
    { name: "ann", poolId, instanceName: "Sales Navigator", licenseType: "Advanced", why: "On leave" },
  ]);
  expect(await listExcluded(await makeAccount(), firstPage)).toEqual({ rows: [], total: 0 });
});

it("the days of a pool add up to what it is now, and say what deprovisioning freed and who got it", async () => {
  const { scope, poolId, ids } = await makePeople(2, "ann", "ben", "cid", "dan");
  await setPoolTotal(scope, system, {
    product: "Sales Navigator",
    instance: "Sales Navigator",
    licenseType: "Advanced",
    total: 3,
  });
  const [ann = "", ben = "", cid = ""] = ids;
  const [row] =
    await sql()`select invitation_id from license_assignments where account_id = ${scope.accountId} and user_id = ${ann}`;
  await activateInvitation({ accountId: scope.accountId, poolId, userId: ann, invitationId: row?.invitation_id });
  await setActive(scope, ben, false); // dan gets it
  await returnLicense(scope, system, poolId, [cid]);
  await assignLicense(scope, system, poolId, [cid]);
  const days = await listPoolDays(scope, poolId, 30);
  const [pool] = await listPools(scope);
  expect(days).toHaveLength(1);
  expect(days[0]).toEqual({
    day: new Date().toISOString().slice(0, 10),
    used: (pool?.invited ?? 0) + (pool?.activated ?? 0),
    activated: 1,
    freed: 1,
    passedOn: 2, // cid when the total grew, dan when ben left
    total: 3,
  });
  expect(await listPoolDays(await makeAccount(), poolId, 30)).toEqual([]);
});
