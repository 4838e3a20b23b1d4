import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./bootstrap.mjs";
import { failure, step } from "./report.mjs";
import { runNode } from "./run.ts";
import { readIfExists } from "./secret-file.ts";

// What can change the pages. db/ and lib/ are bundled with them; server.ts and the command line are run as they are.
const sources = [
  "{app,components,lib,db,public}/**/*",
  "{proxy,instrumentation}.ts",
  "{next,postcss}.config.mjs",
  "scripts/eager-modules.ts",
  "package-lock.json",
  "tsconfig.json",
];
const stamp = path.join(root, ".next/built-from");

/** Builds the pages when a source changed since the last build. */
export async function buildIfChanged(signal?: AbortSignal): Promise<void> {
  const wanted = digestOfSources();
  if (readIfExists(stamp) === wanted) return;
  rmSync(stamp, { force: true }); // an interrupted build is no build
  await step("Built the pages", async () => {
    const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;
    const { code, stdout, stderr } = await runNode(["node_modules/next/dist/bin/next", "build"], { env, signal });
    if (code !== 0) throw failure("The pages could not be built.", stdout + stderr);
  });
  writeFileSync(stamp, wanted);
}

/** By content: a fresh checkout changes every date. */
function digestOfSources(): string {
  const digest = createHash("sha256");
  for (const entry of globSync(sources, { cwd: root, withFileTypes: true }).sort(byPath)) {
    if (!entry.isFile() || entry.name.endsWith(".test.ts")) continue;
    const file = path.join(entry.parentPath, entry.name);
    digest
      .update(`${path.relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return digest.digest("hex");
}

type Entry = { parentPath: string; name: string };

function byPath(one: Entry, other: Entry): number {
  return path.join(one.parentPath, one.name) < path.join(other.parentPath, other.name) ? -1 : 1;
}
