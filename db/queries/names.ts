import { isId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** What an id is called. `gone`: it was deleted, and this is what it was called then. */
export type Name = { name: string; gone: boolean };
export type Names = ReadonlyMap<string, Name>;

/**
 * The names of people, groups, SCIM configurations, tokens, admins and license pools of this account, deleted ones included.
 * An id of nobody, of another account, or of somebody erased has no entry.
 */
export async function findNames(scope: Scope, mentioned: Iterable<string>): Promise<Names> {
  const ids = [...new Set(mentioned)].filter(isId);
  if (ids.length === 0) return new Map();
  const account = scope.accountId;
  const rows = await sql()<{ id: string; name: string; gone: boolean }[]>`
    select id, name, deleted_at is not null as gone from users where account_id = ${account} and id = any(${ids})
    union all
    select id, display_name, false from groups where account_id = ${account} and id = any(${ids})
    union all
    select id, name, deleted_at is not null from scim_configurations where account_id = ${account} and id = any(${ids})
    union all
    select id, 'Access token …' || hint, false from access_tokens where account_id = ${account} and id = any(${ids})
    union all
    select a.id, i.name, false from admins a join identities i on i.id = a.identity_id
     where a.account_id = ${account} and a.id = any(${ids})
    union all
    select p.id, case when i.name = p.license_type then i.name else i.name || ' ' || p.license_type end, false
      from license_pools p join application_instances i on i.account_id = p.account_id and i.id = p.instance_id
     where p.account_id = ${account} and p.id = any(${ids})
    union all
    select id, email, false from admin_invitations where account_id = ${account} and id = any(${ids})
    union all
    select id, name, false from accounts where id = ${account} and id = any(${ids})
    union all
    -- groups and admins leave no row behind; what they were called stands where they were deleted
    select subject_id, coalesce(changes->'displayName'->>0, changes->'name'->>0), true from activity
     where account_id = ${account} and subject_id = any(${ids}) and action in ('group.deleted', 'admin.removed')
       and coalesce(changes->'displayName'->>0, changes->'name'->>0) is not null`;
  return new Map(rows.map(({ id, name, gone }) => [id, { name, gone }]));
}
