import { beforeAll, expect, test } from "vitest";
import { newId } from "../../lib/ids.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import type { Actor } from "./activity.ts";
import { addMembers, createGroup } from "./group-changes.ts";
import { listCandidates, listGroupMembers, listGroupProfiles, listGroupsOfProfile } from "./group-profiles.ts";
import { createGroup as pushGroup } from "./groups.ts";
import type { ScimScope, Scope } from "./scope.ts";

const admin: Actor & { kind: "admin" } = { kind: "admin", id: newId() };
let account: Scope;
let idp: ScimScope;

beforeAll(async () => {
  account = await makeAccount();
  await makePool(account, 1);
  idp = await makeConfiguration(account);
});

const push = async (displayName: string, add: string[]) => {
  const id = newId();
  await pushGroup(idp, { id, activityId: newId(), at: new Date(), displayName, externalId: undefined, add });
  return id;
};

test("members are paged and searched: groups first, then people by name; every member is on one page, once", async () => {
  const people: string[] = [];
  for (let n = 1; n <= 7; n++) {
    people.push(await makeUser(idp, { userName: `member-${n}@example.com`, displayName: `Member ${n}` }));
  }
  const inside = [await push("Zeta", []), await push("Alpha member", [])];
  const id = await push("Everybody", [...people.toReversed(), ...inside]);
  const names = async (search: string, page: number) => {
    const { rows, total } = await listGroupMembers(account, id, { search, page, pageSize: 3 });
    return [total, ...rows.map(({ name }) => name)];
  };
  expect(await names("", 1)).toEqual([9, "Alpha member", "Zeta", "Member 1"]);
  expect(await names("", 2)).toEqual([9, "Member 2", "Member 3", "Member 4"]);
  expect(await names("", 3)).toEqual([9, "Member 5", "Member 6", "Member 7"]);
  expect(await names("", 4)).toEqual([9]);
  expect(await names("MEMBER", 1)).toEqual([8, "Alpha member", "Member 1", "Member 2"]);
  expect(await names("member-7@", 1)).toEqual([1, "Member 7"]);
  expect(await names("100%", 1)).toEqual([0]);
  expect(await listGroupMembers(await makeAccount(), id, { search: "", page: 1, pageSize: 3 })).toEqual({ rows: [], total: 0 });
});

test("groups are narrowed by who made them", async () => {
  const pushed = await push("Narrowed", []);
  const made = await createGroup(account, admin, "Narrowed");
  const find = async (source: string | undefined) => {
    const query = { search: "narrowed", sort: "name", descending: false, page: 1, pageSize: 10 } as const;
    const { rows, total } = await listGroupProfiles(account, { ...query, ...(source && { source }) });
    expect(total).toBe(rows.length);
    return rows.map(({ id }) => id).toSorted();
  };
  expect(await find(undefined)).toEqual([pushed, made].toSorted());
  expect(await find("hand")).toEqual([made]);
  expect(await find(idp.configurationId)).toEqual([pushed]);
  expect(await find(newId())).toEqual([]);
});

test("whom a group could take: people of the account who match, and who is in it already", async () => {
  const [ann, bob] = await Promise.all([
    makeUser(idp, { userName: "ann.candidate@example.com" }),
    makeUser(idp, { userName: "bob.candidate@example.com" }),
  ]);
  const id = await createGroup(account, admin, "With Ann");
  await addMembers(account, admin, id, [ann]);
  const found = await listCandidates(account, id, "candidate", 8);
  expect(found.map((one) => [one.id, one.member])).toEqual([
    [ann, true],
    [bob, false],
  ]);
  expect(await listCandidates(account, id, "candidate", 1)).toHaveLength(1);
  expect(await listCandidates(await makeAccount(), id, "candidate", 8)).toEqual([]);
  expect(await listGroupsOfProfile(account, ann)).toMatchObject([{ id, name: "With Ann", addedHere: true }]);
});
