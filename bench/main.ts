// `npm run bench`: the same work on ours and on what it is compared with, in turns, several rounds. `--quick` takes two minutes,
// `--only ours,floor` and `--work create,get` narrow it, `--processes 2` is WEB_CONCURRENCY of ours, `--publish` puts the tables into
// docs/performance.md. Started by scripts/bench.mjs.
import { parseArgs } from "node:util";
import { dim, say, step } from "../scripts/report.mjs";
import { makeTemporaryFolder } from "../scripts/testing/temporary-folder.ts";
import { startLoad } from "./children.ts";
import { type Contestant, startField } from "./contestants.ts";
import type { Measured } from "./load/process.ts";
import { keep, publish } from "./publish.ts";
import { keyOf, machine, markdown, type Samples } from "./report.ts";
import { type Work, works } from "./work.ts";

const clients = 16;
const list = (text: string | undefined) => text?.split(",");

function readOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string" },
      work: { type: "string" },
      rounds: { type: "string" },
      seconds: { type: "string" },
      processes: { type: "string", default: "1" },
      publish: { type: "boolean", default: false },
    },
  });
  const { quick } = values;
  return {
    publish: values.publish,
    processes: values.processes,
    only: list(values.only),
    works: works.filter(({ name }) => list(values.work)?.includes(name) ?? true),
    rounds: Number(values.rounds ?? (quick ? 1 : 4)),
    seconds: Number(values.seconds ?? (quick ? 1 : 2)),
  };
}

type Runner = Contestant & { load: ReturnType<typeof startLoad> };

async function measure({ title, load }: Runner, work: Work, seconds: number): Promise<Measured> {
  try {
    const { measured } = await load.order({ kind: "run", work: work.name, seconds });
    if (!measured) throw new Error("A run measures.");
    return measured;
  } catch (error) {
    throw new Error(`${title}, ${work.title}`, { cause: error });
  }
}

/** One round: every work on everybody, who begins with it changes. */
async function measureRound(runners: Runner[], chosen: Work[], round: number, seconds: number, samples: Samples): Promise<void> {
  for (const work of chosen) {
    for (const index of runners.keys()) {
      const runner = runners[(index + round) % runners.length];
      if (!runner || runner.lacks.includes(work.name)) continue;
      const measured = await measure(runner, work, seconds);
      const key = keyOf(work, runner);
      samples.set(key, [...(samples.get(key) ?? []), measured]);
    }
  }
}

async function main(): Promise<void> {
  const { only, processes, works: chosen, rounds, seconds, publish: isPublished } = readOptions();
  const folder = await makeTemporaryFolder("bench");
  const field = await startField(folder.path, { only, processes });
  const runners: Runner[] = field.contestants.map((contestant) => ({ ...contestant, load: startLoad() }));
  try {
    for (const { load, target, title, lacks } of runners) {
      const withGroups = !lacks.includes("members");
      await step(`Filled ${title}`, () => load.order({ kind: "open", target, clients, withGroups }));
    }
    await step("Warmed up", () => measureRound(runners, chosen, 0, 0.3, new Map()));
    const samples: Samples = new Map();
    for (let round = 1; round <= rounds; round++)
      await step(`Round ${round} of ${rounds}`, () => measureRound(runners, chosen, round, seconds, samples));
    const table = markdown(chosen, field.contestants, samples);
    say(`\n${table}`);
    say(dim(`Written to ${write(table, samples, { rounds, seconds, publish: isPublished })}`));
  } finally {
    for (const { load } of runners) await load.stop();
    await field.stop();
    folder.remove();
  }
}

function write(table: string, samples: Samples, how: { rounds: number; seconds: number; publish: boolean }): string {
  const about = { machine: machine(), clients, rounds: how.rounds, seconds: how.seconds };
  const text = `${table}\n${about.machine}; ${clients} clients, ${how.rounds} rounds of ${how.seconds} s, medians.\n`;
  if (how.publish) publish("performance.md", "bench", text);
  return keep("bench", { ...about, samples: Object.fromEntries(samples) }, text);
}

await main();
