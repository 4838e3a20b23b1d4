import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { instantOf, type Sql, sql } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
import type { Scope } from "./scope.ts";

/** What admins do with licenses. People and pools of another account are unknown ones: they are passed over, or not found. */

async function checkPool(scope: Scope, poolId: string, run: Sql): Promise<void> {
  const found = isId(poolId) ? await run`select from license_pools where account_id = ${scope.accountId} and id = ${poolId}` : [];
  if (found.length === 0) throw new AppError("not_found", t("This license does not exist any more."));
}

async function changed(
  scope: Scope,
  poolId: string,
  run: Sql,
  ask: (run: Sql) => Promise<readonly { changed: number }[]>,
): Promise<number> {
  await checkPool(scope, poolId, run);
  const [row] = await ask(run);
  return row?.changed ?? 0;
}

const ids = (userIds: readonly string[]): string[] => userIds.filter(isId);

/**
 * Assigns a license of a pool to people, first come, first served in the order given; when none is left they wait. Lifts their
 * exclusions. Returns how many people exist. Throws not_found for an unknown pool.
 */
export const assignLicense = (
  scope: Scope,
  actor: Deciding,
  poolId: string,
  userIds: readonly string[],
  kind: "admin" | "csv" = "admin",
  run: Sql = sql(),
): Promise<number> =>
  changed(
    scope,
    poolId,
    run,
    (tx) => tx<{ changed: number }[]>`
      select license_assign(${scope.accountId}, ${poolId}, ${ids(userIds)}::uuid[], ${kind}, ${deciderId(actor)}, now()) as changed`,
  );

/** Locks what several assignments of one transaction need: each by itself would take the pools in another order than everybody else. */
export async function lockLicenses(
  { accountId }: Scope,
  poolIds: readonly string[],
  userIds: readonly string[],
  tx: Sql,
): Promise<void> {
  await tx`
    select license_lock_of(${accountId}, people_lock(${accountId}, ${ids(userIds)}::uuid[]), ${ids(poolIds)}::uuid[])`;
}

/**
 * Takes the license of a pool, or the place in its line, back from people; it passes to who waits. An exclusion blocks what
 * would give it again by itself (rule 8). Returns from how many. Throws not_found for an unknown pool.
 */
export const returnLicense = (
  scope: Scope,
  actor: Deciding,
  poolId: string,
  userIds: readonly string[],
  why?: string,
  run: Sql = sql(),
): Promise<number> =>
  changed(
    scope,
    poolId,
    run,
    (tx) => tx<{ changed: number }[]>`
      select license_return(${scope.accountId}, ${poolId}, ${ids(userIds)}::uuid[], ${deciderId(actor)}, ${why ?? null}, now()) as changed`,
  );

/**
 * Invites people again who have not activated: links sent before work no longer, and the e-mail goes out once more. Returns how
 * many. Throws not_found for an unknown pool.
 */
export const resendInvitation = (
  scope: Scope,
  actor: Deciding,
  poolId: string,
  userIds: readonly string[],
  run: Sql = sql(),
): Promise<number> =>
  changed(
    scope,
    poolId,
    run,
    (tx) => tx<{ changed: number }[]>`
      select license_reinvite(${scope.accountId}, ${poolId}, ${ids(userIds)}::uuid[], ${deciderId(actor)}, now()) as changed`,
  );

/** Puts somebody who waits at the front of the line. Throws conflict when they do not wait (any more). */
export async function moveToFront(scope: Scope, actor: Deciding, poolId: string, userId: string): Promise<void> {
  const [row] =
    isId(poolId) && isId(userId)
      ? await sql()<{ moved: boolean }[]>`
        select license_move_to_front(${scope.accountId}, ${poolId}, ${userId}, ${deciderId(actor)}, now()) as moved`
      : [];
  if (!row?.moved) throw new AppError("conflict", t("This person does not wait for the license any more. Reload the page."));
}

/** Lets automatic reasons count again. Throws conflict when nothing is excluded (any more). */
export async function liftExclusion(scope: Scope, actor: Deciding, poolId: string, userId: string): Promise<void> {
  const [row] =
    isId(poolId) && isId(userId)
      ? await sql()<{ lifted: boolean }[]>`
        select license_lift_exclusion(${scope.accountId}, ${poolId}, ${userId}, ${deciderId(actor)}, now()) as lifted`
      : [];
  if (!row?.lifted) throw new AppError("conflict", t("This person is not excluded any more. Reload the page."));
}

/** Whether invitations use licenses of a pool, or only activations. Throws conflict where counting them would oversell. */
export async function setCountsInvited(scope: Scope, actor: Deciding, poolId: string, counts: boolean): Promise<void> {
  await sql().begin(async (tx) => {
    await checkPool(scope, poolId, tx);
    const [row] = await tx<{ set: boolean }[]>`
      select license_count_invited(${scope.accountId}, ${poolId}, ${counts}, ${deciderId(actor)}, now()) as set`;
    if (!row?.set)
      throw new AppError(
        "conflict",
        t("More people are invited than there are licenses. Return some, or raise the total first."),
      );
  });
}

/** An exclusion of a person, as screens show it. */
export type Exclusion = { poolId: string; why: string | undefined; byName: string | undefined; createdAt: Date };

/** The pools from which an admin excluded this person. */
export async function listExclusions(scope: Scope, userId: string): Promise<Exclusion[]> {
  const rows = await sql()<{ pool_id: string; why: string | null; name: string | null; created_at: string }[]>`
    select e.pool_id, e.why, i.name, e.created_at from exclusions e
      left join admins a on a.account_id = e.account_id and a.id = e.admin_id
      left join identities i on i.id = a.identity_id
     where e.account_id = ${scope.accountId} and e.user_id = ${userId}`;
  return rows.map((row) => ({
    poolId: row.pool_id,
    why: row.why ?? undefined,
    byName: row.name ?? undefined,
    createdAt: instantOf(row.created_at),
  }));
}
