import { z } from "zod";
import { readIfExists } from "../secret-file.ts";

export type Outcome = { passed: number; failed: number; skipped: { title: string; reason: string }[] };

export const nothing: Outcome = { passed: 0, failed: 0, skipped: [] };

export function add(one: Outcome, other: Outcome): Outcome {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: [...one.skipped, ...other.skipped],
  };
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
});

/** What Vitest's JSON report says. A file that could not be loaded, and a runner that crashed, are failures too. */
export function readVitest(file: string, exitCode: number): Outcome {
  const report = read(file, vitestReport);
  const tests = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  const isRed = ({ status }: { status: string }) => status === "failed";
  const brokenFiles = report?.testResults.filter((result) => isRed(result) && !result.assertionResults.some(isRed)) ?? [];
  return orCrash(exitCode, {
    passed: tests.filter(({ status }) => status === "passed").length,
    failed: tests.filter(isRed).length + brokenFiles.length,
    skipped: tests
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName, status }) => ({ title: fullName, reason: status })),
  });
}

const playwrightTest = z.object({
  status: z.enum(["expected", "unexpected", "flaky", "skipped"]),
  annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
});
const playwrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(playwrightTest) })),
  get suites() {
    return z.array(playwrightSuite).optional();
  },
});
const playwrightReport = z.object({ suites: z.array(playwrightSuite), errors: z.array(z.unknown()) });

/** What Playwright's JSON report says. Errors outside of tests (setup, a file that does not load) are failures too. */
export function readPlaywright(file: string, exitCode: number): Outcome {
  const report = read(file, playwrightReport);
  const tests = report?.suites.flatMap(testsOf) ?? [];
  return orCrash(exitCode, {
    passed: tests.filter(({ status }) => status === "expected").length,
    failed: tests.filter(({ status }) => status === "unexpected" || status === "flaky").length + (report?.errors.length ?? 0),
    skipped: tests
      .filter(({ status }) => status === "skipped")
      .map(({ title, annotations }) => ({ title, reason: reasonOf(annotations) })),
  });
}

function testsOf(suite: z.infer<typeof playwrightSuite>): (z.infer<typeof playwrightTest> & { title: string })[] {
  const own = suite.specs.flatMap(({ title, tests }) => tests.map((test) => ({ ...test, title })));
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function reasonOf(annotations: z.infer<typeof playwrightTest>["annotations"]): string {
  return (
    annotations.find(({ type, description }) => (type === "skip" || type === "fixme") && description)?.description ??
    "no reason given"
  );
}

function orCrash(exitCode: number, outcome: Outcome): Outcome {
  return exitCode !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

function read<T>(file: string, schema: z.ZodType<T>): T | undefined {
  const text = readIfExists(file);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}
