import { and, asc, desc, eq, sql as fragment, gt, isNull, or, type SQL } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { db, json, type Sql, sql, type Tx } from "../client.ts";
import { admins, identities } from "../schema/accounts.ts";
import { type JobItem, jobItems, jobs } from "../schema/jobs.ts";
import { type PeopleSelection, selectedPeople } from "./people-selection.ts";
import type { Scope } from "./scope.ts";

/** What a kind of job gets for each of its items, and what it says came of them. */
export type PendingItem = Pick<JobItem, "number" | "userId" | "input">;
export type ItemResult = { number: number; outcome: "done" | "unchanged" | "failed"; message?: string; userId?: string };

/** A job whose next batch is being done; the row is locked for as long. */
export type RunningJob = Scope & {
  id: string;
  kind: string;
  actor: { kind: "admin"; id: string };
  parameters: Record<string, unknown>;
};

/** Small enough that no statement runs for long and a stopped job stops at once. */
const batchSize = 200;
/** A job that fails this often in a row has an error that waiting does not heal; unless it is one that is done whole. */
const maxAttempts = 5;
const longestRest = 600;

export type NewJob = { kind: string; title: string; parameters: Record<string, unknown> };

/** Makes a job of the selected people, as they are now. Throws invalid when nobody is selected. */
export async function createPeopleJob(
  scope: Scope,
  actor: { id: string },
  job: NewJob,
  selection: PeopleSelection,
): Promise<{ id: string; total: number }> {
  return db().transaction(async (tx) => {
    const people = fragment`
      select row_number() over (order by sort_name, id), id, name from ${selectedPeople(scope, selection)} selected`;
    const created = await insertPeopleJob(tx, scope, actor, job, people);
    if (created.total > 0) return created;
    throw new AppError("invalid", t("Nobody is selected any more. Reload the page and select people again."));
  });
}

/** Makes a job of these people, rows of their place from 1, id and name, in a transaction with what else belongs to it. */
export async function insertPeopleJob(
  tx: Tx,
  scope: Scope,
  actor: { id: string },
  job: NewJob,
  people: SQL,
): Promise<{ id: string; total: number }> {
  const id = newId();
  await tx.execute(fragment`set local statement_timeout = '60s'`); // a row for each of a million people
  await tx.insert(jobs).values({ ...scopeOf(scope), id, ...job, createdBy: actor.id, state: "queued", total: 0 });
  const { count: total } = await tx.execute(fragment`
    insert into job_items (account_id, job_id, number, user_id, label)
    select ${scope.accountId}, ${id}, place, id, name from (${people}) people (place, id, name)`);
  await tx.update(jobs).set({ total }).where(jobKey(scope, id));
  return { id, total };
}

/** What somebody decided whole, for more people, is a job: nobody stops it, and it never gives up. */
export const tooManyToWaitFor = 500;

/** So the kinds begin that are done whole; others may be stopped between two batches, for each person stands for themselves. */
const decided = "decided.";
const isStoppable = (kind: string): boolean => !kind.startsWith(decided);

const scopeOf = ({ accountId }: Scope) => ({ accountId });
const jobKey = (scope: Scope, id: string): SQL | undefined => and(eq(jobs.accountId, scope.accountId), eq(jobs.id, id));

/**
 * Does the next batch of the job that has waited longest, of whichever account. The job's row is locked meanwhile, so processes
 * share the work and a killed one leaves nothing undone or done twice. `work` runs in the same transaction; what it throws
 * puts the job off. False when there is nothing to do.
 */
export async function runNextBatch(
  work: (job: RunningJob, items: PendingItem[], tx: Sql) => Promise<ItemResult[]>,
): Promise<boolean> {
  const locked: { job?: RunningJob | undefined } = {};
  try {
    return await sql().begin(async (tx) => {
      const job = await lockNextJob(tx);
      locked.job = job;
      if (!job) return false;
      const items = await pendingItems(tx, job);
      if (items.length > 0) await keepResults(tx, job, await work(job, items, tx));
      if (items.length < batchSize) await finish(tx, job);
      return true;
    });
  } catch (error) {
    if (locked.job) await putOff(locked.job);
    throw error;
  }
}

type LockedRow = { account_id: string; id: string; kind: string; created_by: string; parameters: Record<string, unknown> };

// due_at is rounded to milliseconds, also upwards: what is due now may be half of one ahead of a clock that is not
async function lockNextJob(tx: Sql): Promise<RunningJob | undefined> {
  const [row] = await tx<LockedRow[]>`
    select account_id, id, kind, created_by, parameters from jobs
     where state in ('queued', 'running') and due_at <= now()::timestamptz(3) order by due_at limit 1 for update skip locked`;
  return (
    row && {
      accountId: row.account_id,
      id: row.id,
      kind: row.kind,
      actor: { kind: "admin", id: row.created_by },
      parameters: row.parameters,
    }
  );
}

const pendingItems = (tx: Sql, { accountId, id }: RunningJob): Promise<PendingItem[]> => tx<PendingItem[]>`
  select number, user_id as "userId", input from job_items
   where account_id = ${accountId} and job_id = ${id} and outcome is null order by number limit ${batchSize}`;

async function keepResults(tx: Sql, { accountId, id }: RunningJob, results: ItemResult[]): Promise<void> {
  await tx`
    update job_items i set outcome = r.outcome, message = r.message, user_id = coalesce(r."userId", i.user_id)
      from jsonb_to_recordset(${json(results)}::text::jsonb) r (number int, outcome text, message text, "userId" uuid)
     where i.account_id = ${accountId} and i.job_id = ${id} and i.number = r.number`;
  const failed = results.filter(({ outcome }) => outcome === "failed").length;
  await tx`
    update jobs set state = 'running', started_at = coalesce(started_at, clock_timestamp()), due_at = clock_timestamp(),
           attempts = 0, done = done + ${results.length}, failed = failed + ${failed}
     where account_id = ${accountId} and id = ${id}`;
}

const finish = (tx: Sql, { accountId, id }: RunningJob) => tx`
  update jobs set state = 'done', finished_at = clock_timestamp() where account_id = ${accountId} and id = ${id}`;

/** Tries again a little later each time, and gives up in the end what may be stopped; what is done stays done. */
function putOff({ accountId, id, kind }: RunningJob): Promise<unknown> {
  const last = isStoppable(kind) ? maxAttempts : null;
  return sql()`
    update jobs set attempts = attempts + 1, due_at = now() + make_interval(secs => least(2 ^ least(attempts, 20), ${longestRest})),
           state = case when attempts + 1 >= ${last}::int then 'failed' else state end,
           finished_at = case when attempts + 1 >= ${last}::int then now() end
     where account_id = ${accountId} and id = ${id} and state in ('queued', 'running')`;
}

/** Takes a job out of the line once its present batch is done. False when it had ended before, or is done whole. */
export async function stopJob(scope: Scope, id: string): Promise<boolean> {
  const stopped = isId(id)
    ? await sql()`update jobs set state = 'stopped', finished_at = clock_timestamp()
        where account_id = ${scope.accountId} and id = ${id} and state in ('queued', 'running') and not starts_with(kind, ${decided})
        returning id`
    : [];
  return stopped.length > 0;
}

/** Closes the notice of a job that has ended. */
export async function dismissJob(scope: Scope, id: string): Promise<void> {
  if (!isId(id)) return;
  await db()
    .update(jobs)
    .set({ dismissedAt: new Date() })
    .where(and(jobKey(scope, id), fragment`${jobs.finishedAt} is not null`));
}

/** A job as screens show it. */
export type JobProgress = {
  id: string;
  title: string;
  state: "draft" | "queued" | "running" | "done" | "stopped" | "failed";
  total: number;
  done: number;
  failed: number;
  createdByName: string | undefined;
  /** False for what was decided whole. */
  stoppable: boolean;
  createdAt: Date;
  startedAt: Date | undefined;
  finishedAt: Date | undefined;
};

const selectJobs = () =>
  db()
    .select({ job: jobs, createdByName: identities.name })
    .from(jobs)
    .leftJoin(admins, and(eq(admins.accountId, jobs.accountId), eq(admins.id, jobs.createdBy)))
    .leftJoin(identities, eq(identities.id, admins.identityId));

function progressOf({ job, createdByName }: Awaited<ReturnType<typeof selectJobs>>[number]): JobProgress {
  const { id, title, state, total, done, failed, createdAt, startedAt, finishedAt } = job;
  return {
    ...{ id, title, state, total, done, failed, createdAt },
    stoppable: isStoppable(job.kind),
    createdByName: createdByName ?? undefined,
    startedAt: startedAt ?? undefined,
    finishedAt: finishedAt ?? undefined,
  };
}

/** One job; undefined for one of another account. */
export async function findJob(
  scope: Scope,
  id: string,
): Promise<(JobProgress & { kind: string; parameters: Record<string, unknown> }) | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await selectJobs().where(jobKey(scope, id));
  return row && { ...progressOf(row), kind: row.job.kind, parameters: row.job.parameters };
}

/** The newest jobs of an account, without drafts. */
export async function listJobs(scope: Scope, limit: number): Promise<JobProgress[]> {
  const rows = await selectJobs()
    .where(and(eq(jobs.accountId, scope.accountId), fragment`${jobs.state} <> 'draft'`))
    .orderBy(desc(jobs.id))
    .limit(limit);
  return rows.map(progressOf);
}

/**
 * What Users announces: jobs that run, and those that ended within the hour until somebody closes the notice. With a kind, only
 * such jobs.
 */
export async function listAnnouncedJobs(scope: Scope, kind?: string): Promise<JobProgress[]> {
  const rows = await selectJobs()
    .where(
      and(
        eq(jobs.accountId, scope.accountId),
        isNull(jobs.dismissedAt),
        kind === undefined ? undefined : eq(jobs.kind, kind),
        or(
          fragment`${jobs.state} in ('queued', 'running')`,
          and(fragment`${jobs.state} <> 'draft'`, gt(jobs.finishedAt, fragment`now() - interval '1 hour'`)),
        ),
      ),
    )
    .orderBy(desc(jobs.id))
    .limit(5);
  return rows.map(progressOf);
}

export type JobResultFilter = JobItem["outcome"] | "pending" | undefined;

const resultCondition = (scope: Scope, id: string, filter: JobResultFilter) =>
  and(
    eq(jobItems.accountId, scope.accountId),
    eq(jobItems.jobId, id),
    filter === "pending" ? isNull(jobItems.outcome) : filter ? eq(jobItems.outcome, filter) : undefined,
  );

/** One page of a job's result, in the order of its items. */
export async function listJobItems(
  scope: Scope,
  id: string,
  { filter, page, pageSize }: { filter: JobResultFilter; page: number; pageSize: number },
): Promise<{ rows: JobItem[]; total: number }> {
  return pageOfItems(resultCondition(scope, id, filter), page, pageSize);
}

async function pageOfItems(where: SQL | undefined, page: number, pageSize: number): Promise<{ rows: JobItem[]; total: number }> {
  const [rows, total] = await Promise.all([
    db()
      .select()
      .from(jobItems)
      .where(where)
      .orderBy(asc(jobItems.number))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
    db().$count(jobItems, where),
  ]);
  return { rows, total };
}

export const plans = ["new", "changed", "unchanged", "error"] as const;

/** One page of the lines of a checked file, in its order; only those of one plan when it is given. */
export async function listPlannedItems(
  scope: Scope,
  id: string,
  { plan, page, pageSize }: { plan: (typeof plans)[number] | undefined; page: number; pageSize: number },
): Promise<{ rows: JobItem[]; total: number }> {
  return pageOfItems(and(resultCondition(scope, id, undefined), plan && eq(jobItems.plan, plan)), page, pageSize);
}

/** A job's items after one number, for a file that is written piece by piece. */
export const readJobItems = (scope: Scope, id: string, after: number, limit: number): Promise<JobItem[]> =>
  db()
    .select()
    .from(jobItems)
    .where(and(resultCondition(scope, id, undefined), gt(jobItems.number, after)))
    .orderBy(asc(jobItems.number))
    .limit(limit);
