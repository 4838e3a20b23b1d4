import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./launcher-lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "account-center-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a folder is held by one launcher until it is given back", () => {
  const unlock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`process ${process.pid}`);
  unlock();
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

test("the lock of a launcher that is gone is taken over, also when its number belongs to another program by now", () => {
  const lock = path.join(folder, "launcher.lock");
  for (const pid of [process.pid, 2 ** 22 + 1]) {
    writeFileSync(lock, JSON.stringify({ pid, identity: "started long ago" }));
    const unlock = lockFolder(folder);
    expect(JSON.parse(readFileSync(lock, "utf8")).identity).not.toBe("started long ago");
    unlock();
  }
});

test("a lock that was cut off while it was written is no obstacle", () => {
  writeFileSync(path.join(folder, "launcher.lock"), "{");
  lockFolder(folder)();
});
