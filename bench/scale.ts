// `npm run bench:scale`: the same questions to accounts of 1,000, 100,000 and 1,000,000 people on one server, in turns; how their
// cost grows is what counts. `--sizes 1000,100000` and `--turns 30` narrow it. Started by scripts/bench.mjs.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startApplication } from "../scripts/application.ts";
import { startEmbeddedDatabase } from "../scripts/embedded-database.ts";
import { freePort } from "../scripts/free-port.mjs";
import { say, step } from "../scripts/report.mjs";
import { makeTemporaryFolder } from "../scripts/testing/temporary-folder.ts";
import { machine, median } from "./report.ts";
import { type Client, scimClient } from "./scale/client.ts";
import type { Measure } from "./scale/measures.ts";
import { type Population, seed } from "./scale/seed.ts";
import { replaceAll, type Walk, walk } from "./scale/walks.ts";

const { values: options } = parseArgs({
  options: { sizes: { type: "string", default: "1000,100000,1000000" }, turns: { type: "string", default: "30" } },
});
const sizes = options.sizes.split(",").map(Number);

type Subject = { population: Population; client: Client };

async function start(dataDir: string) {
  const database = await startEmbeddedDatabase({ dataDir });
  const { databaseUrl, migrationDatabaseUrl } = database;
  const source = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "warn", APP_SECRET: crypto.randomUUID().repeat(2) },
    ...{ PORT: String(await freePort()), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SEED_DEMO: "0" },
    MIGRATION_DATABASE_URL: migrationDatabaseUrl,
  };
  const log = path.join(dataDir, "server.log");
  const application = await startApplication({ source, mode: "production", log });
  Object.assign(process.env, source); // for the queries of ours
  const stop = async () => {
    await application.stop();
    await database.stop();
  };
  return { url: `http://127.0.0.1:${source.PORT}/scim/v2`, migrationDatabaseUrl, stop };
}

/** The medians in milliseconds of one measure, by size. */
async function take(measure: Measure, subjects: Subject[]): Promise<number[]> {
  const took = subjects.map((): number[] => []);
  for (let turn = -2; turn < Number(options.turns); turn++) {
    for (const [index, { population, client }] of subjects.entries()) {
      const before = performance.now();
      await measure.run(population, client, turn + 2);
      if (turn >= 0) took[index]?.push(performance.now() - before);
    }
  }
  return took.map(median);
}

const row = (cells: string[]) => `| ${cells.join(" | ")} |`;
const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));

function tableOf(rows: { measure: Measure; medians: number[] }[]): string {
  const head = ["median, ms", ...sizes.map((size) => size.toLocaleString("en")), "ratio", "goal"];
  const lines = rows.map(({ measure, medians }) => {
    const ratio = (medians.at(-1) ?? 0) / (medians[0] ?? 1);
    return row([measure.title, ...medians.map(ms), ratio.toFixed(2), measure.goal === undefined ? "" : `≤ ${measure.goal}`]);
  });
  return [row(head), row(["---", ...head.slice(1).map(() => "---:")]), ...lines, ""].join("\n");
}

function walksOf(rows: { people: number; walk: Walk }[]): string {
  const head = ["a page of 100, ms", "people", "at the beginning", "at the end", "ratio", "all, s"];
  const lines = rows.map(({ people, walk }) =>
    row([
      walk.title,
      people.toLocaleString("en"),
      ms(walk.firstPage),
      ms(walk.lastPages),
      (walk.lastPages / walk.firstPage).toFixed(2),
      walk.seconds.toFixed(1),
    ]),
  );
  return [row(head), row(["---", ...head.slice(1).map(() => "---:")]), ...lines, ""].join("\n");
}

async function main(): Promise<void> {
  const folder = await makeTemporaryFolder("scale");
  const { url, migrationDatabaseUrl, stop } = await start(folder.path);
  const subjects: Subject[] = [];
  try {
    for (const people of sizes) {
      const label = `Seeded ${people.toLocaleString("en")} people`;
      const population = await step(label, () => seed(migrationDatabaseUrl, people));
      subjects.push({ population, client: scimClient(url, population.token) });
    }
    await step("Analyzed", () => analyze(migrationDatabaseUrl));
    const { measures } = await import("./scale/measures.ts");
    const rows = [];
    for (const measure of measures) {
      const medians = await take(measure, subjects);
      rows.push({ measure, medians });
      say(row([measure.title, ...medians.map(ms)]));
    }
    const walks = [];
    for (const { population, client } of subjects) {
      for (const kind of ["startIndex", "cursor"] as const)
        walks.push({ people: population.people, walk: await walk(client, kind) });
    }
    const replaced = [];
    for (const { population, client } of subjects) replaced.push(await replaceAll(population, client));
    const told = replaced.map(
      ({ members, ms: took }) => `${members.toLocaleString("en")} members, ten of them new: ${ms(took)} ms.`,
    );
    const text = [tableOf(rows), walksOf(walks), ...told, "", machine(), ""].join("\n");
    say(`\n${text}`);
    const results = path.join(import.meta.dirname, "results");
    mkdirSync(results, { recursive: true });
    writeFileSync(path.join(results, "scale.md"), text);
    writeFileSync(
      path.join(results, "scale.json"),
      JSON.stringify({ rows, walks, replaced, sizes, machine: machine() }, null, 2),
    );
  } finally {
    for (const { client } of subjects) client.close();
    await stop();
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
