import postgres from "postgres";
import { afterAll, describe, expect, it } from "vitest";
import { env } from "../../lib/env.ts";
import { sql } from "../client.ts";

/** Global by nature: people who sign in, and what is resolved before the account is known. The rest is the migrator's own. */
const exempt = ["identities", "lookups", "migrations", "installed_functions"];
/** A key may also begin with what is the account itself. */
const accountKeys = ["account_id", "accounts.id"];

const owner = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {} });
afterAll(() => owner.end());

type Key = { table: string; name: string; column: string };

const firstColumn = ({ table, column }: Key) => (table === "accounts" ? `accounts.${column}` : column);

describe("the schema", () => {
  it("every primary key and unique index begins with the account", async () => {
    const keys = await owner<Key[]>`
      select c.relname as "table", i.relname as name, a.attname as column
        from pg_index x
        join pg_class c on c.oid = x.indrelid and not c.relispartition
        join pg_class i on i.oid = x.indexrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where c.relnamespace = 'public'::regnamespace and x.indisunique and c.relname <> all(${exempt})`;
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter((key) => !accountKeys.includes(firstColumn(key)))).toEqual([]);
  });

  it("every foreign key carries the account, so that a reference across accounts is impossible", async () => {
    const keys = await owner<(Key & { target: string })[]>`
      select c.relname as "table", k.conname as name, a.attname as column, t.relname || '.' || b.attname as target
        from pg_constraint k
        join pg_class c on c.oid = k.conrelid and not c.relispartition
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        join pg_class t on t.oid = k.confrelid
        join pg_attribute b on b.attrelid = t.oid and b.attnum = k.confkey[1]
       where c.relnamespace = 'public'::regnamespace and k.contype = 'f'
         and k.confrelid <> all(array['identities']::regclass[])`;
    expect(keys.length).toBeGreaterThan(15);
    expect(keys.filter(({ column }) => column !== "account_id")).toEqual([]);
    expect(keys.filter(({ target }) => target !== "accounts.id" && !target.endsWith(".account_id"))).toEqual([]);
  });

  it("every table has the account, but for the exempt ones and the accounts themselves", async () => {
    const tables = await owner`
      select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not exists (
         select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id' and a.attnotnull)
       order by 1`;
    const withoutAccount = exempt.filter((name) => name !== "lookups");
    expect(tables.map(({ name }) => name)).toEqual(["accounts", ...withoutAccount].toSorted());
  });

  it("the runtime role owns nothing, cannot change tables and cannot pass row-level security", async () => {
    const [role] =
      await sql()`select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user`;
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false });
    const owned = await sql()`select relname from pg_class where relowner = current_user::regrole`;
    expect(owned).toEqual([]);
    await expect(sql()`create table intruder (id int)`).rejects.toMatchObject({ code: "42501" });
    await expect(sql()`alter table users add column intruder int`).rejects.toMatchObject({ code: "42501" });
  });

  it("what a migration makes is open to the runtime role at once: triggers of servers of the version before write to it", async () => {
    await owner`create table newcomer (account_id uuid not null)`;
    try {
      await expect(sql()`insert into newcomer values (gen_random_uuid())`).resolves.toMatchObject({ count: 1 });
    } finally {
      await owner`drop table newcomer`;
    }
  });

  it("logs have a partition for this month and for the coming two years", async () => {
    for (const months of [0, 1, 24]) {
      const [row] =
        await sql()`select to_regclass('activity_' || to_char(current_date + make_interval(months => ${months}), 'YYYY_MM')) is not null as there`;
      expect(row).toEqual({ there: true });
    }
  });
});
