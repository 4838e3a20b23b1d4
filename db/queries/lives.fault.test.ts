import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { env } from "../../lib/env.ts";
import type { Act } from "../testing/lives/acts.ts";
import { apply } from "../testing/lives/apply.ts";
import { newWorld, perform, type World } from "../testing/lives/database.ts";
import { pictureOf } from "../testing/lives/database-picture.ts";
import { newLives, picture } from "../testing/lives/model.ts";
import { scenario } from "../testing/lives/scenario.ts";
import { leaveCutOff } from "./configurations.ts";
import { examine } from "./doctor.ts";
import { settleCutOff } from "./mass-leaves.ts";

let owner: postgres.Sql;

/** Every statement that writes counts, and the one whose number `fault` names fails, as if the disk had. */
beforeAll(async () => {
  owner = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  await owner.unsafe(`
    create sequence writes;
    create table fault (write int not null);
    insert into fault values (0);
    create function fail_at_write() returns trigger language plpgsql as $$
    begin
      if nextval('writes') = (select write from fault) then
        raise exception 'the disk failed' using errcode = 'io_error';
      end if;
      return null;
    end $$`);
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'fault'`;
  for (const { name } of tables)
    await owner`create trigger fails before insert or update or delete on ${owner(name)} for each statement execute function fail_at_write()`;
  const role = decodeURIComponent(new URL(env.databaseUrl).username);
  await owner`grant select, usage on sequence writes to ${owner(role)}`;
  await owner`grant select on fault to ${owner(role)}`;
});
afterAll(() => owner.end());

/** From now on the write of this number fails; 0: none. */
async function failAt(write: number): Promise<void> {
  await owner`update fault set write = ${write}`;
  await owner`select setval('writes', 1, false)`;
}

/** Is it that failure? Drizzle wraps what the driver throws. */
const failed = (error: unknown): boolean =>
  error instanceof Error && (error.message === "the disk failed" || failed(error.cause));

/** What is done in batches, or by two calls, may have been done in part. */
const inSteps: Act["kind"][] = ["disconnect", "decide", "members"];

let faults = 0;

/** Tries it until no write fails, each time with another failing write; answers what the last one is told. */
async function persist(world: World, act: Act): Promise<string> {
  const before = await pictureOf(world);
  for (let write = 1; ; write++) {
    await failAt(write);
    try {
      return await perform(world, act);
    } catch (error) {
      if (!failed(error)) throw error;
      faults++;
    } finally {
      await failAt(0);
    }
    expect({ act, write, findings: await examine(world.scope) }).toEqual({ act, write, findings: [] });
    if (!inSteps.includes(act.kind)) expect(await pictureOf(world)).toEqual(before);
  }
}

it("a write that fails, whichever it is of whatever happens, leaves every invariant true, and trying again succeeds", async () => {
  const [world, lives] = [await newWorld(), newLives()];
  for (const act of scenario) {
    const [told, expected] = [await persist(world, act), apply(lives, act)];
    if (told !== expected) {
      // it was decided before the failure; the server ends what was cut off by itself
      expect([act.kind, told]).toEqual(act.kind === "disconnect" ? ["disconnect", "not_found"] : ["decide", "conflict"]);
      while (await leaveCutOff());
      while (await settleCutOff());
    }
    expect({ act, ...(await pictureOf(world)) }).toEqual({ act, ...picture(lives) });
  }
  // every kind of act writes, and so fails at least once
  expect(faults).toBeGreaterThan(scenario.length);
}, 120_000);
