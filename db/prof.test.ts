import { it } from "vitest";
import postgres from "postgres";
import { env } from "../lib/env.ts";
import { parseFilter } from "../lib/scim/filter.ts";
import { userType } from "../lib/scim/user.ts";
import { makeAccount, makeConfiguration, makePool } from "./testing.ts";
import { listStatements } from "./list.ts";
import { userListSource } from "./queries/user-list.ts";
import { makeManyUsers } from "./testing/many-users.ts";
import { analyze } from "./testing/plan.ts";
it("x", async () => {
  const account = await makeAccount(); await makePool(account, 0);
  const scope = await makeConfiguration(account);
  await makeManyUsers(scope, 10000);
  const owner = postgres(env.migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  await owner`drop index users_canonical`;
  for (let k = 1; k < 15; k++) await owner.unsafe(`insert into users (account_id, id, user_name, user_name_canon, name, sort_name, search_text, active, attributes, canonical, owner_id, created_at, last_modified)
   select account_id, uuid7(created_at + interval '${k} days'), user_name || ${k}, user_name_canon || ${k}, name, sort_name, search_text, active, '{}', jsonb_set(canonical, array[account_id::text, 'nickName'], to_jsonb(repeat('x ${k}', 400) || id::text)), owner_id, created_at + interval '${k} days', last_modified
   from users where created_at < '2026-01-02' limit 10000`);
  await owner.unsafe(`create index users_canonical on users using gin (canonical jsonb_path_ops)`);
  await analyze();
  const [c] = await owner`select count(*), pg_relation_size('users') as s, (select null_frac from pg_stats where tablename='users' and attname='canonical') as nf, (select array_length(histogram_bounds::text::text[],1) from pg_stats where tablename='users' and attname='user_name') as h from users`;
  console.log(c);
  const list = { sortBy: undefined, sortOrder: "ascending", count: 100, baseUrl: "", page: { kind: "index", startIndex: 1 } } as const;
  for (const dup of [false, true]) for (const f of ['displayName eq "person 777"', 'emails.value eq "person777@work.example.com"', 'userName sw "person777"', 'userName eq "person777@example.com"']) {
      const st = listStatements(scope, userListSource(scope, ""), { ...list, filter: parseFilter(f, userType) }).page;
      if (dup) st.text = st.text.replace(/(u\.canonical @> \(\$\d+::text\)::jsonb)/, "$1 and $1");
      const rows: any = await owner.unsafe(`explain (format json) ${st.text}`, st.params as string[]);
      const all: any[] = []; const walk = (n: any) => { all.push([n["Node Type"], n["Index Name"], n["Plan Rows"], n["Total Cost"]]); (n.Plans ?? []).forEach(walk); };
      walk((typeof rows[0]["QUERY PLAN"] === "string" ? JSON.parse(rows[0]["QUERY PLAN"]) : rows[0]["QUERY PLAN"])[0].Plan);
      console.log(dup, f, JSON.stringify(all));
  }
  await owner.end();
}, 900000);
