import { median } from "../report.ts";
import type { Client } from "./client.ts";
import type { Population } from "./seed.ts";

export type Walk = { title: string; pages: number; seconds: number; firstPage: number; lastPages: number };

const size = 100;

/** Reads everybody, by startIndex or by cursor; how long a page takes after the first, and at the end (medians of 50, ms). */
export async function walk(client: Client, kind: "startIndex" | "cursor"): Promise<Walk> {
  const took: number[] = [];
  const start = performance.now();
  for (let [startIndex, cursor] = [1, ""]; ; startIndex += size) {
    const before = performance.now();
    const query = kind === "cursor" ? `cursor=${cursor}` : `startIndex=${startIndex}`;
    const { body } = await client.ask("GET", `/Users?count=${size}&${query}`);
    took.push(performance.now() - before);
    const { itemsPerPage, totalResults, nextCursor } = JSON.parse(body);
    const isLast = kind === "cursor" ? nextCursor === undefined : startIndex + itemsPerPage > totalResults;
    if (isLast) break;
    cursor = nextCursor;
  }
  return {
    title: `everybody by ${kind}`,
    pages: took.length,
    seconds: (performance.now() - start) / 1000,
    firstPage: median(took.slice(1, 51)),
    lastPages: median(took.slice(-51, -1)),
  };
}

/** Replaces all members of the large group, of whom ten have changed; returns milliseconds. */
export async function replaceAll({ scope, groups }: Population, client: Client): Promise<{ members: number; ms: number }> {
  const { sql } = await import("../../db/client.ts");
  const rows = await sql()<{ id: string }[]>`
    select id from users where account_id = ${scope.accountId} order by id offset 10 limit ${groups.largeMembers}`;
  const value = rows.map(({ id }) => ({ value: id }));
  const start = performance.now();
  await client.ask("PATCH", `/Groups/${groups.large}`, { Operations: [{ op: "replace", path: "members", value }] });
  return { members: rows.length, ms: performance.now() - start };
}
