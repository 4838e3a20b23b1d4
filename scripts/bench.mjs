// `npm run bench`, `bench:scale`, `soak` and `lighthouse`. What the first and the last need is installed into bench/node_modules when first run.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { bootstrap, root } from "./bootstrap.mjs";
import { explain, failure, step } from "./report.mjs";

const folder = path.join(root, "bench");
const read = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** npm writes its own lock file last, so an interrupted installation has none. */
function isInstalled() {
  const installed = JSON.parse(read(path.join(folder, "node_modules/.package-lock.json")) ?? '{"packages":{}}').packages;
  const wanted = JSON.parse(read(path.join(folder, "package.json"))).dependencies;
  return Object.entries(wanted).every(([name, version]) => installed[`node_modules/${name}`]?.version === version);
}

async function install() {
  const { spawnSync } = await import("node:child_process");
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw failure("What is measured with could not be installed.", stdout + stderr);
}

try {
  await bootstrap(import.meta.url);
  const [first, ...others] = process.argv.slice(2);
  const alone = ["scale", "soak", "lighthouse"].find((name) => name === first);
  if ((!alone || alone === "lighthouse") && !isInstalled()) await step("Installed what is measured with", install);
  const { runNode } = await import("./run.ts");
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) process.on(name, () => stop.abort());
  const args = alone ? [`bench/${alone}.ts`, ...others] : ["bench/main.ts", ...process.argv.slice(2)];
  const { code } = await runNode(args, { signal: stop.signal, show: true });
  process.exit(code);
} catch (error) {
  explain(error);
  process.exit(1);
}
