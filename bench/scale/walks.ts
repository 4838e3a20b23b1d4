import { median } from "../report.ts";
import type { Client } from "./client.ts";
import type { Population } from "./seed.ts";

/** What identity providers ask for at most. */
export const pageSize = 200;
/** A walk that takes longer is ended. */
const mostSeconds = 150;

/** Milliseconds a page took, the median at the beginning, in the middle and at the end; and of how many pages there are so many were read. */
export type Walk = {
  title: string;
  people: number;
  first: number;
  middle: number;
  last: number;
  read: number;
  pages: number;
  mean: number;
};

/** Reads everybody by startIndex or by cursor, or as many as there is time for. */
export async function walk(client: Client, people: number, kind: "startIndex" | "cursor"): Promise<Walk> {
  const took: number[] = [];
  const end = performance.now() + mostSeconds * 1000;
  const pages = Math.ceil(people / pageSize);
  for (let [page, cursor] = [0, ""]; page < pages && performance.now() < end; page++) {
    const where = kind === "cursor" ? `cursor=${cursor}` : `startIndex=${1 + page * pageSize}`;
    const before = performance.now();
    const { body } = await client.ask("GET", `/Users?count=${pageSize}&${where}`);
    took.push(performance.now() - before);
    cursor = JSON.parse(body).nextCursor;
  }
  const tenth = Math.floor(took.length / 10);
  const tenthFrom = (page: number) => median(took.slice(page, page + tenth));
  const middle = Math.floor((took.length - tenth) / 2);
  const mean = took.reduce((sum, one) => sum + one, 0) / took.length;
  const medians = { first: tenthFrom(0), middle: tenthFrom(middle), last: tenthFrom(took.length - tenth), mean };
  return { title: `everybody by ${kind}`, people, ...medians, read: took.length, pages };
}

export type Replaced = { members: number; ms: number };

/** Replaces all members of the large group, of whom ten have changed. */
export async function replaceAll({ scope, groups }: Population, client: Client): Promise<Replaced> {
  const { sql } = await import("../../db/client.ts");
  const rows = await sql()<{ id: string }[]>`
    select id from users where account_id = ${scope.accountId} order by id offset 10 limit ${groups.largeMembers}`;
  const value = rows.map(({ id }) => ({ value: id }));
  const start = performance.now();
  await client.ask("PATCH", `/Groups/${groups.large}`, { Operations: [{ op: "replace", path: "members", value }] });
  return { members: rows.length, ms: performance.now() - start };
}
