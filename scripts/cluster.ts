// Runs server.ts in WEB_CONCURRENCY processes that share the port and, beside the database, nothing else. Started by the launcher
// in place of server.ts; each process ends when this one does (exit-with-launcher.mjs comes along with the arguments of Node).
import cluster, { type Worker } from "node:cluster";
import { env } from "../lib/env.ts";

/** A process that dies is replaced after so many milliseconds. */
const replaceAfterMs = 500;

let stopping = false;
let serving = false;

cluster.setupPrimary({ exec: "server.ts" });
cluster.on("listening", () => {
  serving = true;
});
cluster.on("exit", (worker: Worker, code: number | null) => {
  // what none of them could ever do, the next one cannot either
  if (!serving) process.exit(code || 1);
  if (!stopping) {
    process.stderr.write(`Server process ${worker.process.pid} ended; starting another.\n`);
    setTimeout(() => stopping || cluster.fork(), replaceAfterMs);
  } else if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0);
});
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    stopping = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
  });
}

for (let started = 0; started < env.webConcurrency; started++) cluster.fork();
