// `npm run soak`: mixed load on the production server, its memory after forced collections and the delay of its event loop.
// `--minutes 10 --people 1000000` are the defaults; `--publish` puts the result into docs/performance.md.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { freePort } from "../scripts/free-port.mjs";
import { say, step } from "../scripts/report.mjs";
import { makeTemporaryFolder } from "../scripts/testing/temporary-folder.ts";
import { pausable } from "./pausable.ts";
import { keep, publish } from "./publish.ts";
import { machine } from "./report.ts";
import { type Client, makeClient, signIn } from "./scale/client.ts";
import { type Inspected, inspect } from "./scale/inspect.ts";
import { seed } from "./scale/seed.ts";
import { startServer } from "./scale/server.ts";
import { mixedTurn } from "./soak-turn.ts";
import { table } from "./table.ts";

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    people: { type: "string", default: "1000000" },
    publish: { type: "boolean", default: false },
  },
});
const minutes = Number(options.minutes);
const clients = 16;

/** Stands still while memory is read, which otherwise holds the answers that are on their way. */
const traffic = pausable();

type Sample = { minute: number; heap: number; rss: number };

/** All clients at work until `end`; how many requests they made. */
async function load(make: () => Client, turn: (client: Client) => Promise<unknown>, end: number): Promise<number> {
  let requests = 0;
  const work = async () => {
    const client = make();
    for (; performance.now() < end; requests++) await traffic.run(() => turn(client));
    client.close();
  };
  await Promise.all(Array.from({ length: clients }, work));
  return requests;
}

/** Memory at the end of each minute, in MB, after a forced collection. */
async function watch(server: Inspected, pid: () => number, start: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await new Promise((resolve) => setTimeout(resolve, start + minute * 60_000 - performance.now()));
    const { heap, rss } = await traffic.whilePaused(async () => ({
      heap: await server.heapAfterCollection(),
      rss: Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid()}/status`, "utf8"))?.[1] ?? 0) / 1024,
    }));
    samples.push({ minute, heap, rss });
    say(`Minute ${minute}: heap ${heap.toFixed(1)} MB, RSS ${rss.toFixed(0)} MB`);
  }
  return samples;
}

async function main(): Promise<void> {
  const folder = await makeTemporaryFolder("soak");
  const port = await freePort();
  const server = await startServer(folder.path, { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` });
  try {
    const people = Number(options.people);
    const population = await step(`Seeded ${people.toLocaleString("en")} people`, () =>
      seed(server.migrationDatabaseUrl, people),
    );
    const cookies = await signIn(server.origin, population.scope);
    const inspected = await inspect(port);
    await inspected.watchEventLoop();
    const start = performance.now();
    const make = () => makeClient(server.origin, population.token, cookies);
    const [requests, samples] = await Promise.all([
      load(make, mixedTurn(population), start + minutes * 60_000),
      watch(inspected, server.pid, start),
    ]);
    const delay = await inspected.eventLoopDelay();
    inspected.close();
    const text = report(samples, { people, requests, delay });
    say(`\n${text}`);
    keep("soak", { samples, requests, delay, people, machine: machine() }, text);
    if (options.publish) publish("performance.md", "soak", text);
  } finally {
    await server.stop();
    folder.remove();
  }
}

function report(samples: Sample[], { people, requests, delay }: { people: number; requests: number; delay: number }): string {
  const first = samples.find(({ minute }) => minute === 3) ?? samples[0];
  const last = samples.at(-1);
  const row = (what: string, of: "heap" | "rss", goal: number) => {
    const [from, to] = [first?.[of] ?? 0, last?.[of] ?? 0];
    const change = Math.abs(to / from - 1) * 100;
    return [what, from.toFixed(1), to.toFixed(1), `${change.toFixed(1)} %`, `≤ ${goal} %`, change <= goal ? "reached" : "missed"];
  };
  const head = ["after a forced collection, MB", `minute ${first?.minute}`, `minute ${last?.minute}`, "difference", "goal", ""];
  const rows = [row("heap", "heap", 5), row("resident memory", "rss", 10)];
  const perSecond = (requests / (minutes * 60)).toFixed(0);
  return [
    table(head, rows),
    `Event loop delay, p99: ${delay.toFixed(0)} ms (goal: below 50). ${people.toLocaleString("en")} people, ${requests.toLocaleString("en")} requests without an error, ${perSecond} a second; ${machine()}.`,
    "",
  ].join("\n");
}

await main();
process.exit();
