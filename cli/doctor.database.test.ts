import { beforeEach, expect, test } from "vitest";
import { sql } from "#db/client.ts";
import { createAccount } from "#db/queries/accounts.ts";
import { examine } from "#db/queries/doctor.ts";
import { addMembers, createGroup } from "#db/queries/group-changes.ts";
import { addGroupRule } from "#db/queries/group-rules.ts";
import { assignLicense } from "#db/queries/license-changes.ts";
import type { ScimScope, Scope } from "#db/queries/scope.ts";
import { deleteUser } from "#db/queries/users.ts";
import { makeConfiguration, makePool, makeUser, system } from "#db/testing.ts";
import { newId } from "#lib/ids.ts";
import { run } from "./run.ts";

let account: Scope;
let [a, slug] = ["", ""];
let [advanced, plus, group] = ["", "", ""];
let idp: ScimScope;
/** Ada has Advanced, Bob has Advanced Plus instead of it, Cem has Advanced, Dee waits for it; Eve is in the group, and gone is gone. */
let [ada, bob, cem, dee, eve, gone] = ["", "", "", "", "", ""];

const person = (scope: ScimScope) => makeUser(scope, { userName: newId() });

beforeEach(async () => {
  slug = newId();
  a = (await createAccount(system, { name: "Northern Mills", slug })).id;
  account = { accountId: a };
  [advanced, plus] = [await makePool(account, 2), await makePool(account, 1, "Advanced Plus")];
  const core = await makePool(account, 5, "Core");
  idp = await makeConfiguration(account, advanced);
  const dataOnly = await makeConfiguration(account);
  [ada, bob, cem, dee] = [await person(idp), await person(idp), await person(idp), await person(idp)];
  [eve, gone] = [await person(dataOnly), await person(dataOnly)];
  await assignLicense(account, system, plus, [bob]);
  group = await createGroup(account, system, "Staff");
  await addMembers(account, system, group, [eve]);
  await addGroupRule(account, system, { groupId: group, poolId: core });
  await deleteUser(dataOnly, { id: gone, version: undefined, activityId: newId(), at: new Date() });
  expect(await examine(account)).toEqual([]);
});

async function doctor(...options: string[]): Promise<{ code: number; said: string }> {
  let said = "";
  const hear = (text: string) => {
    said += text;
  };
  return { code: await run(["doctor", "--account", slug, ...options], { out: hear, err: hear }), said };
}

/** Puts an assignment into another state, and keeps the counters right. */
async function force(pool: string, user: string, state: string): Promise<void> {
  await sql()`update license_assignments set state = ${state} where account_id = ${a} and pool_id = ${pool} and user_id = ${user}`;
  await sql()`
    update license_pools p
       set (invited, held, waiting) = (
         select count(*) filter (where state = 'invited'), count(*) filter (where state = 'held'), count(*) filter (where state = 'waiting')
           from license_assignments where account_id = ${a} and pool_id = p.id)
     where p.account_id = ${a} and p.id = ${pool}`;
}

const addReason = (pool: string, user: string, kind: string) => sql()`
  insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id) values (${a}, ${pool}, ${user}, ${kind}, ${newId()})`;

const addMember = (groupId: string, member: string, kind: string) => sql()`
  insert into group_members (account_id, group_id, member_id, kind) values (${a}, ${groupId}, ${member}, ${kind})`;

/** What the doctor must say → what breaks it. */
const breaks: Record<string, () => Promise<unknown>> = {
  "counters differ from rows": () => sql()`update license_pools set invited = 0 where account_id = ${a} and id = ${advanced}`,
  "somebody waits beside a free license": () =>
    sql()`update license_pools set total = 9 where account_id = ${a} and id = ${advanced}`,
  "a license without a reason": () => sql()`delete from assignment_reasons where account_id = ${a} and user_id = ${ada}`,
  "a license that no reason asks for": () =>
    sql()`insert into exclusions (account_id, pool_id, user_id) values (${a}, ${advanced}, ${ada})`,
  "a license that is due and not given": () => force(advanced, ada, "dormant"),
  "a license beside a higher one that excludes it": async () => {
    await sql()`update license_pools set total = 9 where account_id = ${a} and id = ${advanced}`;
    await force(advanced, bob, "invited");
  },
  "a license held back without a mass leave": () => force(advanced, ada, "held"),
  "an invitation that no link opens": () =>
    sql()`update license_assignments set invitation_id = null where account_id = ${a} and user_id = ${ada}`,
  "a reason of somebody who is deleted": async () => {
    await sql()`insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at)
      values (${a}, ${plus}, ${gone}, 'dormant', 0, now())`;
    await addReason(plus, gone, "admin");
  },
  "a mass leave holds what nobody decides about": () => addReason(advanced, ada, "mass_leave"),
  "a reason of a configuration that does not link the person as active": () => addReason(advanced, ada, "configuration"),
  "a reason of a group rule without membership": () =>
    sql()`delete from group_members where account_id = ${a} and member_id = ${eve}`,
  "a member whom the group rule gave nothing": () => addMember(group, dee, "user"),
  "active differs from what links and admins say": () =>
    sql()`update users set active = false where account_id = ${a} and id = ${cem}`,
  "the number of people differs from their rows": () =>
    sql()`insert into people_counts (account_id, people, active) values (${a}, 1, 0)`,
  "a person whom nothing holds": () =>
    sql()`update provisioning_links set active = false, deleted_at = now() where account_id = ${a} and user_id = ${ada}`,
  "a membership that points nowhere": () =>
    Promise.all([
      addMember(group, newId(), "user"),
      addMember(group, gone, "user"),
      addMember(group, newId(), "group"),
      addMember(newId(), ada, "user"),
    ]),
};

test.each(Object.keys(breaks))("doctor says: %s; and --fix repairs it", async (finding) => {
  await breaks[finding]?.();
  const seen = await doctor();
  expect(seen.code).toBe(1);
  expect(seen.said).toContain(finding);
  expect(await doctor("--fix")).toMatchObject({ code: 0, said: expect.stringContaining("Repaired.") });
  expect(await doctor()).toMatchObject({ code: 0, said: expect.stringContaining("Everything holds.") });
});

test("the doctor changes nothing unasked, and what --fix changes is in the activity log", async () => {
  await breaks["counters differ from rows"]?.();
  await breaks["a reason of a group rule without membership"]?.();
  const before = await examine(account);
  await doctor();
  expect(await examine(account)).toEqual(before);
  await doctor("--fix");
  const rows = await sql()`select action, subject_id from activity where account_id = ${a} and action like '%.repaired'`;
  expect(rows).toContainEqual({ action: "pool.repaired", subject_id: advanced });
  expect(rows).toContainEqual({ action: "user.repaired", subject_id: eve });
});

test("every finding that the doctor knows is broken here once", async () => {
  const [{ source } = { source: "" }] = await sql()<{ source: string }[]>`
    select prosrc as source from pg_proc where proname = 'doctor_findings'`;
  const known = [...source.matchAll(/^ {2}select '([^']+)'/gm)].map(([, finding]) => finding);
  expect(known.sort()).toEqual(Object.keys(breaks).sort());
});
