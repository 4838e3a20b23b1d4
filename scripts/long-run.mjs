// Runs tests of `npm test` for longer. What the command line says, `--name value`, becomes environment variables that they read;
// `--seed N` repeats what a run printed.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { bootstrap } from "./bootstrap.mjs";
import { explain, failure, say } from "./report.mjs";

/** `variables`: option → [environment variable, default]. Ends the process with the exit code of the tests. */
export async function longRun(url, files, variables) {
  try {
    await bootstrap(url);
    const { runNode } = await import("./run.ts");
    const { seed, env } = readArguments(variables);
    say(`Seed ${seed}`);
    const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "database", "--maxWorkers=1", ...files];
    const stop = new AbortController();
    for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => stop.abort());
    const { code } = await runNode(args, { env: { ...process.env, ...env }, signal: stop.signal, show: true });
    process.exit(code);
  } catch (error) {
    explain(error);
    process.exit(1);
  }
}

/** A seed of its own for every run: its default is left out. */
function readArguments(variables) {
  const options = Object.fromEntries(Object.keys(variables).map((name) => [name, { type: "string" }]));
  const { values } = parseArgs({ options, allowPositionals: true });
  const given = Object.entries(variables).map(([name, [variable, standard = String(randomInt(2 ** 31))]]) => {
    const value = values[name] ?? standard;
    if (!(Number(value) >= 0)) throw failure(`--${name} takes a number.`);
    return { name, variable, value };
  });
  return {
    seed: given.find(({ name }) => name === "seed").value,
    env: Object.fromEntries(given.map(({ variable, value }) => [variable, value])),
  };
}
