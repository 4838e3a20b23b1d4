// `npm run fuzz -- --minutes 10` sends hostile requests to the endpoint; `npm run fuzz:filters -- --runs 20000` compares filters
// in SQL with the evaluator in memory.
import { longRun } from "./long-run.mjs";

const file = process.argv[2] === "filters" ? "db/filter.test.ts" : "lib/scim-endpoint/fuzz.test.ts";
await longRun(import.meta.url, [file], {
  seed: ["FUZZ_SEED"],
  minutes: ["FUZZ_MINUTES", "1"],
  runs: ["FUZZ_RUNS", "20000"],
});
