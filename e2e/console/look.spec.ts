// How every screen looks and feels, whatever it shows: themes, widths, accessibility rules, the keyboard, what is not lost.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { runningServer } from "../fixtures/running-server.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

const { admin } = runningServer();
const screens = [
  ...["/", "/users", "/users/import", "/users/jobs", "/groups", "/groups/rules", "/licenses", "/licenses/exclusions"],
  ...[
    "/admins",
    "/admins/profile",
    "/reporting",
    "/activity-log",
    "/settings",
    "/settings?panel=sso",
    "/settings/scim",
    "/settings/scim/new",
    "/settings/scim/check",
  ],
];

/** Makes a configuration in the browser and answers its token, not yet copied. */
async function generateToken(page: Page): Promise<string> {
  await page.goto("/settings/scim");
  await page.getByRole("link", { name: "+ Add new SCIM configuration" }).click();
  await page.getByLabel("Name", { exact: true }).fill(`Look ${crypto.randomUUID()}`);
  await page.getByRole("button", { name: "Generate token" }).click();
  return await page.getByLabel("Access token").inputValue();
}

async function expectAccessible(page: Page, part = "html"): Promise<void> {
  // legacy mode: without frames to look into, a second page for the result only costs time
  const { violations } = await new AxeBuilder({ page }).include(part).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

async function expectNoWider(page: Page): Promise<void> {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(beyond, `${page.url()} is wider than the window`).toBeLessThanOrEqual(0);
}

test("the letters come with the page, once, and not when its style sheet has been read", async ({ page }) => {
  await page.goto("/sign-in");
  const fonts = await page.evaluate(async () => {
    await document.fonts.ready;
    const loaded = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return loaded.filter(({ name }) => name.endsWith(".woff2")).map(({ name, initiatorType }) => [name, initiatorType]);
  });
  expect(fonts).toEqual([[expect.stringContaining("/inter-latin-wght-normal."), "link"]]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [360, 1440]) {
    test(`no screen breaks an accessibility rule or its width: ${colorScheme}, ${width} px`, async ({ page }) => {
      test.slow(); // every screen is looked at, one after the other
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      for (const path of ["/sign-in/sso", "/sign-in"]) {
        await page.goto(path);
        await expectAccessible(page);
        await expectNoWider(page);
      }
      await signIn(page, admin, "/");
      for (const screen of screens) {
        await page.goto(screen);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
        await expectNoWider(page);
      }
    });
  }
}

test("the chosen theme stands in the server's first answer, and System takes it away", async ({ page }) => {
  const sentTheme = async () => /<html[^>]*data-theme="(\w+)"/.exec(await (await page.request.get("/")).text())?.[1];
  await signIn(page, admin, "/");
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect(await sentTheme()).toBe("dark");
  await page.getByRole("menuitemradio", { name: "System" }).click();
  expect(await sentTheme()).toBeUndefined();
});

test("leaving before the token was copied asks: by a link, by Back, by a reload", async ({ page }) => {
  await signIn(page, admin, "/");
  const token = await generateToken(page);
  const question = page.getByText("You have not copied this token. It will not be shown again.");

  await page.getByRole("link", { name: "Users", exact: true }).click();
  await expect(question).toBeVisible();
  await expectAccessible(page, "[role=alertdialog]");
  await page.getByRole("button", { name: "Stay on this page" }).click();

  await page.evaluate(() => history.back());
  await expect(question).toBeVisible();
  await page.getByRole("button", { name: "Stay on this page" }).click();

  const asked = page.waitForEvent("dialog");
  await page.evaluate(() => setTimeout(() => location.reload())); // page.reload() would wait for what is dismissed
  const dialog = await asked;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.dismiss();
  await expect(page.getByLabel("Access token")).toHaveValue(token);

  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
});

test("whoever leaves all the same is let go", async ({ page }) => {
  await signIn(page, admin, "/");
  await generateToken(page);
  await page.getByRole("link", { name: "Users", exact: true }).click();
  await page.getByRole("button", { name: "Leave anyway" }).click();
  await expect(page.getByRole("heading", { name: "Users", level: 1 })).toBeVisible();
});

test("a token that is downloaded carries the Tenant URL", async ({ page }) => {
  await signIn(page, admin, "/");
  const token = await generateToken(page);
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^Look-.*-access-token\.txt$/);
  const chunks = await (await download.createReadStream()).toArray();
  const text = Buffer.concat(chunks).toString();
  expect(text).toContain(token);
  expect(text).toContain("/scim/v2");
});

test("the Users table by keyboard: search keeps the focus, arrow keys walk the rows, Enter opens", async ({ page }) => {
  await signIn(page, admin, "/");
  const family = `Okafor${crypto.randomUUID().slice(0, 8)}`;
  const names = ["Ann", "Bo", "<b>Chidi</b>"].map((given) => `${given} ${family}`);
  const headers = { authorization: `Bearer ${await generateToken(page)}` };
  for (const displayName of names) {
    const data = { userName: `${crypto.randomUUID()}@example.com`, displayName };
    expect((await page.request.post("/scim/v2/Users", { headers, data })).status()).toBe(201);
  }
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await page.getByRole("link", { name: "Users", exact: true }).click();

  const search = page.getByLabel("Search by name, email or ID");
  await search.pressSequentially(family, { delay: 20 });
  await expect(page).toHaveURL(new RegExp(`q=${family}`));
  await expect(page.getByRole("row")).toHaveCount(4);
  await expect(search).toBeFocused();
  await expectAccessible(page);

  await page.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");

  await search.focus();
  for (const name of ["<b>Chidi</b>", "Ann"]) {
    await page.keyboard.press("ArrowDown");
    await expect(page.getByRole("link", { name: `${name} ${family}` })).toBeFocused();
  }
  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: `Bo ${family}` })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Bo ${family}`, level: 1 })).toBeVisible();
  await expectAccessible(page);
  for (const width of [360, 768, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    await expectNoWider(page);
  }
});
