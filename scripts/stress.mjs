// `npm run stress -- --rounds 1000 --minutes 30 --kills 20`: mixed changes, 200 at once, first alone, then while connections are cut
// and PostgreSQL is killed.
import { longRun } from "./long-run.mjs";

await longRun(import.meta.url, ["db/queries/lives.race.test.ts", "db/queries/lives.crash.test.ts"], {
  seed: ["STRESS_SEED"],
  rounds: ["STRESS_ROUNDS", "1000"],
  minutes: ["STRESS_MINUTES", "30"],
  kills: ["STRESS_KILLS", "20"],
});
