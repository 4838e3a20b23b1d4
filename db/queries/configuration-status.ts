import { instantOf, sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** What an IdP has done with a configuration, from what is noted anyway. Counts are of the last 24 hours. */
export type ConfigurationStatus = {
  /** The newest connection test, accepted or refused. */
  lastTest: { at: Date; accepted: boolean; idp: string | undefined; advice: string | undefined } | undefined;
  lastWriteAt: Date | undefined;
  created: number;
  updated: number;
  failed: number;
  /** Writes of the last minute. */
  perMinute: number;
  /** New people arrive. */
  syncing: boolean;
  /** People with a license, and in line for one, by this configuration; counted only while new people arrive. */
  licensed: number;
  waiting: number;
};

/** A first sync pauses between its steps; after so long without a new person it is over. */
const syncQuietSeconds = 30;

type StatusRow = {
  test_at: string | null;
  test_status: number | null;
  test_idp: string | null;
  test_advice: string | null;
  last_write_at: string | null;
  created: number;
  updated: number;
  failed: number;
  per_minute: number;
  syncing: boolean;
  licensed: number;
  waiting: number;
};

/** The status of one configuration of the account; all zero for one of nobody. */
export async function getConfigurationStatus(scope: Scope, id: string): Promise<ConfigurationStatus> {
  const account = scope.accountId;
  const [row] = await sql()<StatusRow[]>`
    select t.at as test_at, t.status as test_status, t.idp as test_idp, t.advice as test_advice,
           a.last_write_at, a.created, a.updated, a.per_minute, s.syncing, f.failed, r.licensed, r.waiting
      from (select max(at) as last_write_at, max(at) filter (where action = 'user.created') as last_create_at,
                   count(*) filter (where action = 'user.created')::int as created,
                   count(*) filter (where action <> 'user.created')::int as updated,
                   count(*) filter (where id >= uuid7_floor(now() - interval '1 minute'))::int as per_minute
              from activity where account_id = ${account} and configuration_id = ${id} and actor_kind = 'idp'
               and id >= uuid7_floor(now() - interval '24 hours')) a
     cross join (select count(*)::int as failed from scim_requests
                  where account_id = ${account} and configuration_id = ${id} and kind = 'failure'
                    and id >= uuid7_floor(now() - interval '24 hours')) f
     cross join lateral (
       select coalesce(a.last_create_at > now() - make_interval(secs => ${syncQuietSeconds}), false) as syncing) s
     cross join lateral (select count(*) filter (where l.state <> 'waiting')::int as licensed,
                                count(*) filter (where l.state = 'waiting')::int as waiting
                           from assignment_reasons q join license_assignments l using (account_id, pool_id, user_id)
                          where q.account_id = ${account} and q.source_id = ${id} and s.syncing) r
      left join lateral (select at, status, idp, advice from scim_requests
                  where account_id = ${account} and configuration_id = ${id} and kind = 'connection_test'
                  order by id desc limit 1) t on true`;
  if (!row) throw new Error("an aggregate answers one row");
  return toStatus(row);
}

const optional = (text: string | null) => (text === null ? undefined : instantOf(text));

function toStatus(row: StatusRow): ConfigurationStatus {
  const { created, updated, failed, syncing, licensed, waiting } = row;
  const lastTest =
    row.test_at === null
      ? undefined
      : {
          at: instantOf(row.test_at),
          accepted: (row.test_status ?? 500) < 400,
          idp: row.test_idp ?? undefined,
          advice: row.test_advice ?? undefined,
        };
  return {
    lastTest,
    lastWriteAt: optional(row.last_write_at),
    created,
    updated,
    failed,
    perMinute: row.per_minute,
    syncing,
    licensed,
    waiting,
  };
}
