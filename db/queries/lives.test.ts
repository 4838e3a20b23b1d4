import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { noDelta } from "../../lib/scim/membership.ts";
import { type Sql, sql } from "../client.ts";
import { inTheMiddle } from "../testing/in-the-middle.ts";
import { licensesOf } from "../testing/licensed.ts";
import { linkUser, makeAccount, makeConfiguration, makePool, makeUser, poolState, setActive, system } from "../testing.ts";
import { deleteConfiguration } from "./configurations.ts";
import { addMembers, createGroup, removeMembers } from "./group-changes.ts";
import { addGroupRule, listGroupRules, moveGroupRule, removeGroupRule } from "./group-rules.ts";
import { updateGroup } from "./groups.ts";
import { activateInvitation } from "./invitations.ts";
import { assignLicense, moveToFront, returnLicense, setCountsInvited } from "./license-changes.ts";
import { setPoolTotal } from "./licenses.ts";
import { findOpenMassLeave, resolveMassLeave } from "./mass-leaves.ts";
import { restorePerson, suspendPeople, unsuspendPeople } from "./people-states.ts";
import type { ScimScope, Scope } from "./scope.ts";
import { deleteUser } from "./users.ts";

/** What the model and the races found: each was once otherwise. */

let account: Scope;
let advanced: string;
let plus: string;
/** Gives Advanced by itself. */
let idp: ScimScope;
let dataOnly: ScimScope;
beforeEach(async () => {
  account = await makeAccount();
  advanced = await makePool(account, 2);
  plus = await makePool(account, 1, "Advanced Plus");
  idp = await makeConfiguration(account, advanced);
  dataOnly = await makeConfiguration(account);
});

const of = (id: string) => licensesOf(account, id);
const person = (scope: ScimScope = idp) => makeUser(scope, { userName: newId() });
const remove = (id: string) => deleteUser(idp, { id, version: undefined, activityId: newId(), at: new Date() });
const groupOf = async (...people: string[]) => {
  const id = await createGroup(account, system, newId());
  await addMembers(account, system, id, people);
  return id;
};

async function people(count: number, scope: ScimScope = idp): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(await person(scope));
  return ids;
}

async function leave(ids: readonly string[]): Promise<void> {
  for (const id of ids) await setActive(idp, id, false);
}

async function activate(poolId: string, userId: string): Promise<string> {
  const [row] = await sql()<{ invitation_id: string }[]>`
    select invitation_id from license_assignments
     where account_id = ${account.accountId} and pool_id = ${poolId} and user_id = ${userId}`;
  return activateInvitation({ ...account, poolId, userId, invitationId: row?.invitation_id ?? newId() });
}

async function decide(resolution: "restored" | "released"): Promise<void> {
  const open = await findOpenMassLeave(account);
  await resolveMassLeave(account, system, open?.id ?? "", resolution);
}

const actionsOf = async (id: string) =>
  (await sql()`select action from activity where account_id = ${account.accountId} and subject_id = ${id}`).map(
    ({ action }) => action,
  );

describe("what several people return at once passes to nobody among them", () => {
  /** Two who have Advanced, activated; the first has Advanced Plus instead, for which the second waits. */
  async function holderAndWaiter(give: (ids: string[]) => Promise<unknown>): Promise<[string, string]> {
    const [first, second] = [await person(), await person()];
    await activate(advanced, second);
    await give([first, second]);
    expect(await of(second)).toEqual(["Advanced Plus waiting 1", "Advanced activated"]);
    return [first, second];
  }

  it("so that nobody loses an activated license for one they had for a moment: by a rule that ends", async () => {
    let rule = "";
    const [, waiter] = await holderAndWaiter(async (ids) => {
      rule = await addGroupRule(account, system, { groupId: await groupOf(...ids), poolId: plus });
    });
    await removeGroupRule(account, system, rule);
    expect(await of(waiter)).toEqual(["Advanced activated"]);
  });

  it("by people who leave a group together", async () => {
    let group = "";
    const [holder, waiter] = await holderAndWaiter(async (ids) => {
      group = await groupOf(...ids);
      await addGroupRule(account, system, { groupId: group, poolId: plus });
    });
    await removeMembers(account, system, group, [holder, waiter]);
    expect(await of(waiter)).toEqual(["Advanced activated"]);
  });

  it("by an admin", async () => {
    const [holder, waiter] = await holderAndWaiter((ids) => assignLicense(account, system, plus, ids));
    await returnLicense(account, system, plus, [holder, waiter]);
    expect(await of(waiter)).toEqual(["Advanced activated"]);
  });

  it("by a configuration that is deleted", async () => {
    const second = await makeConfiguration(account, plus);
    const [, waiter] = await holderAndWaiter(async (ids) => {
      for (const id of ids) await linkUser(second, id, {});
    });
    await deleteConfiguration(account, system, second.configurationId);
    expect(await of(waiter)).toEqual(["Advanced activated"]);
  });
});

describe("the order of request", () => {
  it("of people assigned together is the order given, whatever else they have", async () => {
    const core = await makePool(account, 1, "Core");
    const [ada, bob] = [await person(), await person(dataOnly)];
    await assignLicense(account, system, core, [ada, bob]);
    expect([await of(ada), await of(bob)]).toEqual([["Advanced invited", "Core invited"], ["Core waiting 1"]]);
  });

  it("names nobody twice who is named twice", async () => {
    const ada = await person(dataOnly);
    await assignLicense(account, system, plus, [ada, ada]);
    expect(await of(ada)).toEqual(["Advanced Plus invited"]);
  });

  it("gives nobody the place of somebody who comes back to it", async () => {
    await makePool(account, 1);
    const ids = await people(25);
    const [, waiter = "", other = ""] = ids;
    // the first in line leaves with the others, another one is moved to the front meanwhile
    await leave([waiter, ...ids.slice(3, 23)]);
    await moveToFront(account, system, advanced, other);
    await decide("restored");
    expect([await of(other), await of(waiter)]).toEqual([["Advanced waiting 1"], ["Advanced waiting 2"]]);
  });

  it("of rules has no gaps: after one is removed, another is moved to where the admin says", async () => {
    const rules: string[] = [];
    for (let index = 0; index < 4; index++)
      rules.push(await addGroupRule(account, system, { groupId: await groupOf(), poolId: plus }));
    const [first = "", second = "", third = "", fourth = ""] = rules;
    await removeGroupRule(account, system, second);
    await moveGroupRule(account, system, first, 2);
    expect((await listGroupRules(account)).map(({ id }) => id)).toEqual([third, first, fourth]);
  });
});

describe("a mass leave", () => {
  it("holds no invitation where only activations count, and the IdP still succeeds", async () => {
    await setCountsInvited(account, system, advanced, false);
    const ids = await people(25);
    await activate(advanced, ids[0] ?? "");
    await activate(advanced, ids[1] ?? "");
    await leave(ids.slice(2));
    expect(await findOpenMassLeave(account)).toMatchObject({ people: 23, held: 0 });
    await decide("restored");
    expect(await poolState(account, advanced)).toMatchObject({ activated: 2, held: 0 });
  });

  it("of people whose configuration is deleted leaves them gone when it is restored, and returns what it held", async () => {
    const ids = await people(22);
    for (const id of ids) await remove(id);
    await deleteConfiguration(account, system, idp.configurationId);
    await decide("restored");
    const left = await sql()`select from users where account_id = ${account.accountId} and deleted_at is null`;
    expect(left.length).toBe(0);
    expect(await poolState(account, advanced)).toMatchObject({ invited: 0, held: 0 });
  });

  it("gives back to a group also what its newer rules give", async () => {
    const ids = await people(22);
    const group = await groupOf(ids[21] ?? "");
    for (const id of ids) await remove(id);
    await addGroupRule(account, system, { groupId: group, poolId: plus });
    await decide("restored");
    expect(await of(ids[21] ?? "")).toContain("Advanced Plus invited");
  });

  it("holds also what an admin had given to those who left before it was one, activated as it was", async () => {
    const ids = await people(22, dataOnly);
    for (const id of ids) await linkUser(idp, id, {});
    await deleteConfiguration(account, system, dataOnly.configurationId);
    const first = ids[0] ?? "";
    await assignLicense(account, system, advanced, [first]);
    await activate(advanced, first);
    await makePool(account, 22);
    await leave(ids);
    expect(await of(first)).toEqual(["Advanced held"]);
    await decide("restored");
    expect(await of(first)).toEqual(["Advanced activated"]);
  });

  it("gives back the invitation that was sent, also to those who left before it was one", async () => {
    await makePool(account, 22);
    const ids = await people(22);
    const invitation = async () =>
      (
        await sql()`select invitation_id from license_assignments where account_id = ${account.accountId} and user_id = ${ids[0] ?? ""}`
      )[0];
    const before = await invitation();
    await leave(ids);
    await decide("restored");
    expect(await invitation()).toEqual(before);
    expect(await activate(advanced, ids[0] ?? "")).toBe("activated");
  });

  it("does not count whom the IdP brought back while they were suspended", async () => {
    const ids = await people(21);
    const [back = "", ...others] = ids;
    await leave([back]);
    await suspendPeople(account, system, [back]);
    await setActive(idp, back, true);
    await unsuspendPeople(account, system, [back]);
    await leave(others);
    expect(await findOpenMassLeave(account)).toBeUndefined();
    expect(await of(back)).toEqual(["Advanced invited"]);
  });

  it("does not count whom an admin restored", async () => {
    const [back = "", ...others] = await people(21);
    await remove(back);
    await restorePerson(account, system, back);
    await leave(others);
    expect(await findOpenMassLeave(account)).toBeUndefined();
  });
});

describe("whoever waits for something while they hold a license pool is not waited for by who needs that pool", () => {
  it("a push that takes over a member beside the deletion of that member", async () => {
    const [ada, bob] = [await person(), await person()];
    const group = await groupOf(ada);
    await addGroupRule(account, system, { groupId: group, poolId: plus });
    const members = { ...noDelta, add: [ada, bob] };
    const push = {
      id: group,
      version: undefined,
      activityId: newId(),
      at: new Date(),
      displayName: undefined,
      externalId: undefined,
    };
    await inTheMiddle(
      (tx) => tx`select license_lock(${account.accountId}, array[${plus}]::uuid[])`,
      () => updateGroup(idp, { ...push, members }),
      (tx) =>
        tx`delete from group_members where account_id = ${account.accountId} and group_id = ${group} and member_id = ${ada}`,
    );
    // of a member deleted by hand, without the license
    await expect(of(ada)).rejects.toThrow("a reason of a group rule without membership");
  });

  it("somebody who comes back, to a pool before those of what they have", async () => {
    const ada = await person();
    const learning = await setPoolTotal(account, system, {
      product: "Learning",
      instance: "Learning",
      licenseType: "Learning",
      total: 1,
    });
    await assignLicense(account, system, learning.id, [ada]);
    await setActive(idp, ada, false);
    const lock = (pool: string) => (tx: Sql) => tx`select license_lock(${account.accountId}, array[${pool}]::uuid[])`;
    await inTheMiddle(lock(advanced), () => setActive(idp, ada, true), lock(learning.id));
    expect(await of(ada)).toEqual(["Advanced invited", "Learning invited"]);
  });

  it("an undone mass leave beside somebody new who takes a userName of its people", async () => {
    await makePool(account, 22);
    const ids = await people(22);
    for (const id of ids) await remove(id);
    const other = await person(dataOnly);
    await inTheMiddle(
      (tx) => tx`
        update users set user_name_canon = (select user_name_canon from users where account_id = ${account.accountId} and id = ${ids[0] ?? ""})
         where account_id = ${account.accountId} and id = ${other}`,
      () => decide("restored"),
      (tx) => tx`select license_lock(${account.accountId}, array[${advanced}]::uuid[])`,
    );
    expect([await of(ids[0] ?? ""), await of(ids[1] ?? "")]).toEqual([[], ["Advanced invited"]]);
  });
});

it.each([-1, 1.5, Number.NaN, 1e12])("a total of %s licenses is nonsense, and changes nothing", async (total) => {
  await expect(makePool(account, total)).rejects.toMatchObject({ code: "invalid" });
  expect(await poolState(account, advanced)).toMatchObject({ total: 2 });
});

it("whose activation comes too late for a higher type gets the lower one back while they wait", async () => {
  await setCountsInvited(account, system, plus, false);
  const [ada, bob] = [await person(), await person(dataOnly)];
  await assignLicense(account, system, plus, [ada, bob]);
  expect(await of(ada)).toEqual(["Advanced Plus invited", "Advanced dormant"]);
  await activate(plus, bob);
  expect(await activate(plus, ada)).toBe("waiting");
  expect(await of(ada)).toEqual(["Advanced Plus waiting 1", "Advanced invited"]);
});

it("who returned a license that nobody had at the moment is in the activity log too", async () => {
  const ada = await person();
  await suspendPeople(account, system, [ada]);
  await assignLicense(account, system, plus, [ada]);
  expect(await returnLicense(account, system, plus, [ada], "not needed")).toBe(0);
  expect(await actionsOf(ada)).toContain("license.returned");
});
