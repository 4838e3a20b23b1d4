import { spawnSync } from "node:child_process";
import { beforeEach, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { type Sql, sql } from "../client.ts";
import { listStatements } from "../list.ts";
import { inTheMiddle } from "../testing/in-the-middle.ts";
import { makeManyUsers } from "../testing/many-users.ts";
import { planOf } from "../testing/plan.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../testing.ts";
import { countEverybody, foldPeopleCounts } from "./people-counts.ts";
import { erasePerson, restorePerson } from "./people-states.ts";
import { countPeople } from "./profiles.ts";
import type { ScimScope } from "./scope.ts";
import { userListSource } from "./user-list.ts";
import { deleteUser } from "./users.ts";

let scope: ScimScope;

beforeEach(async () => {
  const account = await makeAccount();
  await makePool(account, 0);
  scope = await makeConfiguration(account);
});

const create = () => makeUser(scope, { userName: newId() });
const remove = (id: string) => deleteUser(scope, { id, version: undefined, activityId: newId(), at: new Date() });
const restore = (id: string) => restorePerson(scope, system, id);
const erase = (id: string) => erasePerson(scope, system, id);
const many = (work: () => Promise<string>) => Promise.all(Array.from({ length: 20 }, work));
const each = (ids: string[], work: (id: string) => Promise<unknown>) => Promise.all(ids.map(work));
const rows = async () => (await sql()`select from people_counts where account_id = ${scope.accountId}`).length;

it("who is created, deactivated, deleted, restored or erased is counted at once", async () => {
  const [ada = "", bob = "", cem = ""] = [await create(), await create(), await create()];
  await setActive(scope, bob, false);
  expect(await countEverybody(scope)).toEqual({ people: 3, active: 2 });
  await remove(ada);
  await remove(cem);
  expect(await countEverybody(scope)).toEqual({ people: 1, active: 0 });
  await restore(ada);
  await erase(cem);
  await setActive(scope, bob, true);
  expect(await countEverybody(scope)).toEqual({ people: 2, active: 2 });
});

it("whatever is changed and folded at once, every reader sees the number of the rows that there are", async () => {
  const [gone, back, leaving, changing] = [await many(create), await many(create), await many(create), await many(create)];
  await each([...gone, ...back], remove);
  const wrong: unknown[] = [];
  let changed = false;
  const meanwhile = async (look: () => Promise<unknown>) => {
    while (!changed) await look();
  };
  const compare = async () => {
    const [row] = await sql()`
      select kept.people, kept.active, counted.people as "hasPeople", counted.active as "hasActive"
        from people_count(${scope.accountId}) kept cross join people_count_anew(${scope.accountId}) counted`;
    if (row?.people !== row?.hasPeople || row?.active !== row?.hasActive) wrong.push(row);
  };
  const changes = Promise.all([
    many(create),
    each(gone, erase),
    each(back, restore),
    each(leaving, remove),
    each(changing, (id) => setActive(scope, id, false)),
  ]).finally(() => {
    changed = true;
  });
  await Promise.all([changes, meanwhile(foldPeopleCounts), meanwhile(foldPeopleCounts), meanwhile(compare)]);
  expect(wrong).toEqual([]);
  expect(await countEverybody(scope)).toEqual({ people: 60, active: 40 });
});

it("folding holds up nobody who creates or reads", async () => {
  await create();
  await sql().begin(async (tx) => {
    await tx`select people_count_fold()`;
    await create();
    expect(await countEverybody(scope)).toEqual({ people: 2, active: 2 });
  });
  expect(await countEverybody(scope)).toEqual({ people: 2, active: 2 });
});

it("two who fold at once count nobody twice", async () => {
  await create();
  await create();
  const fold = (run: Sql) => run`select people_count_fold()`;
  await inTheMiddle(fold, foldPeopleCounts, async () => {});
  expect(await countEverybody(scope)).toEqual({ people: 2, active: 2 });
  expect(await rows()).toBe(1);
});

it("who folds and is killed meanwhile leaves the number as it was", async () => {
  await create();
  const cut = sql().begin(async (tx) => {
    await tx`select people_count_fold()`;
    await tx`select pg_terminate_backend(pg_backend_pid())`;
  });
  await expect(cut).rejects.toThrow();
  expect(await rows()).toBe(1);
  await create();
  expect(await rows()).toBe(2);
  await foldPeopleCounts();
  expect(await rows()).toBe(1);
  expect(await countEverybody(scope)).toEqual({ people: 2, active: 2 });
});

it("the total of a list and of Users reads no people", async () => {
  await makeManyUsers(scope, 5_000);
  const page = { kind: "index", startIndex: 1 } as const;
  const list = { filter: undefined, sortBy: undefined, sortOrder: "ascending", count: 100, page, baseUrl: "" } as const;
  const nodes = await planOf(listStatements(scope, userListSource(scope, ""), list).total);
  expect(Math.max(...nodes.map((node) => node["Actual Rows"] ?? 0))).toBeLessThan(5);
  expect(await countPeople(scope, {})).toBe(5_000);
  expect(await countPeople(scope, { state: "active" })).toBe(5_000);
  expect(await countPeople(scope, { search: "person77@" })).toBe(1);
});

it("people from before numbers were kept are counted by the migration, once", async () => {
  await makeManyUsers(scope, 10);
  await sql()`delete from people_counts where account_id = ${scope.accountId}`;
  expect(await countEverybody(scope)).toEqual({ people: 0, active: 0 });
  for (const _ of ["first", "second"]) {
    const { status } = spawnSync(process.execPath, ["db/migrate.ts"], { stdio: ["ignore", "ignore", "inherit"] });
    expect(status).toBe(0);
    expect(await countEverybody(scope)).toEqual({ people: 10, active: 10 });
  }
});

it("two who make the number right at once do it once", async () => {
  await makeManyUsers(scope, 10);
  await sql()`delete from people_counts where account_id = ${scope.accountId}`;
  const correct = async (run: Sql) => await run`select people_count_correct(${scope.accountId})`;
  await inTheMiddle(
    correct,
    () => correct(sql()),
    async () => {},
  );
  expect(await countEverybody(scope)).toEqual({ people: 10, active: 10 });
});
