import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readPlaywright, readVitest } from "./outcome.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "account-center-outcome-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const named = (status: string) => ({ status, fullName: `a test that is ${status}` });

test("Vitest: tests are counted by status, and what was skipped is named", () => {
  const file = report({
    testResults: [
      { status: "failed", assertionResults: [named("passed"), named("failed"), named("todo")] },
      { status: "passed", assertionResults: [named("passed"), named("skipped")] },
    ],
  });
  expect(readVitest(file, 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: [
      { title: "a test that is todo", reason: "todo" },
      { title: "a test that is skipped", reason: "skipped" },
    ],
  });
});

test("Vitest: a file that could not be loaded is a failure", () => {
  expect(readVitest(report({ testResults: [{ status: "failed", assertionResults: [] }] }), 1).failed).toBe(1);
});

test("a runner that crashed is a failure, with or without its report", () => {
  expect(readVitest(path.join(folder, "none.json"), 1).failed).toBe(1);
  expect(readVitest(report({ testResults: [{ status: "passed", assertionResults: [named("passed")] }] }), 1).failed).toBe(1);
  expect(readPlaywright(path.join(folder, "none.json"), 1).failed).toBe(1);
});

const spec = (title: string, status: string, description?: string) => ({
  title,
  tests: [{ status, annotations: description ? [{ type: "skip", description }] : [] }],
});

test("Playwright: tests of all nested suites are counted, skipped ones with their reason, flaky ones as failed", () => {
  const file = report({
    errors: [],
    suites: [
      {
        specs: [spec("one", "expected"), spec("two", "unexpected")],
        suites: [{ specs: [spec("three", "flaky"), spec("four", "skipped", "no clipboard here"), spec("five", "skipped")] }],
      },
    ],
  });
  expect(readPlaywright(file, 1)).toEqual({
    passed: 1,
    failed: 2,
    skipped: [
      { title: "four", reason: "no clipboard here" },
      { title: "five", reason: "no reason given" },
    ],
  });
});

test("Playwright: an error outside of tests is a failure", () => {
  expect(readPlaywright(report({ errors: [{ message: "global setup" }], suites: [] }), 1).failed).toBe(1);
});
