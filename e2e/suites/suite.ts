import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Configuration } from "../fixtures/account-maker.ts";
import { expect, test } from "../fixtures/test.ts";

/** A check of a suite that failed; `why` is for the person who reads the report. */
export type Failure = { check: string; why: string };

/** Where our decisions and a suite differ: the check fails, for this reason. */
export type Deviation = { step: string; check: string; reason: string };

export type Variables = Map<string, string>;

/** One request of a suite with its checks; it may read and set variables. */
export type Step = { title: string; run(variables: Variables): Promise<Failure[]> };

type Suite = {
  /** File below ../shared/conformance. */
  file: string;
  read(text: string): Step[];
  /** What the suite expects to be there, and its variables. */
  prepare(configuration: Configuration): Promise<Record<string, string>>;
  deviations: Deviation[];
};

const folder = join(import.meta.dirname, "../../../shared/conformance");

/** A public suite as tests, one for each request, in its order; the checks that fail are exactly the deviations. */
export function testSuite({ file, read, prepare, deviations }: Suite): void {
  const path = join(folder, file);
  if (!existsSync(path)) {
    test(`the suite ${file}`, () => test.skip(true, `${file} is not in ../shared/conformance`));
    return;
  }
  test.describe.configure({ mode: "serial" }); // a request needs what those before it made
  const steps = numbered(read(readFileSync(path, "utf8")));
  let variables: Variables;
  test.beforeAll(async ({ accountMaker, origin }) => {
    const { configuration } = await accountMaker.make();
    variables = new Map(Object.entries(await prepare({ ...configuration, tenantUrl: `${origin}/scim/v2` })));
  });

  for (const { title, run } of steps) {
    test(title, async () => {
      const expected = deviations.filter(({ step }) => step === title);
      const failures = await run(variables);
      const explained = failures.map(({ check, why }) => `${check}: ${why}`).join("\n");
      expect(failures.map(({ check }) => check).sort(), explained).toEqual(expected.map(({ check }) => check).sort());
    });
  }

  test("every deviation names a request of the suite", () => {
    const titles = steps.map(({ title }) => title);
    expect(deviations.map(({ step }) => step).filter((step) => !titles.includes(step))).toEqual([]);
  });
}

/** Titles that occur again get a number: Playwright wants each once. */
function numbered(steps: Step[]): Step[] {
  const seen = new Map<string, number>();
  return steps.map((step) => {
    const times = (seen.get(step.title) ?? 0) + 1;
    seen.set(step.title, times);
    return times === 1 ? step : { ...step, title: `${step.title} (${times})` };
  });
}

/** Puts `{{name}}` values in; an unknown name stays as it is. */
export const fill = (text: string, variables: Variables): string =>
  text.replace(/\{\{([^{}]+)\}\}/g, (whole, name: string) => variables.get(name) ?? whole);

export type Received = { status: number; text: string };

/** Sends a request as the suite spells it. Bytes, because fetch gives text a content type of its own. */
export async function send(method: string, url: string, headers: Headers, body: string | undefined): Promise<Received> {
  const content = body === undefined || method === "GET" ? {} : { body: Buffer.from(body) };
  const response = await fetch(url, { method, headers, ...content });
  return { status: response.status, text: await response.text() };
}
