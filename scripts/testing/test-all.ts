import path from "node:path";
import { readEnv } from "../../lib/env.ts";
import { whenOrphaned } from "../bootstrap.mjs";
import { buildIfChanged } from "../build.ts";
import { findOrInstallChromium } from "../chromium.ts";
import { dim, duration, explain, failure, say } from "../report.mjs";
import { runNode } from "../run.ts";
import { check } from "./check.ts";
import { add, nothing, type Outcome, readPlaywright, readVitest } from "./outcome.ts";
import { makeTemporaryFolder, removeLeftBehind } from "./temporary-folder.ts";

/** On two idle cores everything takes about a quarter of an hour; a runner that hangs is ended and counts as failed. */
const limit = 60 * 60_000;

/** Runs the parts, prints the skipped tests and the line `N passed, N failed`, and returns the exit code. */
export async function testAll([part, ...rest]: string[]): Promise<number> {
  const parts = { unit: [testUnits], e2e: [testInBrowser] };
  if (part !== undefined && part !== "unit" && part !== "e2e") throw failure("npm test, npm test -- unit, or npm test -- e2e.");
  const chosen = part === undefined ? [testCheck, testUnits, testInBrowser] : parts[part];

  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => stop.abort());
  whenOrphaned(() => stop.abort());
  const folder = await makeTemporaryFolder("reports");
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(limit)]);
  let outcome = nothing;
  try {
    for (const run of chosen) {
      if (signal.aborted) break;
      outcome = add(outcome, await failuresCount(() => run({ reports: folder.path, args: rest, signal })));
    }
    if (signal.aborted) say(stop.signal.aborted ? "\nInterrupted." : `\nEnded after ${duration(limit)}.`);
  } finally {
    folder.remove();
    await removeLeftBehind();
  }
  if (signal.aborted) outcome = add(outcome, { ...nothing, failed: 1 });
  if (outcome.skipped.length > 0) say(`\n${outcome.skipped.length} skipped:`);
  for (const { title, reason } of outcome.skipped) say(`  ${title} ${dim(reason)}`);
  say(`\n${outcome.passed} passed, ${outcome.failed} failed`);
  return outcome.failed === 0 && outcome.passed > 0 ? 0 : 1;
}

type Run = { reports: string; args: string[]; signal: AbortSignal };

/** A part that cannot run at all is one failure. */
async function failuresCount(run: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await run();
  } catch (error) {
    explain(error);
    return { ...nothing, failed: 1 };
  }
}

async function testCheck({ signal }: Run): Promise<Outcome> {
  return (await check(signal)) ? nothing : { ...nothing, failed: 1 };
}

async function testUnits({ reports, args, signal }: Run): Promise<Outcome> {
  const report = path.join(reports, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await runNode(["node_modules/vitest/vitest.mjs", "run", ...reporters, ...args], { signal, show: true });
  return readVitest(report, code);
}

async function testInBrowser({ reports, args, signal }: Run): Promise<Outcome> {
  const { chromiumPath } = readEnv({ CHROMIUM_PATH: process.env.CHROMIUM_PATH });
  const chromium = await findOrInstallChromium(chromiumPath);
  await buildIfChanged(signal);
  const report = path.join(reports, "playwright.json");
  const env = { ...process.env, CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const cli = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"];
  const { code } = await runNode([...cli, ...args], { env, signal, show: true });
  return readPlaywright(report, code);
}
