import { sql } from "../../client.ts";
import type { Scope } from "../../queries/scope.ts";

/**
 * Whose license is not what the activity log adds up to (rule 9): the history of a pool is counted back from it, and a person's
 * activity tells where a license came from and went.
 */
export async function untold({ accountId }: Scope): Promise<Record<string, unknown>[]> {
  const rows = await sql()`
    with changes as (
      select a.subject_id as user_id, (change->>'poolId')::uuid as pool_id, a.action, change->>'before' as before, change->>'after' as after
        from activity a
       cross join jsonb_array_elements(case jsonb_typeof(a.license) when 'array' then a.license else jsonb_build_array(a.license) end) change
       where a.account_id = ${accountId} and a.license is not null),
    told as (
      select user_id, pool_id, count(*) filter (where after = state) - count(*) filter (where before = state) as has, state,
             array_agg(action) as actions
        from changes cross join unnest(array['invited', 'activated', 'held', 'waiting']) state group by user_id, pool_id, state)
    select pool_id as pool, user_id as person, told.state, coalesce(told.has, 0)::int as told, told.actions, a.state as is
      from told full join license_assignments a using (user_id, pool_id)
     where coalesce(a.account_id, ${accountId}) = ${accountId}
       and (told.state is null and a.state <> 'dormant' or told.has <> coalesce((a.state = told.state)::int, 0))`;
  return [...rows];
}
