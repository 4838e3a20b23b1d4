import { afterAll, beforeEach, expect, it } from "vitest";
import { closeDatabase, sql } from "../../db/client.ts";
import { forgetDepartures } from "../../db/queries/background.ts";
import { deleteConfiguration, leaveCutOff } from "../../db/queries/configurations.ts";
import { findJob, listJobItems, listJobs, stopJob } from "../../db/queries/jobs.ts";
import { findOpenMassLeave, resolveMassLeave, settleCutOff } from "../../db/queries/mass-leaves.ts";
import { eraseExpired } from "../../db/queries/people-states.ts";
import type { ScimScope, Scope } from "../../db/queries/scope.ts";
import { deleteUser } from "../../db/queries/users.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, setActive, violations } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import { runJobBatch } from "./runner.ts";

afterAll(closeDatabase);

const admin = { kind: "admin", id: newId() } as const;
let account: Scope;
let pool: string;
let idp: ScimScope;
beforeEach(async () => {
  await sql()`delete from jobs`; // of all accounts in one line
  account = await makeAccount();
  pool = await makePool(account, 30);
  idp = await makeConfiguration(account, pool);
});

async function makePeople(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) ids.push(await makeUser(idp, { userName: `person${index}` }));
  return ids;
}

/** The one job of the account, by its name in the list. */
async function onlyJob() {
  const [job, ...others] = await listJobs(account, 10);
  expect(others).toEqual([]);
  if (!job) throw new Error("There is no job.");
  return job;
}

async function left() {
  const [row] = await sql()`
    select count(*) filter (where active)::int as active, count(*) filter (where deleted_at is null)::int as here
      from users where account_id = ${account.accountId}`;
  return row;
}

it("a mass leave of more people than an admin can wait for is restored by a job, whole, with what came of each", async () => {
  const ids = await makePeople(520);
  const [taken = "", early = "", ...others] = ids;
  for (const id of [early, ...others.slice(0, 508)]) await setActive(idp, id, false);
  await deleteUser(idp, { id: taken, version: undefined, activityId: newId(), at: new Date() });
  await makeUser(await makeConfiguration(account), { userName: "person0" });
  const open = await findOpenMassLeave(account);
  expect(open).toMatchObject({ people: 510 });

  expect(await resolveMassLeave(account, admin, open?.id ?? "", "restored")).toBe(510);
  await expect(resolveMassLeave(account, admin, open?.id ?? "", "released")).rejects.toMatchObject({ code: "conflict" });
  const job = await onlyJob();
  expect(job).toMatchObject({ state: "queued", total: 510, stoppable: false });
  expect(await stopJob(account, job.id)).toBe(false);
  expect(await settleCutOff()).toBe(false); // the job is at it
  expect(await runJobBatch()).toBe(true);
  await setActive(idp, others[507] ?? "", true);
  while (await runJobBatch());

  expect(await findJob(account, job.id)).toMatchObject({ state: "done", done: 510, failed: 1 });
  const results = async (filter: "failed" | "unchanged") =>
    (await listJobItems(account, job.id, { filter, page: 1, pageSize: 10 })).rows.map(({ userId }) => userId);
  expect([await results("failed"), await results("unchanged")]).toEqual([[taken], [others[507]]]);
  expect(await left()).toEqual({ active: 520, here: 520 });
  expect(violations(await poolState(account, pool))).toEqual([]);
}, 60_000);

it("a configuration that links more people than an admin can wait for is deleted by a job", async () => {
  await makePeople(501);
  await deleteConfiguration(account, admin, idp.configurationId);
  const job = await onlyJob();
  expect(job).toMatchObject({ title: "Delete Test", state: "queued", total: 501, stoppable: false });
  expect(await leaveCutOff()).toBe(false); // the job is at it
  while (await runJobBatch());
  expect(await findJob(account, job.id)).toMatchObject({ state: "done", done: 501, failed: 0 });
  expect(await left()).toEqual({ active: 0, here: 0 });
  expect(await poolState(account, pool)).toMatchObject({ invited: 0, waiting: 0 });
}, 60_000);

it("what was decided is never given up, and what nobody is at any more the server ends", async () => {
  await makePeople(501);
  await deleteConfiguration(account, admin, idp.configurationId);
  await sql()`update jobs set attempts = 30, parameters = '{}'`;
  await expect(runJobBatch()).rejects.toThrow("needs configurationId");
  const [job] = await sql()`select state, attempts, extract(epoch from due_at - now())::int as rest from jobs`;
  expect(job).toMatchObject({ state: "queued", attempts: 31 });
  expect(job?.rest).toBeGreaterThan(500);
  while (await leaveCutOff());
  expect(await left()).toEqual({ active: 0, here: 0 });
}, 60_000);

it("a mass leave that was decided late forgets and erases nobody until it is settled", async () => {
  const ids = await makePeople(30);
  for (const id of ids.slice(0, 25)) await deleteUser(idp, { id, version: undefined, activityId: newId(), at: new Date() });
  await sql()`update departures set at = at - interval '31 days' where account_id = ${account.accountId}`;
  await sql()`update users set deleted_at = deleted_at - interval '31 days' where account_id = ${account.accountId}`;
  const open = await findOpenMassLeave(account);
  await sql()`select mass_leave_close(${account.accountId}, ${open?.id ?? ""}, 'restored', null, now())`;
  expect([await forgetDepartures(100), await eraseExpired(100)]).toEqual([0, 0]);
  while (await settleCutOff());
  expect(await left()).toEqual({ active: 30, here: 30 });
  expect(violations(await poolState(account, pool))).toEqual([]);
});

it("whom the IdP deletes after the decision stays gone", async () => {
  const ids = await makePeople(30);
  for (const id of ids.slice(0, 25)) await setActive(idp, id, false);
  const open = await findOpenMassLeave(account);
  await sql()`select mass_leave_close(${account.accountId}, ${open?.id ?? ""}, 'restored', null, now() - interval '1 second')`;
  await deleteUser(idp, { id: ids[0] ?? "", version: undefined, activityId: newId(), at: new Date() });
  while (await settleCutOff());
  expect(await left()).toEqual({ active: 29, here: 29 });
  expect(violations(await poolState(account, pool))).toEqual([]);
});
