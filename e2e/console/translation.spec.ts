// The console in another language. In this translation every text stands in ⟦brackets⟧, so what is said outside of them is data,
// or something that no translator would ever see.
import { readFileSync, writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { freePort } from "../../scripts/free-port.mjs";
import { catalogue } from "../../scripts/messages.ts";
import { keepServerRunning } from "../../scripts/server-process.ts";
import { runningServer } from "../fixtures/running-server.ts";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { test as base, expect } from "../fixtures/test.ts";
import { watchConsole } from "./watch-console.ts";

const bracket = (text: string) => `⟦${text}⟧`;

/** A server of the test's own, whose texts are in brackets. */
const test = base.extend<object, { origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const { MIGRATION_DATABASE_URL: _, ADMIN_PASSWORD: __, ...environment } = runningServer().environment;
      const messages = `${environment.DATA_DIR}/en-XA.json`;
      const texts: Record<string, string | Record<string, string>> = JSON.parse(readFileSync(catalogue, "utf8"));
      const translated = Object.entries(texts).map(([key, text]) => [
        key,
        typeof text === "string"
          ? bracket(text)
          : Object.fromEntries(Object.entries(text).map(([form, noun]) => [form, bracket(noun)])),
      ]);
      writeFileSync(messages, JSON.stringify(Object.fromEntries(translated)));
      const port = String(await freePort());
      const env = { ...environment, PORT: port, MESSAGES: messages, DATABASE_POOL_SIZE: "5" };
      const server = await keepServerRunning({ env, log: `${environment.DATA_DIR}/translated.log` });
      await use(`http://127.0.0.1:${port}`);
      await server.stop();
    },
    { scope: "worker" },
  ],
});

/** What a page says beside its texts: addresses, dates, initials, and names of people, products, browsers and IdPs. */
const data = [
  /\S+@\S+/g,
  /https?:\S*/g,
  /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* \d+(, \d{4})?/g,
  /\b\d+:\d+ (AM|PM)\b/g,
  /\b\d+ (second|minute|hour|day)s? ago\b|\bin \d+ (minute|hour|day)s?\b|\b(now|today|tomorrow|yesterday)\b/g,
  /\d{4}-\d\d-\d\d( \d\d:\d\d(:\d\d)? UTC)?/g,
  /alt\+T/g, // where Sonner's notices are reached
  /\b\p{Lu}{1,2}\b/gu,
  /Okta|OneLogin|(Microsoft )?Entra ID|Safari|Chrome|Linux/g,
  /Sales Navigator|Learning|Elevate|Core|Advanced Plus|Advanced|TeamLink Extend/g,
];

/** Everything that somebody reads or hears on the page, without what stands in brackets. */
async function untranslated(page: Page, known: readonly string[]): Promise<string[]> {
  const said = await page.evaluate(() => {
    const attributes = ["aria-label", "title", "placeholder", "alt"];
    const heard = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join())].flatMap((element) =>
      element.closest("svg") ? [] : attributes.flatMap((name) => element.getAttribute(name) ?? []),
    );
    const foreign = "code, kbd, .font-mono, body [lang], script, style";
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const read: string[] = [];
    while (texts.nextNode())
      if (!texts.currentNode.parentElement?.closest(foreign)) read.push(texts.currentNode.textContent ?? "");
    return [document.title.replace(" · Account Center", ""), read.join(" "), ...heard];
  });
  const without = (text: string): string => {
    const shorter = text.replace(/⟦[^⟦⟧]*⟧/g, " ");
    return shorter === text ? text : without(shorter);
  };
  return said
    .map(without)
    .map((line) => known.reduce((rest, name) => rest.replaceAll(name, ""), line))
    .map((line) => data.reduce((rest, pattern) => rest.replace(pattern, ""), line))
    .filter((line) => /\p{L}/u.test(line));
}

test("every screen speaks the language of its translation, in the browser as on the server", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  test.slow(); // every screen is opened
  const admin = await makeAdmin(account);
  const person = (await scim().post("/Users", { userName: "ann@example.com", displayName: "Ann Lee", title: "Analyst" })).body;
  const group = (await scim().post("/Groups", { displayName: "Sales EMEA", members: [{ value: person.id }] })).body;
  const names = [account, "Somebody", "Ann Lee", "Analyst", "Sales EMEA", "Test", admin.email, "Account Center"];
  const screens = [
    ...["/", "/users", `/users/${person.id}`, "/users/import", "/users/jobs", "/groups", `/groups/${group.id}`, "/groups/rules"],
    ...["/licenses", "/licenses/exclusions", "/admins", "/admins/profile", "/reporting", "/activity-log"],
    ...["/settings", "/settings?panel=sso", "/settings?panel=api", "/settings?panel=notifications", "/settings/scim"],
    ...["/settings/scim/new", `/settings/scim/${configuration.configurationId}`, "/settings/scim/check", "/nowhere"],
  ];
  const seen = watchConsole(page);
  const found: Record<string, string[]> = {};
  const look = async (path: string) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/\S/);
    const rest = await untranslated(page, names);
    if (rest.length > 0) found[path] = rest;
  };
  for (const path of ["/sign-in", "/sign-in/sso"]) await look(path);
  await signIn(page, admin, "/");
  for (const path of screens) await look(path);
  expect(found).toEqual({});
  expect(seen.filter((text) => !text.includes("404"))).toEqual([]); // server and browser say the same
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
});

test("what a server action answers is translated", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/groups");
  await page.getByRole("button", { name: "⟦Create group⟧" }).click();
  await page.getByRole("dialog").getByLabel("⟦Name⟧").fill("   ");
  await page.getByRole("dialog").getByRole("button", { name: "⟦Create group⟧" }).click();
  await expect(page.getByText("⟦Give the group a name.⟧")).toBeVisible();
});
