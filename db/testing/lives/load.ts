// A process that does many things at once, to be harmed meanwhile: reads what from standard input, and says on standard output what
// was acknowledged, or refused for a reason that nobody should see. One JSON object a line.
import { closeDatabase } from "../../client.ts";
import type { Act } from "./acts.ts";
import { perform } from "./database.ts";

/** What is to be done, in which account, and what is called how there. */
export type Load = { accountId: string; ids: [name: string, id: string][]; acts: Act[] };

/** `made`: the id of a person who was created. */
export type Told = { answer: string; made?: string } | { error: string };

/** What a client is told whose connection ended, or who comes while PostgreSQL starts; and of a configuration that is gone. */
const expected = [
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "57P01",
  "57P02",
  "57P03",
  "AC401",
  // the driver may meet a query of a connection that ended before the query was prepared
  "Cannot set properties of null (setting 'parsing')",
];

const say = (told: Told) => process.stdout.write(`${JSON.stringify(told)}\n`);

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error) return String(error.code);
  return error.cause ? codeOf(error.cause) : error.message;
}

async function read(): Promise<Load> {
  const text = (await process.stdin.setEncoding("utf8").toArray()).join("");
  return JSON.parse(text);
}

const { accountId, ids, acts } = await read();
const names = new Map(ids.map(([name, id]) => [id, name]));
const world = { scope: { accountId }, ids: new Map(ids), names, at: 0 };
await Promise.all(
  acts.map(async (act) => {
    try {
      const answer = await perform(world, act);
      const made = answer.startsWith("created ") && "person" in act ? world.ids.get(act.person) : undefined;
      say({ answer, ...(made !== undefined && { made }) });
    } catch (error) {
      const code = codeOf(error);
      if (!expected.includes(code)) say({ error: code });
    }
  }),
);
await closeDatabase();
