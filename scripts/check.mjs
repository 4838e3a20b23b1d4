// `npm run check`: lint, format and types of everything, side by side.
import { spawn } from "node:child_process";
import { bootstrap } from "./bootstrap.mjs";
import { explain, failure, step } from "./report.mjs";

export async function check() {
  const results = await Promise.all([
    tool("Lint and format", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"]),
    tool("Types", "typescript/bin/tsc", ["--noEmit", "--project", "."]),
  ]);
  return results.every(Boolean);
}

async function tool(label, script, args) {
  const { code, output } = await step(label, () => run([`node_modules/${script}`, ...args]));
  if (code !== 0) process.stdout.write(output);
  return code === 0;
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

if (import.meta.filename === process.argv[1]) {
  try {
    await bootstrap(import.meta.filename);
    if (!(await check())) throw failure("The check failed.");
  } catch (error) {
    explain(error);
    process.exitCode = 1;
  }
}
