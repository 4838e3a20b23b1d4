import { say, step } from "../report.mjs";
import { runNode } from "../run.ts";

/** Lints and type-checks everything; false when something was found, which is then printed. */
export async function check(signal?: AbortSignal): Promise<boolean> {
  const results = await Promise.all([
    tool("Linted and checked the format", ["node_modules/@biomejs/biome/bin/biome", "check", "--error-on-warnings"], signal),
    tool("Checked the types", ["node_modules/typescript/bin/tsc", "--noEmit", "--project", "."], signal),
  ]);
  return results.every(Boolean);
}

async function tool(label: string, args: string[], signal: AbortSignal | undefined): Promise<boolean> {
  const { code, stdout, stderr } = await step(label, () => runNode(args, { signal }));
  if (code !== 0) say(stdout + stderr);
  return code === 0;
}
