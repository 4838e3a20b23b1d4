// `npm run bench:scale`: the same questions to accounts of 100, 1,000, 100,000 and 1,000,000 people on one server, in turns; how
// their cost grows is what counts. `--sizes 1000,100000`, `--turns 30` and `--only vitals,walks` narrow it, `--publish` puts the tables
// into docs/. What is measured is kept as it comes, so that a run may be ended early.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { say, step } from "../scripts/report.mjs";
import { makeTemporaryFolder } from "../scripts/testing/temporary-folder.ts";
import { median } from "./report.ts";
import { type Client, makeClient, signIn } from "./scale/client.ts";
import { type Measure, measures } from "./scale/measures.ts";
import { type Results, save } from "./scale/results.ts";
import { bytesOf, type Population, seed } from "./scale/seed.ts";
import { type Server, startServer } from "./scale/server.ts";
import { measureVitals } from "./scale/vitals.ts";
import { replaceAll, walk } from "./scale/walks.ts";
import { ms } from "./table.ts";

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "100,1000,100000,1000000" },
    turns: { type: "string", default: "30" },
    only: { type: "string", default: "measures,replace,vitals,walks" },
    publish: { type: "boolean", default: false },
  },
});
const sizes = options.sizes.split(",").map(Number);
/** A measure that reads everybody takes fewer turns. */
const secondsPerMeasure = 30;
const leastTurns = 5;
/** Fewer are no walk. */
const leastToWalk = 10_000;
/** The goals of pages are for so many. */
const peopleOfPages = 100_000;
const mostVisits = 7;

type Subject = { population: Population; client: Client; cookies: string };

async function makeSubject({ origin, migrationDatabaseUrl }: Server, people: number): Promise<Subject> {
  const population = await seed(migrationDatabaseUrl, people);
  const cookies = await signIn(origin, population.scope);
  return { population, client: makeClient(origin, population.token, cookies), cookies };
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

/** Resident memory in MB. */
const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** Replaces the members of a large group; the most memory that the server took more than before. */
async function replaceAllOf({ population, client }: Subject, server: Server) {
  const before = memoryOf(server.pid());
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(server.pid()));
  }, 20);
  const replaced = await replaceAll(population, client);
  clearInterval(watch);
  return { ...replaced, memory: most - before };
}

/** What can be measured, the quick first; each adds to the results and says so. */
type Part = (subjects: Subject[], server: Server, results: Results, done: () => void) => Promise<void>;

const parts: Record<string, Part> = {
  async measures(subjects, _, { rows }, done) {
    for (const measure of measures) {
      const medians = await take(measure, subjects);
      rows.push({ measure, medians });
      say(`${measure.title}: ${medians.map(ms).join(" · ")} ms`);
      done();
    }
  },
  async replace(subjects, server, { replaced }, done) {
    for (const subject of subjects) {
      replaced.push(await step("Replaced all members of a group", () => replaceAllOf(subject, server)));
      done();
    }
  },
  async vitals(subjects, { origin }, results, done) {
    const subject = subjects.find(({ population }) => population.people === peopleOfPages) ?? subjects.at(-1);
    if (!subject) return;
    const { population, cookies } = subject;
    const turns = Math.min(mostVisits, Number(options.turns));
    const pages = await step("Visited the console", () => measureVitals(origin, population, cookies, turns));
    results.vitals = { people: population.people, pages };
    done();
  },
  async walks(subjects, _, { walks }, done) {
    for (const { population, client } of subjects) {
      const { people } = population;
      if (people < leastToWalk) continue;
      for (const kind of ["startIndex", "cursor"] as const) {
        walks.push(await step(`${people.toLocaleString("en")} people by ${kind}`, () => walk(client, people, kind)));
        done();
      }
    }
  },
};

async function measureAll(server: Server, subjects: Subject[], results: Results): Promise<void> {
  for (const people of sizes) {
    const before = await bytesOf(server.migrationDatabaseUrl);
    subjects.push(await step(`Seeded ${people.toLocaleString("en")} people`, () => makeSubject(server, people)));
    results.bytesPerPerson = ((await bytesOf(server.migrationDatabaseUrl)) - before) / people;
  }
  await step("Analyzed", () => analyze(server.migrationDatabaseUrl));
  const only = options.only.split(",");
  for (const [name, part] of Object.entries(parts))
    if (only.includes(name)) await part(subjects, server, results, () => save(results, options.publish));
  results.finished = true;
}

/** When somebody ends it: what was started is stopped all the same. */
const asked = () => new Promise<void>((resolve) => process.once("SIGINT", () => resolve()));

async function main(): Promise<void> {
  const folder = await makeTemporaryFolder("scale");
  const server = await startServer(folder.path);
  const subjects: Subject[] = [];
  const results: Results = {
    ...{ sizes, bytesPerPerson: 0, rows: [], replaced: [], walks: [], finished: false },
    vitals: { people: 0, pages: [] },
  };
  try {
    await Promise.race([measureAll(server, subjects, results), asked()]);
    say(`\n${save(results, options.publish)}`);
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
