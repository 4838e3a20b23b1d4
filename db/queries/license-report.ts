import type { PoolDay } from "../../lib/pool-history.ts";
import { instantOf, sql } from "../client.ts";
import type { UserLicense } from "./licenses.ts";
import type { Scope } from "./scope.ts";

/** What the Licenses screens show beside the counters of `listPools`. */

type Page = { page: number; pageSize: number };
const offset = ({ page, pageSize }: Page) => (page - 1) * pageSize;

export type Waiter = {
  userId: string;
  name: string;
  email: string | undefined;
  position: number;
  since: Date;
  reasons: UserLicense["reasons"];
};

/** The line of a pool, a page of it; who comes next is first. */
export async function listWaiting({ accountId }: Scope, poolId: string, page: Page): Promise<{ rows: Waiter[]; total: number }> {
  type Row = { user_id: string; name: string; email: string | null; requested_at: string; reasons: Waiter["reasons"] };
  const [rows, [counted]] = await Promise.all([
    sql()<Row[]>`
      select a.user_id, u.name, u.email, a.requested_at, (
          select jsonb_agg(jsonb_build_object('kind', r.kind, 'sourceId', r.source_id) order by r.created_at) from assignment_reasons r
           where r.account_id = a.account_id and r.pool_id = a.pool_id and r.user_id = a.user_id) as reasons
        from license_assignments a
        join users u on u.account_id = a.account_id and u.id = a.user_id
       where a.account_id = ${accountId} and a.pool_id = ${poolId} and a.state = 'waiting'
       order by a.sequence limit ${page.pageSize} offset ${offset(page)}`,
    sql()<{ total: number }[]>`select waiting as total from license_pools where account_id = ${accountId} and id = ${poolId}`,
  ]);
  return {
    rows: rows.map((row, index) => ({
      ...{ userId: row.user_id, name: row.name, email: row.email ?? undefined, reasons: row.reasons ?? [] },
      position: offset(page) + index + 1,
      since: instantOf(row.requested_at),
    })),
    total: counted?.total ?? 0,
  };
}

export type Reclaimable = {
  userId: string;
  name: string;
  email: string | undefined;
  invitedAt: Date;
  sentAt: Date | undefined;
  /** Why the e-mail could not be sent. */
  failure: string | undefined;
};

/** Who was invited before then and has not activated since, the longest ago first. */
export async function listReclaimable(
  { accountId }: Scope,
  poolId: string,
  before: Date,
  page: Page,
): Promise<{ rows: Reclaimable[]; total: number }> {
  type Row = {
    user_id: string;
    name: string;
    email: string | null;
    invited_at: string;
    sent_at: string | null;
    failure: string | null;
  };
  const condition = () => sql()`
    a.account_id = ${accountId} and a.pool_id = ${poolId} and a.state = 'invited' and a.invited_at < ${before.toISOString()}`;
  const [rows, [counted]] = await Promise.all([
    sql()<Row[]>`
      select a.user_id, u.name, u.email, a.invited_at, a.invitation_sent_at as sent_at, m.failure
        from license_assignments a
        join users u on u.account_id = a.account_id and u.id = a.user_id
        left join mails m on m.account_id = a.account_id and m.kind = 'invitation' and m.about_id = a.invitation_id
       where ${condition()}
       order by a.invited_at, a.user_id limit ${page.pageSize} offset ${offset(page)}`,
    sql()<{ total: number }[]>`select count(*)::int as total from license_assignments a where ${condition()}`,
  ]);
  return {
    rows: rows.map((row) => ({
      ...{ userId: row.user_id, name: row.name, email: row.email ?? undefined, failure: row.failure ?? undefined },
      invitedAt: instantOf(row.invited_at),
      sentAt: row.sent_at === null ? undefined : instantOf(row.sent_at),
    })),
    total: counted?.total ?? 0,
  };
}

export type ExcludedPerson = {
  userId: string;
  name: string;
  poolId: string;
  instanceName: string;
  licenseType: string;
  why: string | undefined;
  byName: string | undefined;
  since: Date;
};

/** Whom admins keep from licenses that would be given by themselves, the last first. */
export async function listExcluded({ accountId }: Scope, page: Page): Promise<{ rows: ExcludedPerson[]; total: number }> {
  type Row = Omit<ExcludedPerson, "why" | "byName" | "since"> & { why: string | null; byName: string | null; created_at: string };
  const [rows, [counted]] = await Promise.all([
    sql()<Row[]>`
      select e.user_id as "userId", u.name, e.pool_id as "poolId", i.name as "instanceName", p.license_type as "licenseType", e.why,
             n.name as "byName", e.created_at
        from exclusions e
        join users u on u.account_id = e.account_id and u.id = e.user_id and u.deleted_at is null
        join license_pools p on p.account_id = e.account_id and p.id = e.pool_id
        join application_instances i on i.account_id = p.account_id and i.id = p.instance_id
        left join admins d on d.account_id = e.account_id and d.id = e.admin_id
        left join identities n on n.id = d.identity_id
       where e.account_id = ${accountId}
       order by e.created_at desc, e.user_id limit ${page.pageSize} offset ${offset(page)}`,
    sql()<{ total: number }[]>`
      select count(*)::int as total from exclusions e
        join users u on u.account_id = e.account_id and u.id = e.user_id and u.deleted_at is null
       where e.account_id = ${accountId}`,
  ]);
  return {
    rows: rows.map(({ why, byName, created_at, ...row }) => ({
      ...row,
      why: why ?? undefined,
      byName: byName ?? undefined,
      since: instantOf(created_at),
    })),
    total: counted?.total ?? 0,
  };
}

/** What changed in a pool on each of the last days, out of the activity log; days without a change are absent. */
export async function listPoolDays({ accountId }: Scope, poolId: string, days: number): Promise<PoolDay[]> {
  const since = sql()`(date_trunc('day', now() at time zone 'UTC') - make_interval(days => ${days})) at time zone 'UTC'`;
  const rows = await sql()<PoolDay[]>`
    with licenses as (
      select a.at, a.action, a.actor_kind, coalesce(change->>'before', '') as before, coalesce(change->>'after', '') as after
        from activity a
       cross join lateral jsonb_array_elements(
         case jsonb_typeof(a.license) when 'array' then a.license else jsonb_build_array(a.license) end) change
       where a.account_id = ${accountId} and a.id >= uuid7_floor(${since}) and a.license is not null and change->>'poolId' = ${poolId}),
    changes as (
      select at, (after in ('invited', 'activated', 'held'))::int - (before in ('invited', 'activated', 'held'))::int as used,
             (after = 'activated')::int - (before = 'activated')::int as activated,
             (actor_kind = 'idp' and before in ('invited', 'activated') and after in ('', 'dormant'))::int as freed,
             (action = 'license.promoted')::int as "passedOn", 0 as total
        from licenses
      union all
      select at, 0, 0, 0, 0, coalesce((changes->'total'->>1)::int, 0) - coalesce((changes->'total'->>0)::int, 0) from activity
       where account_id = ${accountId} and subject_id = ${poolId} and id >= uuid7_floor(${since})
         and action in ('pool.created', 'pool.resized'))
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD') as day, sum(used)::int as used, sum(activated)::int as activated,
           sum(freed)::int as freed, sum("passedOn")::int as "passedOn", sum(total)::int as total
      from changes group by 1 order by 1`;
  return [...rows];
}

/** E-mail of an account that could not be sent so far. */
export type MailProblems = { invitations: number; others: number; lastFailure: string };

export async function findMailProblems({ accountId }: Scope): Promise<MailProblems | undefined> {
  const [row] = await sql()<MailProblems[]>`
    select count(*) filter (where kind = 'invitation')::int as invitations, count(*) filter (where kind <> 'invitation')::int as others,
           (array_agg(failure order by due_at desc))[1] as "lastFailure"
      from mails where account_id = ${accountId} and failure is not null having count(*) > 0`;
  return row;
}
