import { afterEach, expect, it, vi } from "vitest";
import { json, sql } from "../../db/client.ts";
import { asOnlyOne, forgetDepartures } from "../../db/queries/background.ts";
import { makeManyUsers } from "../../db/testing/many-users.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import { startBackground } from "./run-tasks.ts";
import { tasks } from "./tasks.ts";

const stops: (() => Promise<void>)[] = [];
const start = (...of: Parameters<typeof startBackground>) => {
  const stop = startBackground(...of);
  stops.push(stop);
  return stop;
};
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

const hour = 3_600_000;

it("while one process is at it no other begins", async () => {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const first = asOnlyOne(async () => {
    begin();
    await finished;
  });
  await begun;
  expect(await asOnlyOne(() => Promise.reject(new Error("a second one")))).toBe(false);
  finish();
  expect(await first).toBe(true);
  expect(await asOnlyOne(async () => {})).toBe(true);
});

it("a task that fails keeps no other from its turn", async () => {
  const ran = vi.fn(async () => {});
  start([
    { name: "fails", everyMs: hour, run: () => Promise.reject(new Error("on purpose")) },
    { name: "works", everyMs: hour, run: ran },
  ]);
  await vi.waitFor(() => expect(ran).toHaveBeenCalledOnce());
});

it("stopping waits for what is being done, and begins nothing more", async () => {
  const said: string[] = [];
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const stop = start([
    {
      name: "long",
      everyMs: hour,
      run: async (stopped) => {
        begin();
        await new Promise<void>((resolve) => stopped.addEventListener("abort", () => resolve()));
        said.push("ended");
      },
    },
    { name: "next", everyMs: hour, run: async () => said.push("next") },
  ]);
  await begun;
  await stop();
  expect(said).toEqual(["ended"]);
});

it("departures are forgotten after thirty days, but not while a mass leave waits for a decision", async () => {
  const account = await makeAccount();
  await makePool(account, 5);
  const scope = await makeConfiguration(account);
  const ids = [];
  for (const userName of ["a", "b", "c"]) ids.push(await makeUser(scope, { userName }));
  const leave = newId();
  await sql()`insert into mass_leaves (account_id, id, tripped_at) values (${scope.accountId}, ${leave}, now())`;
  const depart = (userId: string, days: number, massLeave: string | null) => sql()`
    insert into departures (account_id, user_id, at, configuration_id, mass_leave_id, snapshot)
    values (${scope.accountId}, ${userId}, now() - make_interval(days => ${days}), ${scope.configurationId}, ${massLeave}, ${json({})}::text::jsonb)`;
  const [recent = "", old = "", undecided = ""] = ids;
  await depart(recent, 29, null);
  await depart(old, 31, null);
  await depart(undecided, 31, leave);
  expect(await forgetDepartures(100)).toBe(1);
  const left = await sql()<{ user_id: string }[]>`select user_id from departures where account_id = ${scope.accountId}`;
  expect(left.map(({ user_id }) => user_id).sort()).toEqual([recent, undecided].sort());
});

it("license rules that are behind with a large group are caught up with", async () => {
  const { accountId } = await makeAccount();
  await sql()`insert into group_rule_backlog (account_id, rule_id) values (${accountId}, ${newId()})`;
  start();
  await expect
    .poll(() => sql()`select from group_rule_backlog where account_id = ${accountId}`.then((rows) => rows.length))
    .toBe(0);
});

it("a task that did not finish goes on after the others had their turn, before its hour", async () => {
  const turns: string[] = [];
  start([
    {
      name: "long",
      everyMs: hour,
      run: async () => {
        turns.push("long");
        return turns.length === 1 ? "unfinished" : undefined;
      },
    },
    { name: "short", everyMs: 0, run: async () => turns.push("short") },
  ]);
  await expect.poll(() => turns.slice(0, 4), { timeout: 5_000 }).toEqual(["long", "short", "long", "short"]);
});

it("the erasure of many people keeps no other work waiting", async () => {
  const account = await makeAccount();
  await makePool(account, 0);
  const scope = await makeConfiguration(account);
  await makeManyUsers(scope, 150);
  await sql()`update users set deleted_at = now() - interval '31 days' where account_id = ${scope.accountId}`;
  const left = async () => (await sql()`select from users where account_id = ${scope.accountId}`).length;
  const erasure = tasks().find(({ name }) => name === "erasure");
  const now = Date.now();
  // each batch takes ten seconds
  const clock = vi
    .spyOn(Date, "now")
    .mockReturnValueOnce(now)
    .mockReturnValueOnce(now)
    .mockReturnValue(now + 10_000);
  expect(await erasure?.run(new AbortController().signal)).toBe("unfinished");
  clock.mockRestore();
  expect(await left()).toBe(50);
  expect(await erasure?.run(new AbortController().signal)).toBe("done");
  expect(await left()).toBe(0);
});
