import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedDatabase, startEmbeddedDatabase } from "./embedded-database.ts";
import { processIdentity } from "./process-identity.ts";
import { makeTemporaryFolder } from "./testing/temporary-folder.ts";

let folder: { path: string; remove: () => void };
let running: EmbeddedDatabase[];

beforeEach(async () => {
  folder = await makeTemporaryFolder("embedded");
  running = [];
});
afterEach(async () => {
  for (const database of running) await database.stop();
  folder.remove();
});

/** Most tests need not wait for the disk. */
async function start({ durable = false } = {}): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ dataDir: folder.path, durable });
  running.push(database);
  return database;
}

async function query(url: string, text: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, backoff: () => 0.1, connect_timeout: 5 });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const postmaster = (database: EmbeddedDatabase) =>
  Number(readFileSync(path.join(database.folder, "data/postmaster.pid"), "utf8").split("\n")[0]);

test("the runtime role is no superuser, owns nothing and cannot pass row-level security", async () => {
  const { databaseUrl, migrationDatabaseUrl } = await start();
  const roles =
    "select current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user";
  const nothing = { rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false };
  expect(await query(databaseUrl, roles)).toEqual([{ current_user: "account_center_app", ...nothing }]);
  expect(await query(migrationDatabaseUrl, roles)).toEqual([{ current_user: "account_center_owner", ...nothing }]);
  await expect(query(databaseUrl, "create table t (id int)")).rejects.toThrow("permission denied");
  await query(migrationDatabaseUrl, "create table t (id int)");
});

test("it listens on loopback alone, asks for a password, and writes every commit to disk", async () => {
  const { databaseUrl, superuserUrl } = await start({ durable: true });
  const show =
    "select name, setting from pg_settings where name in ('listen_addresses', 'unix_socket_directories', 'fsync') order by 1";
  expect(await query(superuserUrl, show)).toEqual([
    { name: "fsync", setting: "on" },
    { name: "listen_addresses", setting: "127.0.0.1" },
    { name: "unix_socket_directories", setting: "" },
  ]);
  const wrong = Object.assign(new URL(databaseUrl), { password: "guess" }).href;
  await expect(query(wrong, "select 1")).rejects.toThrow("password authentication failed");
});

test("its secrets can be read by their owner alone and stay the same", async () => {
  const first = await start();
  expect(statSync(path.join(first.folder, "connection.json")).mode & 0o777).toBe(0o600);
  await first.stop();
  expect((await start()).databaseUrl).toBe(first.databaseUrl);
});

test("after kill -9 of PostgreSQL it serves again under the same address, and no acknowledged write is lost", async () => {
  const database = await start({ durable: true });
  await query(database.migrationDatabaseUrl, "create table t (id int)");
  for (const id of [1, 2, 3]) {
    await query(database.migrationDatabaseUrl, `insert into t values (${id})`);
    const killed = postmaster(database);
    process.kill(killed, "SIGKILL");
    await expect.poll(() => processIdentity(killed)).toBeUndefined();
    await expect
      .poll(() => query(database.migrationDatabaseUrl, "select max(id) from t").catch(() => []), { timeout: 10_000 })
      .toEqual([{ max: id }]);
  }
});

test("a second launcher on the same folder is refused while the first runs", async () => {
  const first = await start();
  await expect(start()).rejects.toThrow("is already running on");
  expect(await query(first.databaseUrl, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a PostgreSQL that outlived its launcher is stopped, and its data is there", async () => {
  const program = `
    import { startEmbeddedDatabase } from ${JSON.stringify(path.resolve("scripts/embedded-database.ts"))};
    await startEmbeddedDatabase({ dataDir: ${JSON.stringify(folder.path)}, durable: false });
    console.log("started");
    setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(launcher.stdout, "data");
  launcher.kill("SIGKILL");
  await once(launcher, "exit");

  const database = await start();
  expect(database.stoppedLeftBehind).toBe(true);
  expect(await query(database.databaseUrl, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a pid file whose number belongs to another program by now is no obstacle", async () => {
  const first = await start();
  await first.stop();
  writeFileSync(path.join(first.folder, "data/postmaster.pid"), `${process.pid}\n`);
  expect(await query((await start()).databaseUrl, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("data of another major version is refused with the way out", async () => {
  const first = await start();
  await first.stop();
  writeFileSync(path.join(first.folder, "data/PG_VERSION"), "17\n");
  await expect(start()).rejects.toThrow(/PostgreSQL 17.*pg_upgrade.*DATABASE_URL/);
});
