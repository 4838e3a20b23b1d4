import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { env } from "../lib/env.ts";

const folder = (name: string) => new URL(`./${name}`, import.meta.url).pathname;

/**
 * Brings the database to this version: tables (generated migrations, each once), functions (db/functions, whenever their
 * text changed), log partitions for two years, and the rights of the runtime role. Two processes may run it at once.
 */
async function migrateDatabase() {
  const client = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    await client`select pg_advisory_lock(hashtext('account-center migrations'))`;
    await migrate(drizzle(client), {
      migrationsFolder: folder("migrations"),
      migrationsSchema: "public",
      migrationsTable: "migrations",
    });
    await installFunctions(client);
    await client`select ensure_log_partitions(current_date, 25)`;
    await grantRuntimeRole(client);
  } finally {
    await client.end({ timeout: 5 });
  }
}

async function installFunctions(client: postgres.Sql) {
  const names = (await readdir(folder("functions"))).filter((name) => name.endsWith(".sql")).sort();
  const files = await Promise.all(names.map((name) => readFile(folder(`functions/${name}`), "utf8")));
  const source = files.join("\n");
  const digest = createHash("sha256").update(source).digest("hex");
  await client`create table if not exists installed_functions (digest text primary key, installed_at timestamptz not null default now())`;
  const [installed] = await client`select digest from installed_functions`;
  if (installed?.digest === digest) return;
  // functions refer to each other, so bodies are checked when they run, not in the order of the files
  await client.begin((tx) => [
    tx`set local check_function_bodies = off`,
    tx.unsafe(source),
    tx`delete from installed_functions`,
    tx`insert into installed_functions (digest) values (${digest})`,
  ]);
}

/** The runtime role reads and writes rows; it owns nothing and changes no table. */
async function grantRuntimeRole(client: postgres.Sql) {
  const role = decodeURIComponent(new URL(env.databaseUrl).username);
  const [current] = await client`select current_user as name`;
  if (!role || role === current?.name) return;
  await client`grant usage on schema public to ${client(role)}`;
  await client`grant select, insert, update, delete on all tables in schema public to ${client(role)}`;
  await client`grant execute on all functions in schema public to ${client(role)}`;
}

try {
  await migrateDatabase();
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stderr.write(`The database could not be migrated: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
