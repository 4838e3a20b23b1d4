// `npm run model -- --runs 500 --minutes 60`: lives of accounts by chance, the database against a model in memory.
import { longRun } from "./long-run.mjs";

await longRun(import.meta.url, ["db/queries/lives.model.test.ts"], {
  seed: ["MODEL_SEED"],
  runs: ["MODEL_RUNS", "500"],
  minutes: ["MODEL_MINUTES", "60"],
});
