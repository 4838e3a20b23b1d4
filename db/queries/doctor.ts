import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** An invariant that does not hold, and whose. */
export type Finding = {
  finding: string;
  userId: string | null;
  poolId: string | null;
  groupId: string | null;
  detail: string | null;
};

/** Everything that is wrong with the licenses and lives of an account; empty when all invariants hold. Changes nothing. */
export const examine = (scope: Scope): Promise<Finding[]> =>
  sql().begin(async (tx) => {
    // all people of an account at one moment
    await tx`set local statement_timeout = '10min'`;
    return tx<Finding[]>`
      select finding, user_id as "userId", pool_id as "poolId", group_id as "groupId", detail
        from doctor_findings(${scope.accountId})`;
  });

/** Repairs what `examine` finds, one person or pool per transaction; the pools' counters first, because they decide who gets a license. */
export async function repair(scope: Scope, findings: readonly Finding[]): Promise<void> {
  const of = (key: "userId" | "poolId", these: readonly Finding[]) => new Set(these.flatMap((finding) => finding[key] ?? []));
  const ofPools = findings.filter(({ userId }) => userId === null);
  for (const poolId of of("poolId", ofPools)) await sql()`select doctor_repair_pool(${scope.accountId}, ${poolId}, now())`;
  await sql()`select people_count_correct(${scope.accountId})`;
  for (const userId of of("userId", findings)) await sql()`select doctor_repair_person(${scope.accountId}, ${userId}, now())`;
  await sql()`
    delete from group_members m
     where m.account_id = ${scope.accountId} and (
       not exists (select from groups g where g.account_id = m.account_id and g.id = m.group_id)
       or m.kind = 'group' and not exists (select from groups g where g.account_id = m.account_id and g.id = m.member_id))`;
  for (const poolId of of("poolId", findings)) await sql()`select doctor_repair_pool(${scope.accountId}, ${poolId}, now())`;
}
