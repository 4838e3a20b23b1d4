import { sql as fragment } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { db, instantOf, type Sql, sql, type Tx } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
import { insertPeopleJob, tooManyToWaitFor } from "./jobs.ts";
import type { Scope } from "./scope.ts";

/** Many people became inactive at once: what they had is held back until an admin restores or releases all of them. */
export type MassLeave = {
  id: string;
  trippedAt: Date;
  /** People who left, and the licenses held back for them. */
  people: number;
  held: number;
  /** Licenses that were passed on before there were many: their people would wait, at their old place. */
  passedOn: number;
  configurations: string[];
};

/** The mass leave that waits for a decision, if there is one. */
export async function findOpenMassLeave(scope: Scope): Promise<MassLeave | undefined> {
  const [row] = await sql()<(Omit<MassLeave, "trippedAt"> & { trippedAt: string })[]>`
    select m.id, m.tripped_at as "trippedAt",
           (select count(*)::int from departures d where d.account_id = m.account_id and d.mass_leave_id = m.id) as people,
           (select count(*)::int from assignment_reasons r
             where r.account_id = m.account_id and r.source_id = m.id and r.kind = 'mass_leave') as held,
           (select count(*)::int from departures d cross join jsonb_array_elements(d.snapshot->'licenses') license
              join license_pools p on p.account_id = m.account_id and p.id = (license->>'poolId')::uuid
             where d.account_id = m.account_id and d.mass_leave_id = m.id and license_is_used(p.counts_invited, license->>'state')
               and not exists (
                 select from license_assignments a
                  where a.account_id = m.account_id and a.user_id = d.user_id and a.pool_id = p.id and a.state <> 'dormant')) as "passedOn",
           array(select distinct c.name from departures d
                   join scim_configurations c on c.account_id = m.account_id and c.id = d.configuration_id
                  where d.account_id = m.account_id and d.mass_leave_id = m.id order by c.name) as configurations
      from mass_leaves m where m.account_id = ${scope.accountId} and m.resolved_at is null`;
  return row && { ...row, trippedAt: instantOf(row.trippedAt) };
}

export type Resolution = "restored" | "released";

/**
 * Decides an open mass leave: `restored` gives everybody back what they had, `released` passes the held licenses on. For more people
 * than an admin can wait for, a job does so. Returns how many people it concerns. Throws conflict when somebody decided before.
 */
export async function resolveMassLeave(scope: Scope, actor: Deciding, id: string, resolution: Resolution): Promise<number> {
  const { people, byJob } = await db().transaction(async (tx) => {
    const people = await close(tx, scope, actor, id, resolution);
    const byJob = actor.kind === "admin" && people > tooManyToWaitFor;
    if (byJob) await startJob(tx, scope, actor, id, resolution);
    return { people, byJob };
  });
  if (!byJob) while (await settleNext({ accountId: scope.accountId, id }));
  return people;
}

async function close(tx: Tx, { accountId }: Scope, actor: Deciding, id: string, resolution: Resolution): Promise<number> {
  const [row] = isId(id)
    ? await tx.execute<{ people: number | null }>(
        fragment`select mass_leave_close(${accountId}, ${id}, ${resolution}, ${deciderId(actor)}, now()) as people`,
      )
    : [];
  if (row?.people === null || row?.people === undefined)
    throw new AppError("conflict", t("Somebody has decided this already. Reload the page."));
  return row.people;
}

/** The kind of the job that does what was decided. */
export const settlingJob = "decided.mass_leave";

function startJob(tx: Tx, scope: Scope, actor: { id: string }, id: string, resolution: Resolution) {
  return insertPeopleJob(
    tx,
    scope,
    actor,
    {
      kind: settlingJob,
      title: resolution === "restored" ? t("Restore everybody who left") : t("Release the licenses of who left"),
      parameters: { massLeaveId: id },
    },
    fragment`select row_number() over (order by d.at, d.user_id), u.id, u.name
               from departures d join users u on u.account_id = d.account_id and u.id = d.user_id
              where d.account_id = ${scope.accountId} and d.mass_leave_id = ${id}`,
  );
}

/** Not done: somebody was to be restored and stays gone. */
export type Settled = { id: string; done: boolean };

/** Restores or releases these people of a decided mass leave, as was decided; those who came back before are not in the answer. */
export const settleMassLeave = (
  { accountId }: Scope,
  id: string,
  userIds: readonly string[],
  run: Sql = sql(),
): Promise<Settled[]> => run<Settled[]>`
  select person as id, done from mass_leave_resolve(${accountId}, ${id}, now(), ${[...userIds]}::uuid[])`;

/** Small enough that no lock is held for long while thousands come back. */
const batch = 100;

/** Settles those who left first; false when nobody is left. */
async function settleNext({ accountId, id }: Scope & { id: string }): Promise<boolean> {
  const next = await sql()<{ user_id: string }[]>`
    select user_id from departures where account_id = ${accountId} and mass_leave_id = ${id} order by at, user_id limit ${batch}`;
  if (next.length === 0) return false;
  const people = next.map(({ user_id }) => user_id);
  await settleMassLeave({ accountId }, id, people);
  return true;
}

/**
 * A batch of what was decided but cut off, of whichever account, unless a job is at it. Returns whether there was any; called while
 * there is by the server when it starts, and later by the hour.
 */
export async function settleCutOff(): Promise<boolean> {
  const [row] = await sql()<{ account_id: string; id: string }[]>`
    select m.account_id, m.id from accounts a join mass_leaves m on m.account_id = a.id
     where m.resolved_at is not null
       and exists (select from departures d where d.account_id = m.account_id and d.mass_leave_id = m.id)
       and not exists (
         select from jobs j where j.account_id = m.account_id and j.state in ('queued', 'running')
            and j.kind = ${settlingJob} and j.parameters->>'massLeaveId' = m.id::text)
     order by random() limit 1`; // one that fails keeps no other waiting
  return row !== undefined && settleNext({ accountId: row.account_id, id: row.id });
}

/** The share of the active people, in percent, beyond which leaving within an hour is a mass leave; 0: never. */
export async function setMassLeavePercent(scope: Scope, actor: Deciding, percent: number): Promise<void> {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100)
    throw new AppError("invalid", t("Give a whole number of percent from 0 to 100."));
  await sql()`select mass_leave_set_percent(${scope.accountId}, ${percent}, ${deciderId(actor)}, now())`;
}

export async function getMassLeavePercent(scope: Scope): Promise<number> {
  const [row] = await sql()<{ percent: number }[]>`
    select mass_leave_percent as percent from accounts where id = ${scope.accountId}`;
  if (!row) throw new AppError("not_found", t("There is no such account."));
  return row.percent;
}
