import postgres from "postgres";
import { makeCustomer } from "../customer.ts";
import { pageSize } from "../operations.ts";

/** An account with many people: person 1 to `people` in the order of their ids, and a group of a tenth of them and one of ten. */
export type Population = {
  people: number;
  scope: { accountId: string; configurationId: string };
  token: string;
  groups: { small: string; large: string; largeMembers: number };
};

const batch = 50_000;

/** Set-based, 50,000 a statement: everything that creating them one by one would write, the log of it aside. */
export async function seed(migrationDatabaseUrl: string, people: number): Promise<Population> {
  const { scope, token } = await makeCustomer();
  const sql = postgres(migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  const { accountId, configurationId } = scope;
  const [pool] = await sql`select id from license_pools where account_id = ${accountId}`;
  await sql`set synchronous_commit = off`;
  for (let from = 1; from <= people; from += batch) {
    const to = Math.min(people, from + batch - 1);
    await sql.unsafe(seedPeople, [accountId, configurationId, from, to, pool?.id]);
  }
  await sql`update license_pools set invited = ${people}, next_sequence = ${people + 1} where account_id = ${accountId}`;
  const largeMembers = Math.max(pageSize, people / 10);
  const small = await seedGroup(sql, scope, "small", 10);
  const large = await seedGroup(sql, scope, "large", largeMembers);
  await sql.end();
  return { people, scope, token, groups: { small, large, largeMembers } };
}

const seedPeople = `
  with people as materialized (
    select i, uuid7('2026-01-01'::timestamptz + make_interval(secs => i)) as id, '2026-01-01'::timestamptz + make_interval(secs => i) as at,
           format('person%s@example.com', i) as name
      from generate_series($3::int, $4::int) i),
  resources as materialized (
    select p.*, jsonb_build_object('userName', name, 'displayName', 'person ' || i, 'title', 'engineer ' || i % 500,
             'name', jsonb_build_object('givenName', 'given' || i % 5000, 'familyName', 'family' || i),
             'emails', jsonb_build_array(
               jsonb_build_object('type', 'work', 'primary', true, 'value', format('person%s@work.example.com', i)),
               jsonb_build_object('type', 'home', 'value', format('person%s@home.example.org', i))),
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
               jsonb_build_object('department', 'department ' || i / 40, 'employeeNumber', i::text)) as attributes
      from people p),
  made as (
    insert into users (account_id, id, user_name, user_name_canon, name, sort_name, email, title, department, search_text, active,
      attributes, canonical, owner_id, created_at, last_modified)
    select $1::uuid, id, name, name, 'person ' || i, 'person ' || i, format('person%s@work.example.com', i), 'engineer ' || i % 500,
           'department ' || i / 40, format(E'person %s\\n%s\\n%s\\nengineer %s', i, name, name, i % 500), true,
           attributes, jsonb_build_object($1::uuid, attributes), $2::uuid, at, at
      from resources),
  assigned as (
    insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at, assigned_at, invitation_id, invited_at)
    select $1::uuid, $5::uuid, id, 'invited', i, at, at, id, at from people),
  reasons as (
    insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
    select $1::uuid, $5::uuid, id, 'configuration', $2::uuid, at from people)
  insert into provisioning_links (account_id, configuration_id, user_id, external_id, active, created_at)
  select $1::uuid, $2::uuid, id, 'External-' || i, true, at from people`;

async function seedGroup(sql: postgres.Sql, scope: Population["scope"], name: string, members: number): Promise<string> {
  const { accountId, configurationId } = scope;
  const [group] = await sql<{ id: string }[]>`
    insert into groups (account_id, id, configuration_id, external_id, display_name, display_name_canon, naming_key, last_modified)
    values (${accountId}, uuid7(now()), ${configurationId}, ${name}, ${name}, ${name}, group_naming_key(${name}, ${name}), now())
    returning id`;
  if (!group) throw new Error("A group was made.");
  await sql`
    insert into group_members (account_id, group_id, member_id, kind)
    select account_id, ${group.id}, id, 'user' from users where account_id = ${accountId} order by id limit ${members}`;
  return group.id;
}

/** How large the database is. */
export async function bytesOf(migrationDatabaseUrl: string): Promise<number> {
  const sql = postgres(migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  const [row] = await sql<{ bytes: string }[]>`select pg_database_size(current_database()) as bytes`;
  await sql.end();
  return Number(row?.bytes ?? 0);
}
