import { expect } from "vitest";
import { type Sql, sql } from "../client.ts";

/** Begins something in a transaction, lets something else run into it, and ends it when that waits. */
export async function inTheMiddle(
  begin: (tx: Sql) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
  end: (tx: Sql) => Promise<unknown>,
): Promise<void> {
  let other: Promise<unknown> | undefined;
  await sql().begin(async (tx) => {
    const [me] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
    await begin(tx);
    other = meanwhile();
    const waiting = () => sql()`select from pg_stat_activity where ${me?.pid ?? 0} = any(pg_blocking_pids(pid))`;
    await expect.poll(async () => (await waiting()).length).toBe(1);
    await end(tx);
  });
  await other;
}
