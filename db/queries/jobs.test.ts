import { afterAll, afterEach, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { closeDatabase, sql } from "../client.ts";
import { makeAccount } from "../testing.ts";
import { createPeopleJob, findJob, type ItemResult, listJobItems, type PendingItem, runNextBatch, stopJob } from "./jobs.ts";
import { createPerson } from "./people.ts";
import type { PeopleSelection } from "./people-selection.ts";
import type { Scope } from "./scope.ts";

afterAll(closeDatabase);
// jobs of all accounts are one line: none is left behind for the next test
afterEach(() => sql()`delete from jobs`);

const admin = { kind: "admin", id: newId() } as const;
const everybody: PeopleSelection = { kind: "matching", filter: {}, except: [] };
const job = { kind: "test", title: "Test", parameters: {} };

async function makePeople(count: number): Promise<Scope & { ids: string[] }> {
  const scope = await makeAccount();
  const numbers = Array.from({ length: count }, (_, index) => String(index).padStart(4, "0"));
  const people = await Promise.all(numbers.map((number) => createPerson(scope, admin, { email: `p${number}@example.com` })));
  return { ...scope, ids: people.map(({ id }) => id) };
}

const done = (items: readonly PendingItem[]): ItemResult[] => items.map(({ number }) => ({ number, outcome: "done" }));
const allDone = async (_: unknown, items: readonly PendingItem[]) => done(items);
const progress = async (scope: Scope, id: string) => {
  const found = await findJob(scope, id);
  return found && [found.state, found.done, found.failed, found.total];
};

describe("a job", () => {
  it("is of the people who are selected when it is made, by name", async () => {
    const scope = await makePeople(5);
    const [first, second] = scope.ids;
    const { id, total } = await createPeopleJob(scope, admin, job, { ...everybody, except: [first ?? ""] });
    expect(total).toBe(4);
    const { rows } = await listJobItems(scope, id, { filter: "pending", page: 1, pageSize: 10 });
    expect(rows.map(({ number, label }) => [number, label])).toEqual([1, 2, 3, 4].map((n) => [n, `p000${n}@example.com`]));
    const picked = await createPeopleJob(scope, admin, job, { kind: "ids", ids: [second ?? "", newId(), "x"] });
    expect(picked.total).toBe(1);
  });

  it("of nobody is refused, and nobody of another account is ever selected", async () => {
    const [scope, other] = [await makePeople(1), await makePeople(1)];
    const selection = { kind: "ids", ids: other.ids } as const;
    await expect(createPeopleJob(scope, admin, job, selection)).rejects.toThrow("Nobody is selected any more.");
    expect(await sql()`select from jobs`).toHaveLength(0);
  });

  it("goes batch by batch, counts what failed, and ends", async () => {
    const scope = await makePeople(450);
    const { id } = await createPeopleJob(scope, admin, job, everybody);
    const failFirst = async (_: unknown, items: readonly PendingItem[]) =>
      items.map(
        ({ number }): ItemResult => (number === 1 ? { number, outcome: "failed", message: "No." } : { number, outcome: "done" }),
      );
    expect(await runNextBatch(failFirst)).toBe(true);
    expect(await progress(scope, id)).toEqual(["running", 200, 1, 450]);
    expect(await runNextBatch(failFirst)).toBe(true);
    expect(await runNextBatch(failFirst)).toBe(true);
    expect(await progress(scope, id)).toEqual(["done", 450, 1, 450]);
    expect(await runNextBatch(failFirst)).toBe(false);
    expect(await listJobItems(scope, id, { filter: "failed", page: 1, pageSize: 10 })).toMatchObject({
      total: 1,
      rows: [{ number: 1, message: "No." }],
    });
  });

  it("is worked on by one process at a time, and by the next one after the last committed batch", async () => {
    const scope = await makePeople(300);
    const { id } = await createPeopleJob(scope, admin, job, everybody);
    const seen: number[] = [];
    const note = async (_: unknown, items: readonly PendingItem[]) => {
      seen.push(...items.map(({ number }) => number));
      return done(items);
    };
    await runNextBatch(async (current, items) => {
      expect(await runNextBatch(note)).toBe(false); // another process, meanwhile
      return allDone(current, items);
    });
    // a killed process: its transaction never commits
    await expect(
      runNextBatch(async () => {
        throw new Error("killed");
      }),
    ).rejects.toThrow("killed");
    expect(await progress(scope, id)).toEqual(["running", 200, 0, 300]);
    await sql()`update jobs set due_at = now()`;
    while (await runNextBatch(note));
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => 201 + index));
    expect(await progress(scope, id)).toEqual(["done", 300, 0, 300]);
  });

  it("that fails again and again is given up; what was done stays done", async () => {
    const scope = await makePeople(1);
    const { id } = await createPeopleJob(scope, admin, job, everybody);
    const fail = () =>
      runNextBatch(async () => {
        throw new Error("broken");
      });
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await progress(scope, id)).toEqual(["queued", 0, 0, 1]);
      await expect(fail()).rejects.toThrow("broken");
      expect(await runNextBatch(allDone)).toBe(false); // put off
      await sql()`update jobs set due_at = now()`;
    }
    expect(await progress(scope, id)).toEqual(["failed", 0, 0, 1]);
    expect(await runNextBatch(allDone)).toBe(false);
  });

  it("stops after its present batch; one that ended does not stop, nor one of another account", async () => {
    const scope = await makePeople(250);
    const { id } = await createPeopleJob(scope, admin, job, everybody);
    expect(await stopJob(await makeAccount(), id)).toBe(false);
    let stopping: Promise<boolean> | undefined;
    await runNextBatch(async (current, items) => {
      stopping = stopJob(scope, id);
      return allDone(current, items);
    });
    expect(await stopping).toBe(true);
    expect(await runNextBatch(allDone)).toBe(false);
    expect(await progress(scope, id)).toEqual(["stopped", 200, 0, 250]);
    expect(await stopJob(scope, id)).toBe(false);
  });

  it("of one account does not keep another's waiting", async () => {
    const [large, small] = [await makePeople(450), await makePeople(1)];
    const first = await createPeopleJob(large, admin, job, everybody);
    const second = await createPeopleJob(small, admin, job, everybody);
    await runNextBatch(allDone);
    await runNextBatch(allDone);
    expect(await progress(large, first.id)).toEqual(["running", 200, 0, 450]);
    expect(await progress(small, second.id)).toEqual(["done", 1, 0, 1]);
  });
});
