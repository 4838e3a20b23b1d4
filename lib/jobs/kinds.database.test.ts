import { afterAll, afterEach, expect, it } from "vitest";
import { closeDatabase, sql } from "../../db/client.ts";
import { addMembers, createGroup } from "../../db/queries/group-changes.ts";
import { createPeopleJob, listJobItems } from "../../db/queries/jobs.ts";
import { createPerson } from "../../db/queries/people.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, violations } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import type { JobKindName } from "./registry.ts";
import { runJobBatch } from "./runner.ts";

afterAll(closeDatabase);
// jobs of all accounts are one line: none is left behind for the next test
afterEach(() => sql()`delete from jobs`);

const admin = { kind: "admin", id: newId() } as const;

async function makePeople(total = 2) {
  const scope = await makeAccount();
  const poolId = await makePool(scope, total);
  const add = async (name: string) => (await createPerson(scope, admin, { userName: name })).id;
  return { ...scope, poolId, ids: [await add("a"), await add("b"), await add("c")] };
}

/** Runs a job of all people to its end and says what came of each, by name. */
async function run(scope: { accountId: string }, kind: JobKindName, parameters: Record<string, unknown> = {}) {
  const everybody = { kind: "matching", filter: {}, except: [] } as const;
  const { id } = await createPeopleJob(scope, admin, { kind, title: "Test", parameters }, everybody);
  while (await runJobBatch());
  const { rows } = await listJobItems(scope, id, { filter: undefined, page: 1, pageSize: 100 });
  return rows.map(({ label, outcome, message }) => [label, outcome, ...(message ? [message] : [])]);
}

it("licenses are assigned by name until none is left, and again changes nothing", async () => {
  const scope = await makePeople(2);
  const assign = () => run(scope, "people.assign_license", { poolId: scope.poolId });
  expect(await assign()).toEqual([
    ["a", "done"],
    ["b", "done"],
    ["c", "done", "Waits: no license is free."],
  ]);
  expect(await assign()).toEqual([
    ["a", "unchanged", "Has this license already."],
    ["b", "unchanged", "Has this license already."],
    ["c", "unchanged", "Waits: no license is free."],
  ]);
  expect(violations(await poolState(scope, scope.poolId))).toEqual([]);
});

it("licenses are returned, and invitations go out again to who has one", async () => {
  const scope = await makePeople(1);
  const parameters = { poolId: scope.poolId };
  await run(scope, "people.assign_license", parameters);
  expect(await run(scope, "people.resend_invitation", parameters)).toEqual([
    ["a", "done"],
    ["b", "unchanged", "Has no invitation for this license."],
    ["c", "unchanged", "Has no invitation for this license."],
  ]);
  await run(scope, "people.return_license", { ...parameters, why: "Left the team" });
  expect(await run(scope, "people.return_license", parameters)).toEqual(
    ["a", "b", "c"].map((name) => [name, "unchanged", "Has no such license."]),
  );
  expect(await poolState(scope, scope.poolId)).toMatchObject({ invited: 0, waiting: 0 });
});

it("people come into a group and leave it", async () => {
  const scope = await makePeople();
  const groupId = await createGroup(scope, admin, "Sales");
  await addMembers(scope, admin, groupId, scope.ids.slice(0, 1));
  expect(await run(scope, "people.add_to_group", { groupId })).toEqual([
    ["a", "unchanged", "Is a member already."],
    ["b", "done"],
    ["c", "done"],
  ]);
  expect(await run(scope, "people.remove_from_group", { groupId })).toEqual(["a", "b", "c"].map((name) => [name, "done"]));
  expect(await run(scope, "people.add_to_group", { groupId: newId() })).toEqual(
    ["a", "b", "c"].map((name) => [name, "failed", "This group does not exist any more."]),
  );
});

it("people are suspended, and again when it is lifted, once each", async () => {
  const scope = await makePeople();
  const all = (...result: string[]) => ["a", "b", "c"].map((name) => [name, ...result]);
  expect(await run(scope, "people.suspend")).toEqual(all("done"));
  expect(await run(scope, "people.suspend")).toEqual(all("unchanged", "Is suspended already."));
  expect(await run(scope, "people.unsuspend")).toEqual(all("done"));
  expect(await run(scope, "people.unsuspend")).toEqual(all("unchanged", "Is not suspended."));
});

it("whom an IdP keeps is not removed, and the result says what to do", async () => {
  const scope = await makePeople();
  const configuration = await makeConfiguration(scope);
  await makeUser(configuration, { userName: "d" });
  expect(await run(scope, "people.remove")).toEqual([
    ...["a", "b", "c"].map((name) => [name, "done"]),
    ["d", "failed", "Your identity provider keeps this person. Remove them there, or suspend them here."],
  ]);
});
