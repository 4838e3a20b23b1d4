import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../lib/ids.ts";
import { type MembershipDelta, noDelta } from "../../lib/scim/membership.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import type { Actor } from "./activity.ts";
import { addMembers, createGroup, deleteGroup, releaseGroup, removeMembers, renameGroup } from "./group-changes.ts";
import { findGroupProfile, listNestable } from "./group-profiles.ts";
import { findGroup, createGroup as pushGroup, updateGroup } from "./groups.ts";
import type { ScimScope, Scope } from "./scope.ts";

const admin: Actor & { kind: "admin" } = { kind: "admin", id: newId() };
let account: Scope;
let idp: ScimScope;

beforeAll(async () => {
  account = await makeAccount();
  await makePool(account, 1);
  idp = await makeConfiguration(account);
});

const person = () => makeUser(idp, { userName: `person-${newId()}` });
const people = (count: number) => Promise.all(Array.from({ length: count }, person));
const handMade = () => createGroup(account, admin, `Group ${newId()}`);

async function pushed(add: string[] = []): Promise<string> {
  const id = newId();
  await pushGroup(idp, { id, activityId: newId(), at: new Date(), displayName: `Pushed ${id}`, externalId: undefined, add });
  return id;
}

const patch = (id: string, members: Partial<MembershipDelta>) =>
  updateGroup(idp, {
    id,
    displayName: undefined,
    externalId: undefined,
    version: undefined,
    activityId: newId(),
    at: new Date(),
    members: { ...noDelta, ...members },
  });

/** Who is in the group: id → added here. */
async function membersOf(groupId: string): Promise<Record<string, boolean>> {
  const rows = await sql()<{ member_id: string; added_here: boolean }[]>`
    select member_id, added_here from group_members where account_id = ${account.accountId} and group_id = ${groupId}`;
  return Object.fromEntries(rows.map(({ member_id, added_here }) => [member_id, added_here]));
}

const activityOf = (id: string) => sql()<{ action: string; actor_id: string; changes: Record<string, unknown> }[]>`
  select action, actor_id, changes from activity where account_id = ${account.accountId} and subject_id = ${id} order by id`;

const nameOf = async (id: string) => (await findGroupProfile(account, id))?.name;

describe("a group made by hand", () => {
  test("is made, renamed, filled and deleted, one activity row each, all by that admin", async () => {
    const [ann, bob] = await people(2);
    if (!ann || !bob) throw new Error("two people");
    const id = await createGroup(account, admin, "Sales north");
    await renameGroup(account, admin, { id, was: "Sales north", name: "Sales South" });
    await addMembers(account, admin, id, [ann, bob]);
    await removeMembers(account, admin, id, [ann]);
    await deleteGroup(account, admin, { id, was: "Sales South" });
    expect(await nameOf(id)).toBeUndefined();
    expect(await membersOf(id)).toEqual({});
    const rows = await activityOf(id);
    expect(rows.map(({ action }) => action)).toEqual([
      "group.created",
      "group.updated",
      "group.members_changed",
      "group.members_changed",
      "group.deleted",
    ]);
    expect(new Set(rows.map(({ actor_id }) => actor_id))).toEqual(new Set([admin.id]));
    expect(rows[1]?.changes).toEqual({ displayName: ["Sales north", "Sales South"] });
    expect(rows[3]?.changes).toEqual({ members: [{ count: 1, ids: [ann] }, null] });
    expect(rows[4]?.changes).toEqual({ displayName: ["Sales South", null], members: [{ count: 1, ids: [bob] }, null] });
  });

  test("takes groups, never one that it is inside of; one of an IdP takes none by hand", async () => {
    const [outer, inner] = [await createGroup(account, admin, "Outer ring"), await createGroup(account, admin, "Inner ring")];
    const [idpGroup, nobody] = [await pushed(), newId()];
    const { added, unknown } = await addMembers(account, admin, outer, [inner, idpGroup, nobody]);
    expect([added.toSorted(), unknown]).toEqual([[inner, idpGroup].toSorted(), [nobody]]);
    const choices = (id: string) => listNestable(account, id, "ring", 8);
    expect(await choices(outer)).toMatchObject([{ name: "Inner ring", member: true, around: false }]);
    expect(await choices(inner)).toMatchObject([{ name: "Outer ring", member: false, around: true }]);
    for (const id of [outer, inner])
      await expect(addMembers(account, admin, inner, [id])).rejects.toThrow("no group can be inside itself");
    await expect(addMembers(account, admin, idpGroup, [inner])).rejects.toThrow("which decides what groups are in it");
    expect([await membersOf(inner), await membersOf(idpGroup)]).toEqual([{}, {}]);
    expect((await removeMembers(account, admin, outer, [idpGroup])).removed).toEqual([idpGroup]);
    expect(await membersOf(outer)).toEqual({ [inner]: true });
  });

  test("has a name that no other made by hand has, whatever the case, also when two admins are at it; an IdP's may be the same", async () => {
    const name = `Straße ${newId()}`;
    const outcomes = await Promise.allSettled([
      createGroup(account, admin, name),
      createGroup(account, admin, name.toUpperCase()),
      createGroup(account, admin, name),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected", "rejected"]);
    const other = await handMade();
    const was = (await nameOf(other)) ?? "";
    await expect(renameGroup(account, admin, { id: other, was, name })).rejects.toMatchObject({ code: "conflict" });
    const id = await pushed();
    const ofIdp = (await nameOf(id)) ?? "";
    await renameGroup(account, admin, { id: other, was, name: ofIdp });
    expect(await nameOf(other)).toBe(ofIdp);
  });

  test("renamed by somebody else meanwhile: refused, and nothing is renamed or deleted", async () => {
    const id = await handMade();
    const was = (await nameOf(id)) ?? "";
    const name = `Renamed ${newId()}`;
    await renameGroup(account, admin, { id, was, name });
    await expect(renameGroup(account, admin, { id, was, name: "Mine" })).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteGroup(account, admin, { id, was })).rejects.toMatchObject({ code: "conflict" });
    expect(await nameOf(id)).toBe(name);
    expect(await renameGroup(account, admin, { id, was, name })).toBe("unchanged");
  });

  test("deleted meanwhile, of another account, or never there: not found", async () => {
    const gone = await handMade();
    await deleteGroup(account, admin, { id: gone, was: (await nameOf(gone)) ?? "" });
    const foreign = await createGroup(await makeAccount(), admin, "Foreign");
    for (const id of [gone, foreign, newId(), "no id"]) {
      const attempts = [
        () => renameGroup(account, admin, { id, was: "x", name: "y" }),
        () => addMembers(account, admin, id, []),
        () => removeMembers(account, admin, id, []),
        () => deleteGroup(account, admin, { id, was: "x" }),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("takes people of the account alone, once; the others are named", async () => {
    const ann = await person();
    const foreign = await makeAccount();
    await makePool(foreign, 1);
    const stranger = await makeUser(await makeConfiguration(foreign), { userName: "stranger" });
    const id = await handMade();
    const nobody = newId();
    const first = await addMembers(account, admin, id, [ann, ann, stranger, nobody]);
    expect(first).toMatchObject({ added: [ann], kept: [] });
    expect(first.unknown.toSorted()).toEqual([stranger, nobody].toSorted());
    expect(await addMembers(account, admin, id, [ann])).toMatchObject({ added: [], unknown: [] });
    expect(await removeMembers(account, admin, id, [stranger])).toMatchObject({ removed: [] });
    expect(await activityOf(id)).toHaveLength(2);
  });

  test("leaves the groups that it was in", async () => {
    const id = await handMade();
    const above = await pushed([id]);
    expect(Object.keys(await membersOf(above))).toEqual([id]);
    await deleteGroup(account, admin, { id, was: (await nameOf(id)) ?? "" });
    expect(await membersOf(above)).toEqual({});
  });
});

describe("a group that an IdP owns (rule 8)", () => {
  test("keeps its name and itself", async () => {
    const id = await pushed();
    const was = (await nameOf(id)) ?? "";
    await expect(renameGroup(account, admin, { id, was, name: "Mine" })).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteGroup(account, admin, { id, was })).rejects.toMatchObject({ code: "conflict" });
    expect(await nameOf(id)).toBe(was);
  });

  test("takes people added here; an admin removes those alone", async () => {
    const [theirs, ours] = await people(2);
    if (!theirs || !ours) throw new Error("two people");
    const id = await pushed([theirs]);
    await addMembers(account, admin, id, [ours, theirs]);
    expect(await membersOf(id)).toEqual({ [theirs]: false, [ours]: true });
    expect(await removeMembers(account, admin, id, [theirs, ours])).toMatchObject({ removed: [ours], kept: [theirs] });
    expect(await membersOf(id)).toEqual({ [theirs]: false });
  });

  test("deltas of the IdP keep who was added here, a full push removes them, and whom the IdP names is its own", async () => {
    const [theirs, ours, both] = await people(3);
    if (!theirs || !ours || !both) throw new Error("three people");
    const id = await pushed();
    await addMembers(account, admin, id, [ours, both]);
    await patch(id, { add: [theirs, both] });
    expect(await membersOf(id)).toEqual({ [theirs]: false, [ours]: true, [both]: false });
    await patch(id, { remove: [theirs] });
    expect(await membersOf(id)).toEqual({ [ours]: true, [both]: false });
    await patch(id, { add: [theirs], full: true });
    expect(await membersOf(id)).toEqual({ [theirs]: false });
  });
});

describe("a group released from the IdP that left it (rule 8)", () => {
  test("is made by hand and keeps its members; the next write of a configuration adopts it again", async () => {
    const [ann, ben] = [await person(), await person()];
    const id = await pushed([ann]);
    expect(await releaseGroup(account, admin, id)).toBe("released");
    expect(await membersOf(id)).toEqual({ [ann]: false });
    expect((await findGroupProfile(account, id))?.configuration).toBeUndefined();
    expect((await activityOf(id)).at(-1)).toMatchObject({ action: "group.released", actor_id: admin.id });
    expect(await findGroup(idp, id)).toMatchObject({ id });
    await patch(id, { add: [ben] });
    expect(await membersOf(id)).toEqual({ [ann]: false, [ben]: false });
    expect((await findGroupProfile(account, id))?.configuration?.id).toBe(idp.configurationId);
  });

  test("can be taken over by another configuration, as any group made by hand", async () => {
    const id = await pushed();
    const other = await makeConfiguration(account);
    expect(await findGroup(other, id)).toBeUndefined();
    await releaseGroup(account, admin, id);
    expect(await findGroup(other, id)).toMatchObject({ id });
  });

  test("twice is once; unknown groups are not found", async () => {
    const id = await pushed();
    await releaseGroup(account, admin, id);
    expect(await releaseGroup(account, admin, id)).toBe("unchanged");
    expect(await activityOf(id)).toHaveLength(2);
    await expect(releaseGroup(account, admin, newId())).rejects.toMatchObject({ code: "not_found" });
    await expect(releaseGroup(await makeAccount(), admin, id)).rejects.toMatchObject({ code: "not_found" });
  });
});

test("admins and the IdP change one group at once: nobody is lost, each version has its activity row", async () => {
  const id = await pushed();
  const [ours, theirs, leaving] = [await people(20), await people(20), await people(20)];
  await addMembers(account, admin, id, leaving);
  await Promise.all([
    ...ours.map((one) => addMembers(account, admin, id, [one])),
    ...theirs.map((one) => patch(id, { add: [one] })),
    ...leaving.map((one, at) => (at % 2 ? removeMembers(account, admin, id, [one]) : patch(id, { remove: [one] }))),
  ]);
  const expected = [...ours.map((one) => [one, true]), ...theirs.map((one) => [one, false])];
  expect(await membersOf(id)).toEqual(Object.fromEntries(expected));
  const [row] = await sql()<{ version: number }[]>`
    select version from groups where account_id = ${account.accountId} and id = ${id}`;
  expect(await activityOf(id)).toHaveLength(row?.version ?? 0);
});
