import { sql } from "../client.ts";

/**
 * Does background work unless another process is at it; false then. The lock belongs to a transaction, so it also holds behind a
 * pooler, and ends with the process. That transaction reads and writes nothing: the work takes connections of its own.
 */
export const asOnlyOne = (work: () => Promise<void>): Promise<boolean> =>
  sql().begin(async (tx) => {
    await tx`set local idle_in_transaction_session_timeout = 0`;
    const [row] = await tx<
      { mine: boolean }[]
    >`select pg_try_advisory_xact_lock(hashtextextended('account-center background', 0)) as mine`;
    if (row?.mine) await work();
    return row?.mine ?? false;
  });

/** As long as a deleted person can be restored, and an admin may ask what happened. */
const keptDays = 30;

/** Forgets departures of no mass leave: those of one go when it is settled, however late. Returns how many, at most `limit`. */
export async function forgetDepartures(limit: number): Promise<number> {
  const forgotten = await sql()`
    delete from departures where (account_id, user_id) in (
      select d.account_id, d.user_id from accounts a join departures d on d.account_id = a.id
       where d.at < now() - make_interval(days => ${keptDays}) and d.mass_leave_id is null
       limit ${limit})`;
  return forgotten.count;
}
