import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "account-center-exit-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process of the launcher, or of one of its processes, which inherit its options. */
function start(name: string, source: string) {
  const file = path.join(folder, name);
  writeFileSync(file, source);
  return fork(file, { execArgv: ["--import", path.resolve("scripts/exit-with-launcher.mjs")] });
}

test("the server stops in good order when its launcher is gone", async () => {
  const server = start(
    "server.ts",
    "process.once('SIGTERM', () => process.exit(7)); process.send('ready'); setInterval(() => {}, 1000);",
  );
  await once(server, "message");
  server.disconnect();
  expect(await once(server, "exit")).toEqual([7, null]);
});

test("another process stays as long as whoever started it may have something to say", async () => {
  const worker = start("worker.js", "process.on('message', (word) => process.send(word)); process.send('ready');");
  await once(worker, "message");
  worker.send("hello");
  expect(await Promise.race([once(worker, "message"), once(worker, "exit")])).toEqual(["hello", undefined]);
  worker.disconnect();
  await once(worker, "exit");
});
