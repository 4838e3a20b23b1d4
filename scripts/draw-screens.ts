import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { chromium, type Page } from "playwright";
import { readEnv } from "../lib/env.ts";
import { type Application, startApplication } from "./application.ts";
import { root } from "./bootstrap.mjs";
import { findOrInstallChromium } from "./chromium.ts";
import { firstSync } from "./first-sync.ts";
import { freePort } from "./free-port.mjs";
import { say, step } from "./report.mjs";
import { startIdentityProvider } from "./testing/identity-provider.ts";
import { makeTemporaryFolder } from "./testing/temporary-folder.ts";

const folder = path.join(root, "screenshots");
const themes = ["light", "dark"] as const;
const widths = [360, 768, 1440];
const admin = { email: "admin@example.com", password: crypto.randomUUID() };

/** Draws the screens of a demo account while it is empty, and again after two hundred people came over SCIM. */
export async function drawScreens(): Promise<void> {
  const executablePath = await findOrInstallChromium(readEnv(process.env).chromiumPath);
  const data = await makeTemporaryFolder("screenshots");
  const { PATH, HOME } = process.env;
  const source = {
    ...{ PATH, HOME, LOG_LEVEL: "warn", PORT: String(await freePort()), DATA_DIR: data.path },
    ...{ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password },
    SSO_HTTP_LOOPBACK: "1", // drawSignOn brings an identity provider
  };
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => stop.abort());
  let application: Application | undefined;
  try {
    const log = path.join(data.path, "server.log");
    application = await startApplication({ source, mode: "production", durable: false, log, signal: stop.signal });
    const { environment } = application;
    const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    stop.signal.addEventListener("abort", () => browser.close());
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    try {
      const page = await browser.newPage({ baseURL: application.origin, reducedMotion: "reduce" });
      await drawEmpty(page);
      await step("Two hundred people came over SCIM", () => firstSync(environment, { people: 200, groups: 12 }));
      await drawFilled(page);
      await drawSignOn(page);
    } finally {
      await browser.close();
    }
  } finally {
    await application?.stop();
    data.remove();
  }
  say(`The screens are in ${folder}.`);
}

async function drawEmpty(page: Page): Promise<void> {
  await draw(page, "sign-in-sso", "/sign-in/sso");
  await draw(page, "sign-in", "/sign-in");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByLabel("Password").fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("/");
  await draw(page, "users-empty", "/users");
  await draw(page, "home-empty", "/");
  await draw(page, "groups-empty", "/groups");
  await draw(page, "global-settings", "/settings");
  await draw(page, "scim-setup-empty", "/settings/scim");
  await draw(page, "new-configuration", "/settings/scim/new");
  await page.getByLabel("Name", { exact: true }).fill("Okta");
  await page.getByRole("button", { name: "Generate token" }).click();
  await page.getByLabel("Access token").waitFor();
  await draw(page, "token-shown"); // the page shows it once: not to be loaded again
  await page.getByRole("button", { name: /copy/i }).first().click();
}

async function drawFilled(page: Page): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  page.on("dialog", (dialog) => dialog.accept()); // the token of drawEmpty need not be kept
  await draw(page, "users", "/users");
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL("**/users/*");
  await draw(page, "profile");
  for (const tab of ["groups", "activity"]) await draw(page, `profile-${tab}`, `${page.url().split("?")[0]}?tab=${tab}`);
  await page.getByRole("button", { name: "Edit" }).click();
  await draw(page, "profile-edit");
  for (const [name, location] of Object.entries(screens)) await draw(page, name, location);
  await page.goto("/groups");
  await page.getByRole("table").getByRole("row").nth(1).getByRole("link").first().click();
  await page.waitForURL("**/groups/*");
  await draw(page, "group");
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByRole("option").first().waitFor();
  await draw(page, "group-add-people");
  await page.goto("/licenses");
  await page.getByRole("table").getByRole("link", { name: "Sales Navigator Advanced", exact: true }).click();
  await page.waitForURL("**/licenses/*");
  await page.getByText("Show the numbers").first().waitFor();
  await draw(page, "license");
  await page.getByRole("button", { name: "Change total" }).click();
  await draw(page, "license-total");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Waiting line" }).click();
  await page.waitForURL("**/waiting");
  await draw(page, "waiting-line");
  await draw(page, "never-activated", page.url().replace("waiting", "reclaim"));
  await draw(page, "exclusions", "/licenses/exclusions");
  await draw(page, "activation-refused", "/activate/nonsense");
  await draw(page, "scim-setup", "/settings/scim");
  await page.getByRole("link", { name: "Microsoft Entra ID" }).first().click();
  await page.waitForURL("**/settings/scim/*");
  await draw(page, "configuration");
  await page.getByRole("link", { name: "Edit" }).click();
  await page.waitForURL("**/edit");
  await draw(page, "configuration-edit");
  await drawFloating(page);
}

/** What lies over a page. */
async function drawFloating(page: Page): Promise<void> {
  await page.goto("/users");
  await page.getByRole("button", { name: "Filter" }).click();
  await draw(page, "users-filter");
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await draw(page, "users-selected");
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await draw(page, "users-remove");
  await page.keyboard.press("Escape");
  await page.goto("/");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox").fill("an");
  await page.getByRole("option").first().waitFor();
  await draw(page, "palette");
}

/** Single sign-on: set up, tried, refused, and as the only way in. */
async function drawSignOn(page: Page): Promise<void> {
  const idp = await startIdentityProvider();
  try {
    await page.goto("/settings?panel=sso");
    await page.getByLabel("Issuer URL").fill("https://10.0.0.7");
    await page.getByRole("button", { name: "Test issuer" }).click();
    await page.getByText("inside a private network").waitFor();
    await draw(page, "single-sign-on-refused");
    await page.getByLabel("Issuer URL").fill(idp.issuer);
    await page.getByRole("button", { name: "Test issuer" }).click();
    await page.getByText("The identity provider can be used").waitFor();
    await draw(page, "single-sign-on-tested");
    await page.getByLabel("Client ID").fill(idp.clientId);
    await page.getByLabel("Client secret").fill(idp.clientSecret);
    await page.getByLabel("Email domains").fill("example.com, example.org");
    await page.getByRole("switch", { name: "Sign in with SSO" }).check();
    await page.getByRole("button", { name: "Save single sign-on" }).click();
    await page.getByRole("heading", { name: "Only SSO" }).waitFor();
    await page.context().clearCookies();
    idp.bends = { claims: (claims) => ({ ...claims, aud: "another" }) };
    await signOn(page);
    await page.getByText("You were not signed in").waitFor();
    await draw(page, "sign-in-sso-refused");
    idp.bends = {};
    await signOn(page);
    await page.waitForURL("/");
    await draw(page, "single-sign-on", "/settings?panel=sso");
    await page.getByRole("button", { name: "Refuse passwords" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Refuse passwords" }).click();
    await page.getByText("Passwords do not open this account.").waitFor();
    await draw(page, "single-sign-on-only");
  } finally {
    await idp.stop();
  }
}

async function signOn(page: Page): Promise<void> {
  await page.goto("/sign-in/sso");
  await page.getByLabel("Email").fill(admin.email);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** Filled screens that an address alone opens. */
const screens = {
  home: "/",
  "users-waiting": "/users?status=waiting",
  "users-nobody": "/users?q=zzzz&state=inactive",
  "users-import": "/users/import",
  "not-found": "/users/nobody",
  groups: "/groups",
  "license-rules": "/groups/rules",
  licenses: "/licenses",
  admins: "/admins",
  "own-profile": "/admins/profile",
  reporting: "/reporting",
  "activity-log": "/activity-log",
};

/** Every theme and width of what the page shows, or of a path. */
async function draw(page: Page, name: string, location?: string): Promise<void> {
  if (location !== undefined) await page.goto(location);
  await step(name, async () => {
    await page.locator("h1").waitFor(); // by a role it is not found beneath a dialog
    await page.mouse.move(0, 0); // nothing is hovered
    for (const colorScheme of themes) {
      for (const width of widths) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      }
    }
  });
}
