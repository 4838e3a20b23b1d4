import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { licenseTypes } from "../lib/catalogue.ts";
import { env } from "../lib/env.ts";
import { closeDatabase, deadlines, sql } from "./client.ts";

const folder = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

/**
 * Brings the database to this version: tables (generated migrations, each once), functions (db/functions, whenever their
 * text changed), log partitions for two years, the catalogue's word on license types, and the rights of the runtime role. Two processes may run it at once.
 */
async function migrateDatabase() {
  const client = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    // those of the runtime role, where it is also the owner
    for (const setting of Object.keys(deadlines)) await client`set ${client(setting)} = 0`;
    await client`select pg_advisory_lock(hashtext('account-center migrations'))`;
    // first, so that servers of the version before may write to a new table as soon as a trigger of theirs does
    await grantRuntimeRole(client);
    await migrate(drizzle(client), {
      migrationsFolder: folder("migrations"),
      migrationsSchema: "public",
      migrationsTable: "migrations",
    });
    await installFunctions(client);
    await countPeopleOnce(client);
    await client`select ensure_log_partitions(current_date, 25)`;
    await applyCatalogue(client);
    if (!env.databasePrepare) await keepDeadlines();
  } finally {
    await client.end({ timeout: 5 });
  }
}

/**
 * Replaces all functions by those of this version, in one transaction. `create or replace` alone could not change what a
 * function answers, and would leave functions behind that nothing calls any more.
 */
async function installFunctions(client: postgres.Sql) {
  const files = (await readdir(folder("functions"))).filter((name) => name.endsWith(".sql")).sort();
  const source = (await Promise.all(files.map((name) => readFile(folder(`functions/${name}`), "utf8")))).join("\n");
  const names = [...source.matchAll(/^create or replace function (\w+)/gm)].map(([, name]) => name ?? "");
  const digest = createHash("sha256").update(source).digest("hex");
  await client`create table if not exists installed_functions (
    digest text primary key, names text[] not null default '{}', installed_at timestamptz not null default now())`;
  await client`alter table installed_functions add column if not exists names text[] not null default '{}'`;
  const [installed] = await client<{ digest: string; names: string[] }[]>`select digest, names from installed_functions`;
  if (installed?.digest === digest) return;
  await client.begin(async (tx) => {
    const old = await tx<{ signature: string }[]>`
      select oid::regprocedure::text as signature from pg_proc
       where pronamespace = 'public'::regnamespace and proname = any(${[...new Set([...names, ...(installed?.names ?? [])])]})`;
    for (const { signature } of old) await tx.unsafe(`drop function ${signature}`);
    // functions refer to each other, so bodies are checked when they run, not in the order of the files
    await tx`set local check_function_bodies = off`;
    await tx.unsafe(source);
    await tx`delete from installed_functions`;
    await tx`insert into installed_functions (digest, names) values (${digest}, ${names})`;
  });
}

/**
 * Counts the people of accounts whose numbers were never folded: those there were before numbers were kept, and empty ones. Not
 * part of the migration, which would hold the lock that triggers are made under as long as it counts.
 */
async function countPeopleOnce(client: postgres.Sql) {
  const accounts = await client<{ id: string }[]>`
    select id from accounts a where not exists (
      select from people_counts c where c.account_id = a.id and c.id = '00000000-0000-0000-0000-000000000000')`;
  for (const { id } of accounts) await client`select people_count_correct(${id})`;
  if (accounts.length > 0) await client`select people_count_fold()`;
}

/** Pools carry what lib/catalogue.ts says of their license type: which types exclude each other, and which of them wins. */
async function applyCatalogue(client: postgres.Sql) {
  for (const { product, name, rank, exclusiveGroup = null } of licenseTypes)
    await client`
      update license_pools p set rank = ${rank}, exclusive_group = ${exclusiveGroup}
        from application_instances i
       where i.account_id = p.account_id and i.id = p.instance_id and i.product = ${product} and p.license_type = ${name}
         and (p.rank, p.exclusive_group) is distinct from (${rank}::int, ${exclusiveGroup}::text)`;
}

/** The runtime role reads and writes rows, also of tables that are yet to be made; it owns nothing and changes no table. */
async function grantRuntimeRole(client: postgres.Sql) {
  const role = decodeURIComponent(new URL(env.databaseUrl).username);
  const [current] = await client`select current_user as name`;
  if (!role || role === current?.name) return;
  await client`grant usage on schema public to ${client(role)}`;
  await client`grant select, insert, update, delete on all tables in schema public to ${client(role)}`;
  await client`alter default privileges in schema public grant select, insert, update, delete on tables to ${client(role)}`;
  await client`grant execute on all functions in schema public to ${client(role)}`;
  await client`alter default privileges in schema public grant execute on functions to ${client(role)}`;
}

/**
 * A pooler in front passes no settings on: the runtime role keeps its own in this database, as a role may, and so does this
 * connection, which the pooler hands on to the server.
 */
async function keepDeadlines() {
  await sql().begin(async (tx) => {
    const [name] = await tx`select quote_ident(current_user) as role, quote_ident(current_database()) as database`;
    for (const [setting, milliseconds] of Object.entries(deadlines)) {
      await tx.unsafe(`alter role ${name?.role} in database ${name?.database} set ${setting} = ${milliseconds}`);
      await tx.unsafe(`set ${setting} = ${milliseconds}`);
    }
  });
  await closeDatabase();
}

try {
  await migrateDatabase();
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stderr.write(`The database could not be migrated: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}
