import { type Browser, type BrowserContext, chromium, type Page } from "playwright";
import { readEnv } from "../../lib/env.ts";
import { findOrInstallChromium } from "../../scripts/chromium.ts";
import { median } from "../report.ts";
import type { Population } from "./seed.ts";

/** Milliseconds, of the layout shift a score; medians over visits with nothing in the browser's cache. */
export type Vitals = { page: string } & Measured;
type Measured = { firstByte: number; whole: number; lcp: number; cls: number; tbt: number; inp: number };

type Visit = { page: string; path: string; use(page: Page): Promise<unknown> };

/** What an admin does first on each page; everywhere they also look for somebody by the command menu. */
const visits = (person: string): Visit[] => [
  { page: "Home", path: "/", use: (page) => page.getByRole("main").click() },
  {
    page: "Users",
    path: "/users",
    async use(page) {
      const all = page.getByRole("checkbox", { name: "Select all on this page" });
      await all.click();
      await all.click();
    },
  },
  {
    page: "A profile",
    path: `/users/${person}`,
    async use(page) {
      for (const tab of await page.getByRole("tab").all()) await tab.click();
    },
  },
  { page: "Reporting", path: "/reporting", use: (page) => page.getByLabel("From", { exact: true }).click() },
];

/** What the browser tells of a page from its beginning on; read by `measured`. */
function observe(): void {
  const seen = { lcp: 0, cls: 0, tbt: 0, inp: 0 };
  Object.assign(globalThis, { seen });
  type Entry = PerformanceEntry & { value?: number; hadRecentInput?: boolean; interactionId?: number };
  const watch = (type: string, look: (entry: Entry) => void, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true, ...more });
  watch("largest-contentful-paint", ({ startTime }) => {
    seen.lcp = startTime;
  });
  watch("layout-shift", ({ hadRecentInput, value = 0 }) => {
    if (!hadRecentInput) seen.cls += value;
  });
  watch("longtask", ({ duration }) => {
    seen.tbt += duration - 50;
  });
  const interaction = ({ interactionId = 0, duration }: Entry) => {
    if (interactionId > 0) seen.inp = Math.max(seen.inp, duration);
  };
  watch("event", interaction, { durationThreshold: 16 });
}

const measured = (page: Page): Promise<Measured> =>
  page.evaluate(async () => {
    // what is begun is done, scripts included, and a frame on the last entries are delivered
    await new Promise((idle) => requestIdleCallback(idle));
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    const [navigation] = performance.getEntriesByType("navigation");
    if (!(navigation instanceof PerformanceNavigationTiming)) throw new Error("A page was navigated to.");
    const { requestStart, responseStart, responseEnd } = navigation;
    const { seen } = globalThis as unknown as { seen: { lcp: number; cls: number; tbt: number; inp: number } }; // by observe()
    return { firstByte: responseStart - requestStart, whole: responseEnd - requestStart, ...seen };
  });

/** One visit: everything arrives, with what is streamed, then the page is used. */
async function visit(browser: Browser, origin: string, cookies: string, { path, use }: Visit): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    await signInto(context, origin, cookies);
    const page = await context.newPage();
    await page.addInitScript(observe);
    await page.goto(`${origin}${path}`, { waitUntil: "load" });
    const { lcp, cls, tbt } = await measured(page);
    await use(page);
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("person", { delay: 30 });
    await page.keyboard.press("Escape");
    return { ...(await measured(page)), lcp, cls, tbt };
  } finally {
    await context.close();
  }
}

const signInto = (context: BrowserContext, url: string, cookies: string) =>
  context.addCookies(
    cookies.split("; ").map((cookie) => {
      const [name = "", ...value] = cookie.split("=");
      return { name, value: value.join("="), url };
    }),
  );

/** The Web Vitals of pages of the console, each visited so many times, in turns. */
export async function measureVitals(origin: string, { scope }: Population, cookies: string, turns: number): Promise<Vitals[]> {
  const { sql } = await import("../../db/client.ts");
  const [person] = await sql()<{ id: string }[]>`
    select id from users where account_id = ${scope.accountId} order by id limit 1`;
  const executablePath = await findOrInstallChromium(readEnv(process.env).chromiumPath);
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const pages = visits(person?.id ?? "").map((one) => ({ one, took: [] as Measured[] })); // filled below
    // the first turn warms up
    for (let turn = -1; turn < turns; turn++)
      for (const { one, took } of pages) {
        const seen = await visit(browser, origin, cookies, one);
        if (turn >= 0) took.push(seen);
      }
    return pages.map(({ one, took }) => {
      const of = (name: keyof Measured) => median(took.map((seen) => seen[name]));
      return {
        page: one.page,
        ...{ firstByte: of("firstByte"), whole: of("whole"), lcp: of("lcp"), cls: of("cls"), tbt: of("tbt"), inp: of("inp") },
      };
    });
  } finally {
    await browser.close();
  }
}
