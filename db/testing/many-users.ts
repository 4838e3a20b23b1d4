import { enterpriseSchema } from "../../lib/scim/user.ts";
import { json, sql } from "../client.ts";
import type { ScimScope } from "../queries/scope.ts";

/**
 * Makes `count` linked users in one statement, as creating them one by one would: person 1 to `count`, in the order of their
 * ids. Departments hold 40 people each; everybody's manager is one of their department.
 */
export async function makeManyUsers(scope: ScimScope, count: number): Promise<void> {
  const { accountId, configurationId } = scope;
  const template = json({
    userName: "person{i}@example.com",
    displayName: "person {i}",
    title: "engineer",
    // wider than 1 KiB, about which Postgres keeps no statistics
    profileUrl: `https://example.com/${"x".repeat(1000)}`,
    emails: [
      { value: "person{i}@work.example.com", type: "work", primary: true },
      { value: "person{i}@home.example.org", type: "home" },
    ],
    [enterpriseSchema]: { department: "department {d}", manager: { value: "{m}" } },
  });
  await sql().begin((tx) => [
    // one large statement, on whatever machine
    tx`set local statement_timeout = '60s'`,
    tx.unsafe(
      `with people as materialized (
       select i, uuid7('2026-01-01'::timestamptz + make_interval(secs => i)) as id, '2026-01-01'::timestamptz + make_interval(secs => i) as at
         from generate_series(1, $3::int) i),
     resources as materialized (
       select p.*, replace(replace(replace($4::text, '{i}', p.i::text), '{d}', (p.i / 40)::text), '{m}', m.id::text)::jsonb as attributes
         from people p join people m on m.i = greatest(1, p.i / 40 * 40)),
     made as (
       insert into users (account_id, id, user_name, user_name_canon, name, sort_name, search_text, active, attributes,
         canonical, owner_id, created_at, last_modified)
       select $1::uuid, id, name, name, name, name, name, true, attributes, jsonb_build_object($1::uuid, attributes), $2::uuid, at, at
         from resources cross join lateral (select attributes->>'userName' as name) n)
     insert into provisioning_links (account_id, configuration_id, user_id, external_id, active, created_at)
     select $1, $2, id, 'External-' || i, true, at from resources`,
      [accountId, configurationId, count, template],
    ),
  ]);
}
