// `npm run bench:scale`: the same questions to accounts of 100, 1,000, 100,000 and 1,000,000 people on one server, in turns; how
// their cost grows is what counts. `--sizes 1000,100000` and `--turns 30` narrow it, `--publish` puts the tables into docs/.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { say, step } from "../scripts/report.mjs";
import { makeTemporaryFolder } from "../scripts/testing/temporary-folder.ts";
import { keep, publish } from "./publish.ts";
import { machine, median } from "./report.ts";
import { type Client, makeClient, signIn } from "./scale/client.ts";
import { type Measure, measures } from "./scale/measures.ts";
import { bytesOf, type Population, seed } from "./scale/seed.ts";
import { type Server, startServer } from "./scale/server.ts";
import { measuresTable, type Row, walksTable } from "./scale/tables.ts";
import { replaceAll, walk } from "./scale/walks.ts";
import { sizing } from "./sizing.ts";
import { ms } from "./table.ts";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "100,1000,100000,1000000" },
    turns: { type: "string", default: "30" },
    publish: { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
/** A measure that reads everybody takes fewer turns. */
const secondsPerMeasure = 45;
const leastTurns = 5;
/** Fewer are no walk. */
const leastToWalk = 1_000;

type Subject = { population: Population; client: Client };

async function makeSubject({ origin, migrationDatabaseUrl }: Server, people: number): Promise<Subject> {
  const population = await seed(migrationDatabaseUrl, people);
  const cookies = await signIn(origin, population.scope);
  return { population, client: makeClient(origin, population.token, cookies) };
}

/** The medians in milliseconds of one measure, by size; the first two turns warm up. */
async function take(measure: Measure, subjects: Subject[]): Promise<number[]> {
  const took = subjects.map((): number[] => []);
  const end = performance.now() + secondsPerMeasure * 1000;
  for (let turn = -2; turn < Number(options.turns) && (turn < leastTurns || performance.now() < end); turn++) {
    for (const [index, { population, client }] of subjects.entries()) {
      const before = performance.now();
      await measure.run(population, client, turn + 2);
      if (turn >= 0) took[index]?.push(performance.now() - before);
    }
  }
  return took.map(median);
}

async function takeAll(subjects: Subject[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const measure of measures) {
    const medians = await take(measure, subjects);
    rows.push({ measure, medians });
    say(`${measure.title}: ${medians.map(ms).join(" · ")} ms`);
  }
  return rows;
}

async function walkAll(subjects: Subject[]) {
  const walks = [];
  for (const { population, client } of subjects) {
    if (population.people < leastToWalk) continue;
    for (const kind of ["startIndex", "cursor"] as const)
      walks.push({ people: population.people, walk: await walk(client, kind) });
  }
  return walks;
}

/** Resident memory in MB. */
const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** Replaces the members of each large group; the most memory that the server took more than before. */
async function replaceAllOf(subjects: Subject[], server: Server) {
  const replaced = [];
  for (const { population, client } of subjects) {
    const before = memoryOf(server.pid());
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, memoryOf(server.pid()));
    }, 20);
    replaced.push({ ...(await replaceAll(population, client)), memory: most - before });
    clearInterval(watch);
  }
  return replaced;
}

async function main(): Promise<void> {
  const folder = await makeTemporaryFolder("scale");
  const server = await startServer(folder.path);
  const subjects: Subject[] = [];
  try {
    let bytesPerPerson = 0;
    for (const people of sizes) {
      const before = await bytesOf(server.migrationDatabaseUrl);
      subjects.push(await step(`Seeded ${people.toLocaleString("en")} people`, () => makeSubject(server, people)));
      bytesPerPerson = ((await bytesOf(server.migrationDatabaseUrl)) - before) / people;
    }
    await step("Analyzed", () => analyze(server.migrationDatabaseUrl));
    const rows = await takeAll(subjects);
    const walks = await walkAll(subjects);
    const replaced = await replaceAllOf(subjects, server);
    const told = replaced.map(
      ({ members, ms: took, memory }) =>
        `- A group of ${members.toLocaleString("en")} replaced, ten members new: ${(took / 1000).toFixed(2)} s (goal 2), ${memory.toFixed(0)} MB more (goal 300).`,
    );
    told.push(`- A person with a license takes ${(bytesPerPerson / 1000).toFixed(1)} kB of the database, indexes included.`);
    const text = [measuresTable(sizes, rows), walksTable(walks), ...told, "", machine(), ""].join("\n");
    say(`\n${text}`);
    keep("scale", { rows, walks, replaced, bytesPerPerson, sizes, machine: machine() }, text);
    if (!options.publish) return;
    publish("performance.md", "scale", text);
    const pageMs = walks.at(-1)?.walk.lastPages;
    const needs = pageMs === undefined ? undefined : sizing({ bytesPerPerson, pageMs });
    if (needs) publish("scaling.md", "sizing", needs);
  } finally {
    for (const { client } of subjects) client.close();
    await server.stop();
    folder.remove();
  }
}

/** Statistics, as autovacuum makes them, and what it would clean up in the background while others are measured. */
async function analyze(migrationDatabaseUrl: string): Promise<void> {
  const { default: postgres } = await import("postgres");
  const owner = postgres(migrationDatabaseUrl, { max: 1, onnotice: () => {} });
  await owner`vacuum analyze`;
  await owner.end();
}

await main();
process.exit();
