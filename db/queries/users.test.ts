import { expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { deadlines, sql } from "../client.ts";
import { licensesOf } from "../testing/licensed.ts";
import { statementsOf } from "../testing/statements.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, violations } from "../testing.ts";
import { deleteUser } from "./users.ts";

async function makeScope(licenses: number) {
  const account = await makeAccount();
  const pool = await makePool(account, licenses);
  return { account, pool, idp: await makeConfiguration(account, pool) };
}

/** What became of each: its id, or why not. */
const settled = async (creations: Promise<string>[]) =>
  (await Promise.allSettled(creations)).map((result) => (result.status === "fulfilled" ? "created" : result.reason.message));

it("people who are created at once take two statements, and get their licenses in the order in which they came", async () => {
  const { account, pool, idp } = await makeScope(7);
  const ids: string[] = [];
  const create = async () => {
    const names = Array.from({ length: 30 }, (_, index) => `p${(index * 7) % 30}`);
    ids.push(...(await Promise.all(names.map((userName) => makeUser(idp, { userName })))));
  };
  expect(await statementsOf(create)).toHaveLength(2);
  const licenses = await Promise.all(ids.map((id) => licensesOf(account, id)));
  const line = Array.from({ length: 23 }, (_, index) => [`Advanced waiting ${index + 1}`]);
  expect(licenses).toEqual([...Array(7).fill(["Advanced invited"]), ...line]);
  expect(await poolState(account, pool)).toMatchObject({ invited: 7, waiting: 23 });
  const told = await sql()`
    select action, license->0->>'after' as after, (license->0->>'position')::int as position from activity
     where account_id = ${account.accountId} and subject_id = any(${ids}::uuid[]) order by subject_id`;
  expect(told.slice(5, 9)).toMatchObject([
    { action: "user.created", after: "invited", position: null },
    { action: "user.created", after: "invited", position: null },
    { action: "user.created", after: "waiting", position: 1 },
    { action: "user.created", after: "waiting", position: 2 },
  ]);
});

it("who is there, comes twice or is to be revived is not new, and keeps nobody else", async () => {
  const { account, pool, idp } = await makeScope(10);
  await makeUser(idp, { userName: "there" });
  const left = await makeUser(idp, { userName: "left" });
  await deleteUser(idp, { id: left, version: undefined, activityId: newId(), at: new Date() });
  const names = ["first", "there", "twice", "TWICE", "left", "last"];
  expect(await settled(names.map((userName) => makeUser(idp, { userName })))).toEqual([
    "created",
    "there is not new.",
    "created",
    "TWICE is not new.",
    "left is not new.",
    "created",
  ]);
  expect(await poolState(account, pool)).toMatchObject({ invited: 4 });
  expect(violations(await poolState(account, pool))).toEqual([]);
});

it("a value that the database refuses fails nobody else", async () => {
  const { account, pool, idp } = await makeScope(10);
  const people = ["a", "b", "\u0000", "c"].map((title, index) => ({ userName: `p${index}`, title }));
  const [first, second, refused, last] = await settled(people.map((person) => makeUser(idp, person)));
  expect([first, second, last]).toEqual(["created", "created", "created"]);
  expect(refused).toBe("unsupported Unicode escape sequence");
  expect(await poolState(account, pool)).toMatchObject({ invited: 3 });
});

it("who is inactive, or comes through a configuration that assigns nothing, takes no license", async () => {
  const { account, pool, idp } = await makeScope(10);
  const inactive = await makeUser(idp, { userName: "inactive" }, { active: false });
  const dataOnly = await makeUser(await makeConfiguration(account), { userName: "data" });
  expect([await licensesOf(account, inactive), await licensesOf(account, dataOnly)]).toEqual([[], []]);
  expect(await poolState(account, pool)).toMatchObject({ invited: 0, waiting: 0 });
});

it(
  "a userName that somebody else is writing keeps nobody else waiting",
  async () => {
    const { account, idp } = await makeScope(10);
    const id = newId();
    await sql().begin(async (tx) => {
      await tx`
      insert into users (account_id, id, user_name, user_name_canon, name, sort_name, search_text, active, attributes, canonical, last_modified)
      values (${account.accountId}, ${id}, 'anna', 'anna', 'Anna', 'anna', 'anna', true, '{}', '{}', now())`;
      const [first, anna, ...others] = ["p1", "anna", "p2", "p3"].map((userName) => makeUser(idp, { userName }));
      const seen: string[] = [];
      anna?.catch((error: Error) => seen.push(error.message));
      await Promise.all([first, ...others]);
      expect(seen).toEqual([]);
      await tx`delete from users where account_id = ${account.accountId} and id = ${id}`;
    });
    await expect.poll(async () => (await sql()`select from users where account_id = ${account.accountId}`).length).toBe(4);
  },
  deadlines.lock_timeout - 1000,
); // nobody waited for it as long as one may
