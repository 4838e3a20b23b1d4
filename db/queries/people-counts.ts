import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** How many people there are, and how many of them are active; without reading them. */
export async function countEverybody({ accountId }: Scope): Promise<{ people: number; active: number }> {
  const [row] = await sql()<{ people: number; active: number }[]>`select people, active from people_count(${accountId})`;
  if (!row) throw new Error("sums answer one row");
  return row;
}

/** Takes together what changed since the last time. Returns how many changes there were. */
export async function foldPeopleCounts(): Promise<number> {
  const [row] = await sql()<{ changes: number }[]>`select people_count_fold() as changes`;
  return row?.changes ?? 0;
}
