// `npm run fuzz -- --minutes 10` sends hostile requests to the endpoint; `npm run fuzz:filters -- --runs 20000` compares filters
// in SQL with the evaluator in memory. The same tests as in `npm test`, for longer. `--seed N` repeats what a run printed.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { bootstrap } from "./bootstrap.mjs";
import { explain, failure, say } from "./report.mjs";

const targets = {
  requests: "lib/scim-endpoint/fuzz.test.ts",
  filters: "db/filter.test.ts",
};

function readArguments() {
  const options = { minutes: { type: "string" }, runs: { type: "string" }, seed: { type: "string" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [target = "requests"] = positionals;
  if (!Object.hasOwn(targets, target)) throw failure("npm run fuzz, or npm run fuzz:filters.");
  const { minutes = "1", runs = "20000", seed = String(randomInt(2 ** 31)) } = values;
  for (const [name, value] of Object.entries({ minutes, runs, seed }))
    if (!(Number(value) >= 0)) throw failure(`--${name} takes a number.`);
  return { file: targets[target], env: { FUZZ_MINUTES: minutes, FUZZ_RUNS: runs, FUZZ_SEED: seed } };
}

try {
  await bootstrap(import.meta.url);
  const { runNode } = await import("./run.ts");
  const { file, env } = readArguments();
  say(`Seed ${env.FUZZ_SEED}`);
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "database", file];
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => stop.abort());
  const { code } = await runNode(args, { env: { ...process.env, ...env }, signal: stop.signal, show: true });
  process.exit(code);
} catch (error) {
  explain(error);
  process.exit(1);
}
