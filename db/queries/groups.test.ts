import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../lib/ids.ts";
import { type MembershipDelta, noDelta } from "../../lib/scim/membership.ts";
import { sql, violatedUnique } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import { createGroup, deleteGroup, findGroup, type GroupUpdate, updateGroup } from "./groups.ts";
import { listGroupsOfUsers, listMembers } from "./members.ts";
import type { ScimScope, Scope } from "./scope.ts";
import { deleteUser } from "./users.ts";

let account: Scope;
let scope: ScimScope;
let other: ScimScope;

/** An account that has bought something that opens SCIM. */
async function makeCustomer(): Promise<Scope> {
  const customer = await makeAccount();
  await makePool(customer, 1);
  return customer;
}

beforeAll(async () => {
  account = await makeCustomer();
  scope = await makeConfiguration(account);
  other = await makeConfiguration(account);
});

const person = (by: ScimScope = scope) => makeUser(by, { userName: `person-${newId()}` });
const people = (count: number) => Promise.all(Array.from({ length: count }, () => person()));

async function group(add: string[] = [], by: ScimScope = scope, displayName = `Group ${newId()}`): Promise<string> {
  const id = newId();
  await createGroup(by, { id, activityId: newId(), at: new Date(), displayName, externalId: undefined, add });
  return id;
}

/** A group that an admin made. */
async function handMade(displayName: string): Promise<string> {
  const id = newId();
  await sql()`
    insert into groups (account_id, id, display_name, display_name_canon, naming_key, last_modified)
    values (${account.accountId}, ${id}, ${displayName}, lower(${displayName}), group_naming_key(lower(${displayName}), null), now())`;
  return id;
}

type Wanted = Partial<MembershipDelta> & { displayName?: string; externalId?: string | null; version?: number };

const change = (
  id: string,
  { displayName, externalId, version, ...members }: Wanted,
  by: ScimScope = scope,
): Promise<GroupUpdate> =>
  updateGroup(by, {
    id,
    displayName,
    externalId,
    version,
    activityId: newId(),
    at: new Date(),
    members: { ...noDelta, ...members },
  });

const remove = (id: string, by: ScimScope = scope, version?: number) =>
  deleteGroup(by, { id, version, activityId: newId(), at: new Date() });

async function membersOf(id: string, by: ScimScope = scope): Promise<string[]> {
  const members = await listMembers(by, [id]);
  return (members.get(id) ?? []).map((member) => member.id);
}

async function activityOf(id: string) {
  return sql()<{ action: string; changes: Record<string, unknown> }[]>`
    select action, changes from activity where account_id = ${account.accountId} and subject_id = ${id} order by id`;
}

describe("the membership is a set that changes by deltas", () => {
  test("add and remove touch exactly those they name", async () => {
    const [a, b, c, d] = await people(4);
    if (!a || !b || !c || !d) throw new Error("four people");
    const id = await group([a, b]);
    expect(await membersOf(id)).toEqual([a, b].sort());
    await change(id, { add: [c, b], remove: [a, d] });
    expect(await membersOf(id)).toEqual([b, c].sort());
    await change(id, { add: [d], full: true });
    expect(await membersOf(id)).toEqual([d]);
    await change(id, { full: true });
    expect(await membersOf(id)).toEqual([]);
  });

  test("a change that changes nothing moves neither version nor lastModified and writes no activity", async () => {
    const a = await person();
    const id = await group([a]);
    const before = await findGroup(scope, id);
    for (const wanted of [
      { add: [a] },
      { remove: [newId()] },
      { add: [a], full: true },
      { displayName: before?.displayName ?? "" },
    ]) {
      expect(await change(id, wanted)).toMatchObject({ outcome: "unchanged", group: before });
    }
    expect(await findGroup(scope, id)).toEqual(before);
    expect(await activityOf(id)).toHaveLength(1);
  });

  test("one activity row tells names, numbers and ids", async () => {
    const [a, b] = await people(2);
    if (!a || !b) throw new Error("two people");
    const id = await group([a], scope, "First name");
    await change(id, { displayName: "Second name", externalId: "e1", add: [b], remove: [a] });
    await change(id, { remove: [b] });
    await remove(id);
    expect(await activityOf(id)).toEqual([
      { action: "group.created", changes: { displayName: [null, "First name"], members: [null, { count: 1, ids: [a] }] } },
      {
        action: "group.updated",
        changes: {
          displayName: ["First name", "Second name"],
          externalId: [null, "e1"],
          members: [
            { count: 1, ids: [a] },
            { count: 1, ids: [b] },
          ],
        },
      },
      { action: "group.members_changed", changes: { members: [{ count: 1, ids: [b] }, null] } },
      { action: "group.deleted", changes: { displayName: ["Second name", null], externalId: ["e1", null] } },
    ]);
  });

  test("unknown members are skipped and returned, the rest is applied", async () => {
    const known = await person();
    const foreign = await person(await makeConfiguration(await makeCustomer()));
    const deleted = await person();
    await deleteUser(scope, { id: deleted, version: undefined, activityId: newId(), at: new Date() });
    const nobody = newId();
    const id = await group();
    const result = await change(id, { add: [known, foreign, deleted, nobody] });
    expect(result).toMatchObject({ outcome: "updated" });
    expect("unknown" in result && result.unknown.toSorted()).toEqual([foreign, deleted, nobody].toSorted());
    expect(await membersOf(id)).toEqual([known]);
  });

  test("100 single additions at once are 100 members", async () => {
    const members = await people(100);
    const id = await group();
    const results = await Promise.all(members.map((member) => change(id, { add: [member] })));
    expect(results.map(({ outcome }) => outcome)).toEqual(members.map(() => "updated"));
    expect(await membersOf(id)).toEqual(members.toSorted());
    expect(await findGroup(scope, id)).toMatchObject({ version: 101 });
    expect(await activityOf(id)).toHaveLength(101);
  });

  test("full replacements at once leave one of the sets, whole", async () => {
    const sets = await Promise.all(Array.from({ length: 8 }, () => people(20)));
    const id = await group(sets[0]);
    await Promise.all(sets.map((add) => change(id, { add, full: true })));
    expect(sets.map((set) => set.toSorted())).toContainEqual(await membersOf(id));
  });

  test("additions and removals of the same people in many groups at once end without a deadlock", async () => {
    const members = await people(20);
    const groups = await Promise.all(Array.from({ length: 5 }, () => group(members)));
    const work = groups.flatMap((id, turn) => [
      change(id, { add: members.toReversed(), full: true }),
      change(id, { remove: members.slice(turn) }),
      change(id, { add: members }),
      ...members
        .slice(turn * 3, turn * 3 + 3)
        .map((member) => deleteUser(scope, { id: member, version: undefined, activityId: newId(), at: new Date() })),
    ]);
    await Promise.all(work);
    const left = await Promise.all(groups.map((id) => membersOf(id)));
    for (const member of members.slice(0, 15)) expect(left.flat()).not.toContain(member);
  });
});

describe("groups inside groups", () => {
  test("a circle is refused, and nothing is changed", async () => {
    const inner = await group();
    const middle = await group([inner]);
    const outer = await group([middle]);
    const a = await person();
    expect(await change(inner, { add: [a, outer] })).toEqual({ outcome: "circle" });
    expect(await change(inner, { add: [inner] })).toEqual({ outcome: "circle" });
    expect(await membersOf(inner)).toEqual([]);
  });

  test("the same group added ten times at once is one member", async () => {
    for (let round = 0; round < 10; round++) {
      const [inner, outer] = [await group(), await group()];
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => change(outer, { add: [inner] })));
      expect(outcomes.filter(({ outcome }) => outcome === "updated")).toHaveLength(1);
      expect(await membersOf(outer)).toEqual([inner]);
    }
  });

  test("two requests at once cannot close a circle", async () => {
    for (let round = 0; round < 20; round++) {
      const [a, b, c] = [await group(), await group(), await group()];
      const outcomes = await Promise.all([change(a, { add: [b] }), change(b, { add: [c] }), change(c, { add: [a] })]);
      expect(outcomes.filter(({ outcome }) => outcome === "circle")).toHaveLength(1);
    }
  });

  test("two requests about four groups, none of them common, cannot close a circle either", async () => {
    for (let round = 0; round < 20; round++) {
      const [a, c] = [await group(), await group()];
      const [b, d] = [await group([c]), await group([a])];
      const outcomes = await Promise.all([change(a, { add: [b] }), change(c, { add: [d] })]);
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["circle", "updated"]);
    }
  });

  test("people are in groups directly and indirectly, once each", async () => {
    const a = await person();
    const inner = await group([a], scope, "Inner");
    const middle = await group([inner], scope, "Middle");
    const outer = await group([middle, a], scope, "Outer");
    const groups = await listGroupsOfUsers(scope, [a]);
    expect(groups.get(a)).toEqual([
      { id: inner, display: "Inner", type: "direct" },
      { id: middle, display: "Middle", type: "indirect" },
      { id: outer, display: "Outer", type: "direct" },
    ]);
  });

  test("a deleted group leaves the groups that contained it, which moves their version", async () => {
    const inner = await group();
    const outer = await group([inner]);
    expect(await remove(inner)).toBe("deleted");
    expect(await membersOf(outer)).toEqual([]);
    expect(await findGroup(scope, outer)).toMatchObject({ version: 2 });
  });
});

describe("who sees and owns a group", () => {
  test("another configuration's group, another account's and an unknown one are alike", async () => {
    const stranger = await makeConfiguration(await makeCustomer());
    const id = await group([], other);
    for (const [by, wanted] of [
      [scope, id],
      [stranger, id],
      [scope, newId()],
    ] as const) {
      expect(await findGroup(by, wanted)).toBeUndefined();
      expect(await change(wanted, { displayName: "Mine" }, by)).toEqual({ outcome: "gone" });
      expect(await remove(wanted, by)).toBe("gone");
    }
    const a = await person(other);
    await change(id, { add: [a] }, other);
    expect((await listGroupsOfUsers(scope, [a])).get(a)).toEqual([]);
    expect((await listGroupsOfUsers(other, [a])).get(a)).toHaveLength(1);
  });

  test("the first write adopts a hand-made group and keeps its members; then it is gone for others", async () => {
    const id = await handMade("Made by hand");
    const a = await person();
    await sql()`insert into group_members (account_id, group_id, member_id, kind, added_here)
      values (${account.accountId}, ${id}, ${a}, 'user', true)`;
    expect(await findGroup(other, id)).toMatchObject({ configurationId: null });
    expect(await change(id, { displayName: "Made by hand" })).toMatchObject({
      outcome: "updated",
      group: { configurationId: scope.configurationId, version: 2 },
    });
    expect(await findGroup(other, id)).toBeUndefined();
    expect(await membersOf(id)).toEqual([a]);
    expect(await activityOf(id)).toMatchObject([{ action: "group.adopted", changes: {} }]);
  });

  test("who was added here stays through deltas, and leaves with a full replacement", async () => {
    const [here, mine] = await people(2);
    if (!here || !mine) throw new Error("two people");
    const id = await group();
    await sql()`insert into group_members (account_id, group_id, member_id, kind, added_here)
      values (${account.accountId}, ${id}, ${here}, 'user', true)`;
    await change(id, { add: [mine] });
    expect(await membersOf(id)).toEqual([here, mine].toSorted());
    await change(id, { add: [mine], full: true });
    expect(await membersOf(id)).toEqual([mine]);
  });

  test.each([false, true])("whom the IdP names is its member from then on (full: %s)", async (full) => {
    const here = await person();
    const id = await group();
    await sql()`insert into group_members (account_id, group_id, member_id, kind, added_here)
      values (${account.accountId}, ${id}, ${here}, 'user', true)`;
    expect(await change(id, { add: [here], full })).toMatchObject({ outcome: "unchanged" });
    const rows = await sql()`select added_here from group_members where group_id = ${id}`;
    expect(rows).toMatchObject([{ added_here: false }]);
  });

  test("displayName and externalId together are taken once in a configuration, in whichever case", async () => {
    const create = (displayName: string, externalId: string | undefined, by: ScimScope = scope) =>
      createGroup(by, { id: newId(), activityId: newId(), at: new Date(), displayName, externalId, add: [] });
    await create("Staff", undefined);
    await create("Staff", "1");
    await create("Staff", undefined, other);
    await handMade("Staff");
    for (const externalId of [undefined, "1"]) {
      const taken = await create("STAFF", externalId).catch(violatedUnique);
      expect(taken).toBe("groups_naming_key");
    }
    const id = await group([], scope, "Free");
    const renamed = await change(id, { displayName: "staff" }).catch(violatedUnique);
    expect(renamed).toBe("groups_naming_key");
    expect(await findGroup(scope, id)).toMatchObject({ displayName: "Free", version: 1 });
  });

  test("100 identical creates at once make one group", async () => {
    const create = () =>
      createGroup(scope, { id: newId(), activityId: newId(), at: new Date(), displayName: "Once", externalId: "x", add: [] });
    const results = await Promise.allSettled(Array.from({ length: 100 }, create));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("names as long as allowed, in any script, are kept", async () => {
    const displayName = Array.from({ length: 1024 }, (_, index) => String.fromCodePoint(0x20000 + index * 7)).join("");
    const id = await group([], scope, displayName);
    await change(id, { externalId: displayName });
    expect(await findGroup(scope, id)).toMatchObject({ displayName, externalId: displayName });
  });

  test("a version that is not the present one is stale", async () => {
    const id = await group();
    await change(id, { displayName: "Changed" });
    expect(await change(id, { displayName: "Again", version: 1 })).toEqual({ outcome: "stale" });
    expect(await remove(id, scope, 1)).toBe("stale");
    expect(await change(id, { displayName: "Again", version: 2 })).toMatchObject({ outcome: "updated" });
    expect(await remove(id, scope, 3)).toBe("deleted");
  });
});

describe("people who leave", () => {
  test("a deleted profile leaves all groups, which moves their version", async () => {
    const a = await person();
    const id = await group([a]);
    await deleteUser(scope, { id: a, version: undefined, activityId: newId(), at: new Date() });
    expect(await findGroup(scope, id)).toMatchObject({ version: 2 });
    const [row] = await sql()<{ count: number }[]>`select count(*)::int from group_members where member_id = ${a}`;
    expect(row?.count).toBe(0);
  });

  test("20 at once leave a group, and each moves its version", async () => {
    const members = await people(20);
    const id = await group(members);
    await Promise.all(
      members.map((member) => deleteUser(scope, { id: member, version: undefined, activityId: newId(), at: new Date() })),
    );
    expect(await membersOf(id)).toEqual([]);
    expect(await findGroup(scope, id)).toMatchObject({ version: 21 });
  });

  test("a profile that another configuration holds leaves only the groups of the one that deleted it", async () => {
    const a = await person(other);
    const mine = await group([a]);
    const theirs = await group([a], other);
    await deleteUser(scope, { id: a, version: undefined, activityId: newId(), at: new Date() });
    expect(await membersOf(mine)).toEqual([]);
    expect(await membersOf(theirs, other)).toEqual([a]);
  });
});
