import { beforeEach, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeManyUsers } from "../testing/many-users.ts";
import { makeAccount, makeConfiguration, makePool, setActive, system } from "../testing.ts";
import { examine } from "./doctor.ts";
import { addGroupRule, catchUpGroupRules, listGroupRules, removeGroupRule } from "./group-rules.ts";
import { createGroup, deleteGroup, updateGroup } from "./groups.ts";

/** More than a change of the group itself takes care of. */
const many = 1300;
const licenses = 1000;

async function makeWorld() {
  const account = await makeAccount();
  const poolId = await makePool(account, licenses);
  const scope = await makeConfiguration(account);
  await makeManyUsers(scope, many);
  const people = (await sql()<{ id: string }[]>`select id from users where account_id = ${account.accountId} order by id`).map(
    ({ id }) => id,
  );
  const groupId = newId();
  const at = () => ({ activityId: newId(), at: new Date() });
  await createGroup(scope, { id: groupId, ...at(), displayName: "Everybody", externalId: undefined, add: [] });
  const put = (add: string[]) =>
    updateGroup(scope, {
      ...{ id: groupId, ...at(), version: undefined, displayName: undefined, externalId: undefined },
      members: { add, remove: [], full: true },
    });
  const remove = () => deleteGroup(scope, { id: groupId, ...at(), version: undefined });
  return { account, scope, poolId, people, groupId, put, remove };
}

type World = Awaited<ReturnType<typeof makeWorld>>;
let world: World;
beforeEach(async () => {
  world = await makeWorld();
}, 60_000);

async function has(): Promise<{ invited: number; waiting: number }> {
  const [row] = await sql()<{ invited: number; waiting: number }[]>`
    select count(*) filter (where state = 'invited')::int as invited, count(*) filter (where state = 'waiting')::int as waiting
      from license_assignments where account_id = ${world.account.accountId}`;
  return { invited: row?.invited ?? -1, waiting: row?.waiting ?? -1 };
}

/** Batch after batch; in the end there is nothing for the doctor to find. */
async function catchUp(): Promise<number> {
  let batches = 1;
  while ((await catchUpGroupRules()) > 0) batches += 1;
  expect(await examine(world.account)).toEqual([]);
  return batches;
}

const nothing = { invited: 0, waiting: 0 };
const all = { invited: licenses, waiting: many - licenses };

it("a push of a large group is answered before its licenses are given, and they follow batch by batch", async () => {
  await addGroupRule(world.account, system, world);
  expect((await world.put(world.people)).outcome).toBe("updated");
  expect(await has()).toEqual(nothing);
  expect(await listGroupRules(world.account)).toMatchObject([{ behind: true }]);
  expect(await examine(world.account)).toEqual([]);
  expect(await catchUp()).toBe(Math.ceil(many / 500));
  expect(await has()).toEqual(all);
  expect(await listGroupRules(world.account)).toMatchObject([{ behind: false }]);
});

it("a rule for a large group gives and takes back in the same way", async () => {
  await world.put(world.people);
  const rule = await addGroupRule(world.account, system, world);
  expect(await has()).toEqual(nothing);
  await catchUp();
  expect(await has()).toEqual(all);
  await removeGroupRule(world.account, system, rule);
  expect(await listGroupRules(world.account)).toEqual([]);
  expect(await has()).toEqual(all);
  expect(await examine(world.account)).toEqual([]);
  await catchUp();
  expect(await has()).toEqual(nothing);
});

it("a rule that is removed before it has given everything gives nothing more", async () => {
  await world.put(world.people);
  const rule = await addGroupRule(world.account, system, world);
  await catchUpGroupRules();
  await removeGroupRule(world.account, system, rule);
  await catchUp();
  expect(await has()).toEqual(nothing);
});

it("a large group that is emptied or deleted takes its licenses back", async () => {
  await world.put(world.people);
  await addGroupRule(world.account, system, world);
  await catchUp();
  await world.put([]);
  await catchUp();
  expect(await has()).toEqual(nothing);
  await world.put(world.people);
  await catchUp();
  await world.remove();
  await catchUp();
  expect(await has()).toEqual(nothing);
});

it("who leaves, comes or is deactivated meanwhile has in the end what the members have", async () => {
  await addGroupRule(world.account, system, world);
  await world.put(world.people);
  await catchUpGroupRules();
  const [first = "", second = "", ...others] = world.people;
  await world.put(others); // two leave, of whom both have a license by now
  await setActive(world.scope, others[0] ?? "", false);
  await setActive(world.scope, others.at(-1) ?? "", false);
  await catchUp();
  expect(await has()).toEqual({ invited: licenses, waiting: many - licenses - 4 });
  await world.put([first, second, ...others]);
  await catchUp();
  expect(await has()).toEqual({ invited: licenses, waiting: many - licenses - 2 });
});

it("batches and changes of members at once end in what the members say", async () => {
  await addGroupRule(world.account, system, world);
  await world.put(world.people);
  const halves = [world.people.slice(0, 200), world.people.slice(200), world.people];
  await Promise.all([
    (async () => {
      for (const half of halves) await world.put(half);
    })(),
    catchUpGroupRules(),
    catchUpGroupRules(),
  ]);
  await catchUp();
  expect(await has()).toEqual(all);
});
