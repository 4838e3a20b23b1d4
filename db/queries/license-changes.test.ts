import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { licensesOf } from "../testing/licensed.ts";
import { linkUser, makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../testing.ts";
import { addMembers, createGroup, deleteGroup, removeMembers } from "./group-changes.ts";
import { addGroupRule, listGroupRules, moveGroupRule, previewGroupRule, removeGroupRule } from "./group-rules.ts";
import {
  assignLicense,
  liftExclusion,
  listExclusions,
  moveToFront,
  resendInvitation,
  returnLicense,
  setCountsInvited,
} from "./license-changes.ts";
import { setPoolTotal } from "./licenses.ts";
import { suspendPeople, unsuspendPeople } from "./people-states.ts";
import type { ScimScope, Scope } from "./scope.ts";
import { deleteUser } from "./users.ts";

let account: Scope;
let advanced: string;
let plus: string;
/** Gives Advanced by itself. */
let idp: ScimScope;
const of = (id: string) => licensesOf(account, id);
const person = (scope: ScimScope = idp) => makeUser(scope, { userName: newId() });
const remove = (scope: ScimScope, id: string) =>
  deleteUser(scope, { id, version: undefined, activityId: newId(), at: new Date() });
const actionsOf = async (id: string) =>
  (await sql()`select action from activity where account_id = ${account.accountId} and subject_id = ${id} order by id`).map(
    ({ action }) => action,
  );
const activate = async (poolId: string, userId: string, invitation?: string) => {
  const [row] = await sql()`
    select license_activate(${account.accountId}, ${poolId}, ${userId}, coalesce(${invitation ?? null}, invitation_id), now()) as outcome
      from license_assignments where account_id = ${account.accountId} and pool_id = ${poolId} and user_id = ${userId}`;
  return row?.outcome;
};

beforeEach(async () => {
  account = await makeAccount();
  advanced = await makePool(account, 2);
  plus = await makePool(account, 1, "Advanced Plus");
  idp = await makeConfiguration(account, advanced);
});

describe("license types that exclude each other", () => {
  it("the higher one is held, the other seat returns and passes on, and comes back when the higher one ends", async () => {
    const [ada, bob, eve] = [await person(), await person(), await person()];
    expect([await of(ada), await of(eve)]).toEqual([["Advanced invited"], ["Advanced waiting 1"]]);
    await assignLicense(account, system, plus, [ada]);
    expect([await of(ada), await of(eve)]).toEqual([["Advanced Plus invited", "Advanced dormant"], ["Advanced invited"]]);
    await returnLicense(account, system, plus, [ada]);
    expect(await of(ada)).toEqual(["Advanced waiting 1"]);
    await setActive(idp, bob, false);
    expect(await of(ada)).toEqual(["Advanced invited"]);
  });

  it("who waits for the higher one keeps the lower until it is really theirs", async () => {
    const [ada, bob, eve] = [await person(), await person(), await person()];
    await assignLicense(account, system, plus, [bob, ada]);
    expect([await of(ada), await of(bob)]).toEqual([
      ["Advanced Plus waiting 1", "Advanced invited"],
      ["Advanced Plus invited", "Advanced dormant"],
    ]);
    expect(await of(eve)).toEqual(["Advanced invited"]);
    await setActive(idp, bob, false);
    expect(await of(bob)).toEqual(["Advanced Plus dormant"]);
    expect(await of(ada)).toEqual(["Advanced Plus invited", "Advanced dormant"]);
    // rows of one transaction have one instant, and no order among them
    expect((await actionsOf(ada)).sort()).toEqual(["license.assigned", "license.covered", "license.promoted", "user.created"]);
  });

  it("of different instances do not", async () => {
    const ada = await person();
    const core = await makePool(account, 1, "Core");
    await assignLicense(account, system, core, [ada]);
    expect(await of(ada)).toEqual(["Advanced invited", "Core invited"]);
  });
});

describe("an admin", () => {
  it("returns a license that a configuration gave: an exclusion blocks it until lifted", async () => {
    const ada = await person();
    await returnLicense(account, system, advanced, [ada], "on leave");
    expect(await of(ada)).toEqual(["Advanced dormant"]);
    expect(await listExclusions(account, ada)).toMatchObject([{ poolId: advanced, why: "on leave" }]);
    await liftExclusion(account, system, advanced, ada);
    expect(await of(ada)).toEqual(["Advanced invited"]);
    await expect(liftExclusion(account, system, advanced, ada)).rejects.toMatchObject({ code: "conflict" });
  });

  it("or until the IdP deactivates and reactivates, or an admin assigns it again", async () => {
    const ada = await person();
    await returnLicense(account, system, advanced, [ada]);
    await setActive(idp, ada, false);
    await setActive(idp, ada, true);
    expect(await of(ada)).toEqual(["Advanced invited"]);
    await returnLicense(account, system, advanced, [ada]);
    await assignLicense(account, system, advanced, [ada]);
    expect(await of(ada)).toEqual(["Advanced invited"]);
  });

  it("gives a license that outlives what the configuration gave, as long as somebody says the person is active", async () => {
    const other = await makeConfiguration(account);
    const ada = await person();
    await assignLicense(account, system, advanced, [ada]);
    await linkUser(other, ada, {});
    await setActive(idp, ada, false);
    expect(await of(ada)).toEqual(["Advanced invited"]);
    await setActive(other, ada, false);
    expect(await of(ada)).toEqual(["Advanced dormant"]);
    await setActive(other, ada, true);
    expect(await of(ada)).toEqual(["Advanced invited"]);
    await remove(other, ada);
    await remove(idp, ada);
    expect(await of(ada)).toEqual([]);
  });

  it("assigns to many at once, first come, first served; people and pools of another account are unknown", async () => {
    const dataOnly = await makeConfiguration(account);
    const people = [await person(dataOnly), await person(dataOnly), await person(dataOnly)];
    const [first = "", second = "", third = ""] = people;
    const foreign = await makeAccount();
    await makePool(foreign, 1);
    const stranger = await makeUser(await makeConfiguration(foreign), { userName: "stranger" });
    expect(await assignLicense(account, system, advanced, [third, stranger, first, second])).toBe(3);
    expect([await of(third), await of(first), await of(second)]).toEqual([
      ["Advanced invited"],
      ["Advanced invited"],
      ["Advanced waiting 1"],
    ]);
    await expect(assignLicense(foreign, system, advanced, [stranger])).rejects.toMatchObject({ code: "not_found" });
    expect(await licensesOf(foreign, stranger)).toEqual([]);
  });

  it("moves one person to the front of the line", async () => {
    const people = [await person(), await person(), await person(), await person()];
    const [, , third = "", fourth = ""] = people;
    await moveToFront(account, system, advanced, fourth);
    expect([await of(third), await of(fourth)]).toEqual([["Advanced waiting 2"], ["Advanced waiting 1"]]);
    expect(await actionsOf(fourth)).toContain("license.moved_to_front");
    await expect(moveToFront(account, system, advanced, people[0] ?? "")).rejects.toMatchObject({ code: "conflict" });
  });

  it("suspends: inactive whatever the links say, licenses return, and come back when it is lifted", async () => {
    const [ada, , eve] = [await person(), await person(), await person()];
    expect(await suspendPeople(account, system, [ada])).toBe(1);
    expect([await of(ada), await of(eve)]).toEqual([["Advanced dormant"], ["Advanced invited"]]);
    await setActive(idp, ada, false);
    await setActive(idp, ada, true);
    expect(await of(ada)).toEqual(["Advanced dormant"]);
    await unsuspendPeople(account, system, [ada]);
    expect(await of(ada)).toEqual(["Advanced waiting 1"]);
  });
});

describe("an invitation", () => {
  it("activates once; a newer one makes it useless; of a returned license it does nothing", async () => {
    const ada = await person();
    expect(await activate(advanced, ada, newId())).toBe("replaced");
    expect(await activate(advanced, ada)).toBe("activated");
    expect(await of(ada)).toEqual(["Advanced activated"]);
    expect(await activate(advanced, ada)).toBe("used");
    expect(await resendInvitation(account, system, advanced, [ada])).toBe(0);
    await setActive(idp, ada, false);
    await setActive(idp, ada, true);
    expect(await of(ada)).toEqual(["Advanced invited"]);
  });

  it("uses nothing where only activations count; at the limit it waits, and switching back is refused while it would oversell", async () => {
    await setCountsInvited(account, system, advanced, false);
    const people = [await person(), await person(), await person()];
    const [ada = "", bob = "", eve = ""] = people;
    expect(await of(eve)).toEqual(["Advanced invited"]);
    await expect(setCountsInvited(account, system, advanced, true)).rejects.toMatchObject({ code: "conflict" });
    expect([await activate(advanced, ada), await activate(advanced, bob), await activate(advanced, eve)]).toEqual([
      "activated",
      "activated",
      "waiting",
    ]);
    expect(await of(eve)).toEqual(["Advanced waiting 1"]);
    await setActive(idp, ada, false);
    expect(await of(eve)).toEqual(["Advanced invited"]);
    await setCountsInvited(account, system, advanced, true);
  });
});

describe("a group rule", () => {
  const groupOf = async (...people: string[]) => {
    const id = await createGroup(account, system, newId());
    await addMembers(account, system, id, people);
    return id;
  };
  const rule = (groupId: string, poolId = advanced) => addGroupRule(account, system, { groupId, poolId });

  it("gives its license to who is in the group and who joins, and takes back what only it gave", async () => {
    const dataOnly = await makeConfiguration(account);
    const [ada, bob, eve] = [await person(dataOnly), await person(dataOnly), await person(dataOnly)];
    const group = await groupOf(ada);
    expect(await previewGroupRule(account, { groupId: group, poolId: advanced })).toEqual({ people: 1, waiting: 0 });
    const id = await rule(group);
    expect(await of(ada)).toEqual(["Advanced invited"]);
    await addMembers(account, system, group, [eve, bob]);
    expect([await of(bob), await of(eve)].flat().sort()).toEqual(["Advanced invited", "Advanced waiting 1"]);
    await assignLicense(account, system, advanced, [ada]);
    await removeMembers(account, system, group, [ada, bob, eve]);
    expect([await of(ada), await of(bob), await of(eve)]).toEqual([["Advanced invited"], [], []]);
    await addMembers(account, system, group, [bob]);
    await removeGroupRule(account, system, id);
    expect(await of(bob)).toEqual([]);
    await expect(removeGroupRule(account, system, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("ends with its group, and with the person", async () => {
    const dataOnly = await makeConfiguration(account);
    const [ada, bob] = [await person(dataOnly), await person(dataOnly)];
    const group = await groupOf(ada, bob);
    await rule(group);
    await remove(dataOnly, ada);
    expect(await of(ada)).toEqual([]);
    const [row] = await sql()`select display_name from groups where account_id = ${account.accountId} and id = ${group}`;
    await deleteGroup(account, system, { id: group, was: row?.display_name });
    expect(await of(bob)).toEqual([]);
    expect(await listGroupRules(account)).toEqual([]);
  });

  it("of types that exclude each other the first in order decides", async () => {
    const ada = await person(await makeConfiguration(account));
    const [low, high] = [await groupOf(ada), await groupOf(ada)];
    await rule(low);
    const second = await rule(high, plus);
    expect(await of(ada)).toEqual(["Advanced Plus dormant", "Advanced invited"]);
    await moveGroupRule(account, system, second, 1);
    expect(await of(ada)).toEqual(["Advanced Plus invited", "Advanced dormant"]);
    expect((await listGroupRules(account)).map(({ id }) => id).indexOf(second)).toBe(0);
  });

  it("moved, it neither waits for nor settles people in whose licenses the order decides nothing", async () => {
    const ada = await person(await makeConfiguration(account));
    const group = await groupOf(ada);
    await rule(group);
    const learning = { product: "Learning", instance: "Learning", licenseType: "Learning", total: 1 };
    const second = await rule(group, (await setPoolTotal(account, system, learning)).id);
    await sql().begin(async (tx) => {
      await tx`select from users where account_id = ${account.accountId} and id = ${ada} for update`;
      await moveGroupRule(account, system, second, 1);
    });
    expect((await listGroupRules(account)).map(({ id }) => id).indexOf(second)).toBe(0);
  });

  it("cannot name a group or a license of another account, and not twice the same", async () => {
    const group = await groupOf();
    const foreign = await makeAccount();
    await expect(addGroupRule(foreign, system, { groupId: group, poolId: await makePool(foreign, 1) })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(addGroupRule(account, system, { groupId: group, poolId: await makePool(foreign, 1) })).rejects.toMatchObject({
      code: "not_found",
    });
    await rule(group);
    await expect(rule(group)).rejects.toMatchObject({ code: "conflict" });
  });
});
