import { instantOf, sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** A configuration whose last working token ends soon. */
export type ExpiringToken = { configurationId: string; configurationName: string; expiresAt: Date };

/** Configurations that stop working within so many days unless a token is reissued, the first to end first. */
export async function listExpiringTokens({ accountId }: Scope, days: number): Promise<ExpiringToken[]> {
  const rows = await sql()<{ id: string; name: string; expires_at: string }[]>`
    select c.id, c.name, max(t.expires_at) as expires_at
      from scim_configurations c join access_tokens t on t.account_id = c.account_id and t.configuration_id = c.id
     where c.account_id = ${accountId} and c.deleted_at is null and t.revoked_at is null and t.expires_at > now()
     group by c.id, c.name
    having max(t.expires_at) < now() + make_interval(days => ${days})
     order by 3, 1`;
  return rows.map(({ id, name, expires_at }) => ({
    configurationId: id,
    configurationName: name,
    expiresAt: instantOf(expires_at),
  }));
}
