import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { instantOf, sql } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
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

/**
 * Decides an open mass leave: `restored` gives everybody back what they had, `released` passes the held licenses on. Returns how many
 * people it concerned. Throws conflict when somebody decided before.
 */
export async function resolveMassLeave(
  scope: Scope,
  actor: Deciding,
  id: string,
  resolution: "restored" | "released",
): Promise<number> {
  const [row] = isId(id)
    ? await sql()<{ closed: boolean }[]>`
        select mass_leave_close(${scope.accountId}, ${id}, ${resolution}, ${deciderId(actor)}, now()) as closed`
    : [];
  if (!row?.closed) throw new AppError("conflict", t("Somebody has decided this already. Reload the page."));
  return finish(scope.accountId, id);
}

const batch = 100;

/** In batches, so that no lock is held while thousands come back; what a stop cuts off, `finishMassLeaves` ends. */
async function finish(accountId: string, id: string): Promise<number> {
  for (let people = 0; ; ) {
    const [row] = await sql()<{ people: number }[]>`select mass_leave_resolve(${accountId}, ${id}, now(), ${batch}) as people`;
    if (!row?.people) return people;
    people += row.people;
  }
}

/** Ends what was decided but cut off, in all accounts; called when the server starts. */
export async function finishMassLeaves(): Promise<void> {
  const rows = await sql()<{ account_id: string; id: string }[]>`
    select m.account_id, m.id from accounts a join mass_leaves m on m.account_id = a.id
     where m.resolved_at is not null and exists (
       select from departures d where d.account_id = m.account_id and d.mass_leave_id = m.id)`;
  for (const { account_id, id } of rows) await finish(account_id, id);
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
