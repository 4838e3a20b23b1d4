import postgres from "postgres";
import { expect, it } from "vitest";
import { sql } from "../client.ts";
import { actsByChance, dice, livesOf } from "../testing/lives/chance.ts";
import { newWorld, perform, type World } from "../testing/lives/database.ts";
import { pictureOf } from "../testing/lives/database-picture.ts";
import { type Kind, kinds } from "../testing/lives/pick.ts";
import { system } from "../testing.ts";
import { listConfigurations } from "./configurations.ts";
import { examine } from "./doctor.ts";
import { setMassLeavePercent } from "./mass-leaves.ts";

/** `npm run stress` asks for more, and for another seed. */
const rounds = Number(process.env.STRESS_ROUNDS ?? 6);
const minutes = Number(process.env.STRESS_MINUTES ?? 0.25);
const seed = Number(process.env.STRESS_SEED ?? 7644);
const atOnce = 200;

/** Nobody is let in before others, or comes back to an old place: what these leave is in order of request to the last. */
const inOrder: readonly Kind[] = kinds.filter((kind) => !["front", "count", "decide", "percent"].includes(kind));

/** What an IdP is told whose configuration was deleted meanwhile; the endpoint answers 401. */
const isRefused = (error: unknown) => error instanceof Error && "code" in error && error.code === "AC401";

/** An error, and in which functions of the database it happened. Drizzle wraps what the driver throws. */
function explained(error: unknown): { error: string; where?: (string | undefined)[] } {
  if (error instanceof postgres.PostgresError)
    return { error: `${error.code} ${error.message}`, where: [error.where, error.detail] };
  return error instanceof Error && error.cause ? explained(error.cause) : { error: String(error) };
}

async function begin(): Promise<World> {
  const world = await newWorld();
  await perform(world, { kind: "connect", configuration: "entra", pool: "advanced" });
  await perform(world, { kind: "connect", configuration: "okta", pool: "learning" });
  for (const group of ["staff", "sales"]) await perform(world, { kind: "group", group, configuration: "okta", members: [] });
  return world;
}

/** Does so many things by chance at once; returns the errors of the database that nobody should see. */
async function round(world: World, of: readonly Kind[], next: () => number, first: number): Promise<unknown[]> {
  const configurations = (await listConfigurations(world.scope)).map(({ name }) => name);
  const acts = actsByChance(livesOf(await pictureOf(world), configurations), of, next, atOnce, first);
  const told = await Promise.allSettled(acts.map((act) => perform(world, act)));
  return told.flatMap((result, index) =>
    result.status === "rejected" && !isRefused(result.reason) ? [{ act: acts[index], ...explained(result.reason) }] : [],
  );
}

/** People who wait although somebody who asked later has a license of the pool. */
const overtaken = ({ scope }: World) => sql()`
  select w.user_id, w.pool_id from license_assignments w
   where w.account_id = ${scope.accountId} and w.state = 'waiting' and exists (
     select from license_assignments h
      where h.account_id = w.account_id and h.pool_id = w.pool_id and h.state in ('invited', 'activated') and h.sequence > w.sequence)`;

it(`${rounds} rounds of ${atOnce} mixed changes at once: no error, nothing for the doctor, in order of request`, async () => {
  const next = dice(seed);
  const ordered = await begin();
  await setMassLeavePercent(ordered.scope, system, 0);
  const anything = await begin();
  const end = performance.now() + minutes * 60_000;
  let done = 0;
  for (; done < rounds && performance.now() < end; done++) {
    const [world, of] = done % 2 === 0 ? [ordered, inOrder] : [anything, kinds];
    const errors = await round(world, of, next, done * 1000);
    expect({ done, errors, findings: await examine(world.scope) }).toEqual({ done, errors: [], findings: [] });
    expect([...(await overtaken(ordered))]).toEqual([]);
  }
  process.stdout.write(`${done} rounds, ${done * atOnce} changes, seed ${seed}\n`);
}, 7_200_000);
