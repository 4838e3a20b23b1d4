import type { DayRange } from "../../lib/day-range.ts";
import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** What Reporting shows: numbers of now, and what the activity log says of the days before. Days are UTC. */

const since = ({ from }: DayRange) => sql()`uuid7_floor(${`${from}T00:00:00Z`}::timestamptz)`;
const day = (column: string) => sql().unsafe(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD')`);

export type PeopleDay = { day: string; came: number; left: number };

/** How many people came to Users and left it on each day since the range began; days without either are absent. */
export async function listPeopleDays({ accountId }: Scope, range: DayRange): Promise<PeopleDay[]> {
  return sql()<PeopleDay[]>`
    select ${day("at")} as day,
           count(*) filter (where action in ('user.created', 'user.revived', 'user.restored'))::int as came,
           count(*) filter (where action = 'user.deleted')::int as left
      from activity
     where account_id = ${accountId} and id >= ${since(range)}
       and action in ('user.created', 'user.revived', 'user.restored', 'user.deleted')
     group by 1 order by 1`;
}

export type LicenseDay = { day: string; used: number; activated: number };

/** How licenses of all pools in use, and activated ones, changed on each day since the range began. */
export async function listLicenseDays({ accountId }: Scope, range: DayRange): Promise<LicenseDay[]> {
  return sql()<LicenseDay[]>`
    with changes as (
      select a.at, coalesce(change->>'before', '') as before, coalesce(change->>'after', '') as after from activity a
       cross join lateral jsonb_array_elements(
         case jsonb_typeof(a.license) when 'array' then a.license else jsonb_build_array(a.license) end) change
       where a.account_id = ${accountId} and a.id >= ${since(range)} and a.license is not null)
    select ${day("at")} as day,
           sum((after in ('invited', 'activated', 'held'))::int - (before in ('invited', 'activated', 'held'))::int)::int as used,
           sum((after = 'activated')::int - (before = 'activated')::int)::int as activated
      from changes group by 1 order by 1`;
}

export type SyncDay = { day: string; changes: number; failures: number };

/** What identity providers changed, and how many of their requests failed, day by day. */
export async function listSyncDays({ accountId }: Scope, range: DayRange): Promise<SyncDay[]> {
  return sql()<SyncDay[]>`
    select day, sum(changes)::int as changes, sum(failures)::int as failures
      from (
        select ${day("at")} as day, 1 as changes, 0 as failures from activity
         where account_id = ${accountId} and id >= ${since(range)} and actor_kind = 'idp'
        union all
        select ${day("at")}, 0, 1 from scim_requests
         where account_id = ${accountId} and id >= ${since(range)} and kind = 'failure') counted
     where day <= ${range.to}
     group by 1 order by 1`;
}

export type SyncConfiguration = { id: string; name: string; changes: number; failures: number };

/** The same by configuration, the busiest first. */
export async function listSyncConfigurations({ accountId }: Scope, range: DayRange): Promise<SyncConfiguration[]> {
  const until = sql()`uuid7_floor(${`${range.to}T00:00:00Z`}::timestamptz + interval '1 day')`;
  return sql()<SyncConfiguration[]>`
    select c.id, c.name,
           (select count(*)::int from activity a
             where a.account_id = c.account_id and a.configuration_id = c.id and a.actor_kind = 'idp'
               and a.id >= ${since(range)} and a.id < ${until}) as changes,
           (select count(*)::int from scim_requests r
             where r.account_id = c.account_id and r.configuration_id = c.id and r.kind = 'failure'
               and r.id >= ${since(range)} and r.id < ${until}) as failures
      from scim_configurations c where c.account_id = ${accountId} and c.deleted_at is null
     order by changes desc, failures desc, c.name`;
}

export type Present = {
  people: number;
  active: number;
  used: number;
  activated: number;
  waiting: number;
  invited: number;
  total: number;
};

/** The numbers of now. */
export async function findPresent({ accountId }: Scope): Promise<Present> {
  const [row] = await sql()<Present[]>`
    select people, active, used, activated, waiting, invited, total
      from people_count(${accountId})
     cross join (
       select coalesce(sum(invited + activated + held), 0)::int as used, coalesce(sum(activated), 0)::int as activated,
              coalesce(sum(waiting), 0)::int as waiting, coalesce(sum(invited), 0)::int as invited, coalesce(sum(total), 0)::int as total
         from license_pools where account_id = ${accountId}) p`;
  if (!row) throw new Error("counts answer one row");
  return row;
}

export const breakdowns = ["department", "location", "group"] as const;
export type Breakdown = (typeof breakdowns)[number];

/** People who share a department, a location or a group: how many, and how many of them have a license, or activated one. */
export type BreakdownRow = { label: string; people: number; active: number; licensed: number; activated: number };

/** The largest first, at most `limit`. A person in several groups counts in each; "" is who has none. */
export async function listBreakdown({ accountId }: Scope, by: Breakdown, limit: number): Promise<BreakdownRow[]> {
  const labels = {
    department: sql()`coalesce(u.department, '')`,
    location: sql()`coalesce(jsonb_path_query_first(u.attributes, '$.addresses[*] ? (@.type like_regex "^work$" flag "i").locality') #>> '{}', '')`,
    group: sql()`coalesce(g.display_name, '')`,
  };
  const groups =
    by === "group"
      ? sql()`left join group_members m on m.account_id = u.account_id and m.member_id = u.id
              left join groups g on g.account_id = u.account_id and g.id = m.group_id`
      : sql()``;
  return sql()<BreakdownRow[]>`
    with licensed as (
      select user_id, bool_or(state = 'activated') as activated from license_assignments
       where account_id = ${accountId} and state in ('invited', 'activated', 'held') group by user_id)
    select ${labels[by]} as label, count(*)::int as people, count(*) filter (where u.active)::int as active,
           count(l.user_id)::int as licensed, count(*) filter (where l.activated)::int as activated
      from users u left join licensed l on l.user_id = u.id ${groups}
     where u.account_id = ${accountId} and u.deleted_at is null
     group by 1 order by people desc, label limit ${limit}`;
}
