// `npm run lighthouse`: Users, a profile and SCIM Setup with 10,000 people as Lighthouse scores them, desktop and mobile, the median
// of three runs. `--runs 1`, `--page Users` and `--form mobile` ask for less, `--publish` puts the table into docs/performance.md.
// Ends with 1 when a goal is missed. Started by scripts/bench.mjs.
import { mkdirSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import lighthouse, { desktopConfig } from "lighthouse";
import { type BrowserContext, chromium } from "playwright";
import { readEnv } from "../lib/env.ts";
import { startApplication } from "../scripts/application.ts";
import { root } from "../scripts/bootstrap.mjs";
import { findOrInstallChromium } from "../scripts/chromium.ts";
import { firstSync } from "../scripts/first-sync.ts";
import { freePort } from "../scripts/free-port.mjs";
import { say, step } from "../scripts/report.mjs";
import { makeTemporaryFolder } from "../scripts/testing/temporary-folder.ts";
import { keep, publish } from "./publish.ts";
import { machine, median } from "./report.ts";
import { table } from "./table.ts";

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    people: { type: "string", default: "10000" },
    page: { type: "string" },
    form: { type: "string" },
    publish: { type: "boolean", default: false },
  },
});
/** Was this one of several asked for? All are unless one is named. */
const isAsked = (asked: string | undefined) => (name: string) => asked === undefined || asked === name;

const goals = { performance: 95, accessibility: 100, "best-practices": 100 } as const;
const categories = Object.keys(goals) as (keyof typeof goals)[]; // exactly its keys
const forms = { desktop: desktopConfig, mobile: undefined } as const;
const admin = { email: "admin@example.com", password: crypto.randomUUID() };

/** An open page asks for changes for ever, so the silence that Lighthouse waits for never comes. In milliseconds. */
const longestLoad = 15_000;

type Scores = Record<keyof typeof goals, number>;
type Line = { page: string; form: string; scores: Scores; below: string[] };

/** One load of one page by somebody who is signed in; what scored below 1 of 1 is named. */
async function score(url: string, port: number, form: keyof typeof forms, reports: string): Promise<Omit<Line, "page" | "form">> {
  const flags = { port, disableStorageReset: true, output: "html", logLevel: "error", maxWaitForLoad: longestLoad } as const;
  const result = await lighthouse(url, { ...flags, onlyCategories: [...categories] }, forms[form]);
  if (!result) throw new Error(`Lighthouse measured nothing at ${url}.`);
  const { lhr, report } = result;
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}.`);
  writeFileSync(path.join(reports, `${form}-${new URL(url).pathname.replaceAll("/", "-")}.html`), [report].flat().join(""));
  const scores = Object.fromEntries(
    categories.map((name) => [name, Math.round(100 * (lhr.categories[name]?.score ?? 0))]),
  ) as Scores; // a number for each category
  const audits = categories.flatMap((name) => lhr.categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0);
  const below = audits.flatMap(({ id }) => {
    const audit = lhr.audits[id];
    return audit && audit.score !== null && audit.score < 0.9 ? [`${audit.title} ${audit.displayValue ?? ""}`.trim()] : [];
  });
  return { scores, below };
}

/** The addresses to measure, the person's being the first of the table. */
async function signIn(context: BrowserContext, origin: string): Promise<Record<string, string>> {
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${origin}/`);
  await page.goto(`${origin}/users`);
  const person = await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().getAttribute("href");
  await page.close();
  return { Users: `${origin}/users`, "A profile": `${origin}${person}`, "SCIM Setup": `${origin}/settings/scim` };
}

async function measure(origin: string, folder: string, reports: string): Promise<Line[]> {
  const executablePath = await findOrInstallChromium(readEnv(process.env).chromiumPath);
  const port = await freePort();
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", `--remote-debugging-port=${port}`];
  const context = await chromium.launchPersistentContext(path.join(folder, "browser"), { executablePath, args });
  try {
    const lines: Line[] = [];
    const addresses = Object.entries(await signIn(context, origin)).filter(([page]) => isAsked(options.page)(page));
    const asked = (Object.keys(forms) as (keyof typeof forms)[]).filter(isAsked(options.form)); // exactly its keys
    for (const [page, url] of addresses) {
      for (const form of asked) {
        const runs = await step(`${page}, ${form}`, () => repeat(() => score(url, port, form, reports)));
        const scores = Object.fromEntries(
          categories.map((name) => [name, median(runs.map((run) => run.scores[name]))]),
        ) as Scores; // a number for each category
        say(`  ${categories.map((name) => `${name} ${scores[name]}`).join(", ")}`);
        lines.push({ page, form, scores, below: [...new Set(runs.flatMap(({ below }) => below))] });
      }
    }
    return lines;
  } finally {
    await context.close();
  }
}

async function repeat<Result>(once: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let run = 0; run < Number(options.runs); run++) results.push(await once());
  return results;
}

/** The scores by page and form; below, why a performance is no 100. */
function markdown(lines: Line[]): string {
  const rows = lines.map(({ page, form, scores }) => [`${page}, ${form}`, ...categories.map((name) => String(scores[name]))]);
  const why = lines
    .filter(({ below }) => below.length > 0)
    .map(({ page, form, below }) => `${page}, ${form}: ${below.join("; ")}.`);
  return [table(["median of the runs", ...categories], rows), ...why].join("\n");
}

async function main(): Promise<number> {
  const folder = await makeTemporaryFolder("lighthouse");
  const reports = path.join(root, "bench/results/lighthouse");
  mkdirSync(reports, { recursive: true });
  const source = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "warn", PORT: String(await freePort()) },
    ...{ DATA_DIR: folder.path, ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password },
  };
  const application = await startApplication({ source, mode: "production", log: path.join(folder.path, "server.log") });
  try {
    const people = Number(options.people);
    await step(`${people.toLocaleString("en")} people came over SCIM`, () =>
      firstSync(application.environment, { people, groups: 40 }),
    );
    const load = loadavg()[0] ?? 0;
    const lines = await measure(application.origin, folder.path, reports);
    const about = `${people.toLocaleString("en")} people; ${machine()}; load ${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after.`;
    const text = `${markdown(lines)}\n${about}\n`;
    say(`\n${text}`);
    keep("lighthouse", lines, text);
    if (options.publish) publish("performance.md", "lighthouse", text);
    return lines.every(({ scores }) => categories.every((name) => scores[name] >= goals[name])) ? 0 : 1;
  } finally {
    await application.stop();
    folder.remove();
  }
}

// an open page asks for changes for ever, so Lighthouse stops waiting for silence and leaves a watcher of the closed page behind
process.on("unhandledRejection", (error) => {
  if (!(error instanceof Error) || !error.message.includes("Session closed")) throw error;
});
process.exit(await main());
