import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "../../scripts/embedded-database.ts";
import { makeTemporaryFolder } from "../../scripts/testing/temporary-folder.ts";
import { closeDatabase, sql } from "../client.ts";
import { actsByChance, dice, livesOf } from "../testing/lives/chance.ts";
import { newWorld, perform, type World } from "../testing/lives/database.ts";
import { pictureOf } from "../testing/lives/database-picture.ts";
import type { Load, Told } from "../testing/lives/load.ts";
import { kinds } from "../testing/lives/pick.ts";
import { leaveCutOff, listConfigurations } from "./configurations.ts";
import { examine } from "./doctor.ts";
import { settleCutOff } from "./mass-leaves.ts";

/** `npm run stress` asks for more, and for another seed. */
const kills = Number(process.env.STRESS_KILLS ?? 1);
const seed = Number(process.env.STRESS_SEED ?? 7644);
const atOnce = 200;
/** Erasing takes the rows away that are counted below. */
const lasting = kinds.filter((kind) => kind !== "erase");

let folder: { path: string; remove: () => void };
let database: EmbeddedDatabase;

/** A database of its own, which writes to disk what it acknowledges: the one that tests share does not. */
beforeAll(async () => {
  folder = await makeTemporaryFolder("crash");
  database = await startEmbeddedDatabase({ dataDir: folder.path, durable: true });
  process.env.DATABASE_URL = database.databaseUrl;
  process.env.MIGRATION_DATABASE_URL = database.migrationDatabaseUrl;
  const { status } = spawnSync(process.execPath, ["db/migrate.ts"], { stdio: ["ignore", "ignore", "inherit"] });
  expect(status).toBe(0);
}, 60_000);
afterAll(async () => {
  await closeDatabase();
  await database.stop();
  folder.remove();
}, 60_000);

type Harm = { name: string; cause: (server: { kill: (signal: "SIGKILL") => boolean }) => unknown };

const harms: Harm[] = [
  {
    name: "PostgreSQL is killed",
    cause: () => {
      const file = path.join(database.folder, "data/postmaster.pid");
      process.kill(Number(readFileSync(file, "utf8").split("\n")[0]), "SIGKILL");
    },
  },
  {
    name: "all connections are cut",
    cause: async () => {
      const superuser = postgres(database.superuserUrl, { max: 1 });
      await superuser`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'account_center_app'`;
      await superuser.end();
    },
  },
  { name: "the server is killed", cause: (server) => server.kill("SIGKILL") },
];

/** A process does 200 things by chance at once, and after some of them are acknowledged comes the harm. Returns what it was told. */
async function underLoad(world: World, next: () => number, first: number, { cause }: Harm): Promise<Told[]> {
  const configurations = (await listConfigurations(world.scope)).map(({ name }) => name);
  const acts = actsByChance(livesOf(await pictureOf(world), configurations), lasting, next, atOnce, first);
  const server = spawn(process.execPath, ["db/testing/lives/load.ts"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(server, "close");
  const load: Load = { accountId: world.scope.accountId, ids: [...world.ids], acts };
  server.stdin.end(JSON.stringify(load));
  const told: Told[] = [];
  const harmAfter = 20 + (next() % 100);
  for await (const line of createInterface({ input: server.stdout })) {
    if (told.push(JSON.parse(line)) === harmAfter) await cause(server);
  }
  const [code, signal] = await ended;
  // whoever is not killed lives on without PostgreSQL
  expect(code === 0 || signal === "SIGKILL" ? "lived on" : `ended with ${code ?? signal}`).toBe("lived on");
  return told;
}

/** As the server does when it starts. */
async function recover(): Promise<void> {
  const serves = () => sql()`select 1`.then(() => true).catch(() => false);
  await expect.poll(serves, { timeout: 20_000 }).toBe(true);
  while (await leaveCutOff());
  while (await settleCutOff());
}

/** Nothing for the doctor, one activity row for each creation, and everybody there whose creation was acknowledged. */
async function check(world: World, harm: string, told: readonly Told[]): Promise<void> {
  const made = told.flatMap((one) => ("made" in one && one.made !== undefined ? [one.made] : []));
  const rows = await sql()<{ id: string; times: number }[]>`
    select u.id, (select count(*)::int from activity a
        where a.account_id = u.account_id and a.subject_id = u.id and a.action = 'user.created') as times
      from users u where u.account_id = ${world.scope.accountId}`;
  const there = new Set(rows.map(({ id }) => id));
  expect({
    harm,
    errors: told.flatMap((one) => ("error" in one ? [one.error] : [])),
    findings: await examine(world.scope),
    lost: made.filter((id) => !there.has(id)),
    notOnceInActivity: rows.filter(({ times }) => times !== 1),
  }).toEqual({ harm, errors: [], findings: [], lost: [], notOnceInActivity: [] });
}

it(`${kills} times each under load: ${harms.map(({ name }) => name).join(", ")}; what was acknowledged is there, the rest is whole`, async () => {
  const next = dice(seed);
  const world = await newWorld();
  for (const configuration of ["entra", "okta"]) await perform(world, { kind: "connect", configuration, pool: "advanced" });
  const told: Told[] = [];
  const all = Array.from({ length: kills }, () => harms).flat();
  for (const [round, harm] of all.entries()) {
    told.push(...(await underLoad(world, next, round * 1000, harm)));
    await recover();
    await check(world, harm.name, told);
  }
  process.stdout.write(`${all.length} times harmed, ${told.length} changes acknowledged, seed ${seed}\n`);
}, 3_600_000);
