import type { Sql } from "../client.ts";
import type { UserLicense } from "./licenses.ts";
import type { Scope } from "./scope.ts";

/** Where the license of one pool stands for each of these people who exist; `none` without one. Ids that are nobody are absent. */
export async function licenseStates(
  { accountId }: Scope,
  poolId: string,
  userIds: readonly string[],
  run: Sql,
): Promise<Map<string, UserLicense["state"] | "none">> {
  const rows = await run<{ id: string; state: UserLicense["state"] | "none" }[]>`
    select u.id, coalesce(a.state, 'none') as state from users u
      left join license_assignments a on a.account_id = u.account_id and a.pool_id = ${poolId} and a.user_id = u.id
     where u.account_id = ${accountId} and u.id = any(${[...userIds]}::uuid[]) and u.deleted_at is null`;
  return new Map(rows.map(({ id, state }) => [id, state]));
}
