// Every screen in every state: no accessibility rule broken in light and dark, narrow and wide, and nothing in the console.
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { fillSignIn, makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";
import { makeCustomer, runIdp } from "./customer.ts";
import { tabTo } from "./keyboard.ts";
import * as setup from "./scim-setup.ts";
import { watchConsole } from "./watch-console.ts";

test.describe.configure({ timeout: 240_000 });

const advanced = { instance: "Sales Navigator", license: "Advanced", total: 5 };
const learning = { instance: "Learning", license: "Learning", total: 5 };
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

test("outside the console: signing in, choosing an account, no permission, not found", async ({ page, account, cli }) => {
  const said = watchConsole(page);
  const admin = await makeAdmin(account);
  await page.goto("/sign-in");
  await expectAccessible(page, "sign-in");
  await fillSignIn(page, { ...admin, password: "wrong" });
  await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();
  await expectStateAccessible(page, "wrong password");
  expect(said.splice(0).filter((line) => !line.includes("401"))).toEqual([]);

  const { slug } = await cli("account", "create", "--name", `Second of ${account}`);
  await cli("admin", "create", "--account", slug, "--email", admin.email, "--name", "Same", "--role", "sub");
  await fillSignIn(page, admin);
  await expect(button(page, `Second of ${account}`)).toBeVisible();
  await expectAccessible(page, "choosing an account");
  await button(page, `Second of ${account}`).click();
  await page.waitForURL("/");
  await page.goto("/settings/scim/new");
  await expect(page.getByRole("heading", { name: "Only a Full admin can open this" })).toBeVisible();
  await expectAccessible(page, "no permission");
  expect(said).toEqual([]);

  for (const path of ["/nowhere", `/users/${randomUUID()}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Not found", level: 1 })).toBeVisible();
    await expectAccessible(page, `not found: ${path}`);
    await expect(page.getByRole("link", { name: "Go to Home" })).toHaveAttribute("href", "/");
  }
  expect(said.filter((line) => !line.includes("404"))).toEqual([]);
});

test("Users, the enterprise profile and Groups, empty and filled", async ({ page, cli }) => {
  const said = watchConsole(page);
  const { account, admin } = await makeCustomer(advanced, learning);
  await signIn(page, admin);
  await expect(page.getByText("Nobody here yet")).toBeVisible();
  await expectAccessible(page, "Users, empty");
  await page.goto("/groups");
  await expectAccessible(page, "Groups, empty");

  const assigned = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];
  const { tenantUrl: url, token } = await cli("configuration", "create", "--account", account, "--name", "Entra ID", ...assigned);
  const { people } = await runIdp("entra", { url, token, users: 60 });
  const [first, waiting] = [people[0], people[5]];
  if (!first || !waiting) throw new Error("too few people were sent");
  const headers = { authorization: `Bearer ${token}` };
  const members = people.map(({ id }) => ({ value: id }));
  const group = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: "Field sales", members };
  expect((await page.request.post(`${url}/Groups`, { headers, data: group })).status()).toBe(201);

  await page.goto("/users");
  await expect(page.getByText("of 54 people")).toBeVisible();
  await expectAccessible(page, "Users, filled");
  await button(page, "Filter").click();
  await expectStateAccessible(page, "Users, filter menu");
  await page.getByRole("menuitemradio", { name: "Waiting" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: /^Remove filter/ })).toBeVisible();
  await expectStateAccessible(page, "Users, filtered");
  await page.goto("/users?q=nobody-is-called-this");
  await expect(page.getByText("No people match")).toBeVisible();
  await expectStateAccessible(page, "Users, nobody found");
  for (const name of ["Admin", /^Your account/]) {
    await button(page, name).click();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectStateAccessible(page, `menu ${name}`);
    await page.keyboard.press("Escape");
  }

  await page.goto(`/users/${first.id}`);
  await expectAccessible(page, "profile, licensed");
  await page.getByText(/^More \(/).click();
  await button(page, "IdP").first().focus();
  await expect(page.getByRole("tooltip")).toBeVisible();
  await expectStateAccessible(page, "profile, all values and a tooltip");
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    await expectStateAccessible(page, `profile, ${await tab.textContent()}`);
  }
  await page.goto(`/users/${waiting.id}`);
  await expect(setup.profileLicenses(page)).toContainText("Number 1 in line");
  await expectStateAccessible(page, "profile, waiting");

  await page.goto("/groups");
  await expectAccessible(page, "Groups, filled");
  await page.getByRole("link", { name: "Field sales" }).click();
  await expect(page.getByRole("heading", { name: "Field sales", level: 1 })).toBeVisible();
  await expectAccessible(page, "a group");
  expect(said).toEqual([]);
});

test("Global Settings and SCIM Setup, from the plan gate to a token that was copied", async ({ page, cli }) => {
  const said = watchConsole(page);
  const { account, admin } = await makeCustomer({ ...advanced, license: "Core" });
  await signIn(page, admin, "/settings");
  await expectAccessible(page, "Global Settings, closed");
  await button(page, /^SCIM Setup/).click();
  await expect(page.getByText("SCIM is available for Sales Navigator Advanced and Advanced Plus.")).toBeVisible();
  await button(page, /^Single Sign-On/).click();
  await expectStateAccessible(page, "plan gate");

  await cli("pool", "set", "--account", account, "--instance", "Sales Navigator", "--license", "Advanced", "--total", "0");
  await cli("pool", "set", "--account", account, "--instance", "Learning", "--license", "Learning", "--total", "5");
  await page.goto("/settings/scim");
  await expectAccessible(page, "SCIM Setup, empty");
  await page.getByRole("link", { name: "+ Add new SCIM configuration" }).click();
  await expect(button(page, "Generate token")).toBeVisible();
  await expectAccessible(page, "the form");
  for (const guide of ["Okta", "OneLogin", "Entra ID"]) {
    await page.getByRole("tab", { name: guide }).click();
    await expectStateAccessible(page, `the form, guide of ${guide}`);
  }
  await setup.turnOnAutoAssign(page);
  await page.getByRole("checkbox", { name: "Send an email when provisioning fails" }).check();
  await button(page, "Generate token").click();
  await expect(page.getByLabel("Application instance")).toHaveAttribute("aria-invalid", "true");
  await expectStateAccessible(page, "the form, mistakes");
  await page.getByLabel("Name", { exact: true }).fill("Okta");
  await page.getByLabel("Notification email").fill("it@example.com");
  await setup.chooseLicense(page, "Sales Navigator", "Advanced", 0);
  await expectStateAccessible(page, "the form, no license left");

  const token = await setup.generateToken(page);
  await expectAccessible(page, "token, not copied");
  await page.getByRole("link", { name: "Go to configuration" }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectStateAccessible(page, "token, leaving");
  await button(page, "Stay on this page").click();
  await setup.copyToken(page, token);
  await expectStateAccessible(page, "token, copied");
  expect(said).toEqual([]);
});

test("a configuration's page, from the first call to the last token revoked", async ({ page, account, configuration }) => {
  const said = watchConsole(page);
  const { configurationId, tenantUrl: url, token } = configuration;
  await signIn(page, await makeAdmin(account), `/settings/scim/${configurationId}`);
  await expectAccessible(page, "never called");
  await runIdp("okta", { url, token, users: 0 });
  await expect(setup.connection(page)).toContainText("Connection test accepted");
  await expectStateAccessible(page, "connection test accepted");
  await runIdp("okta", { url, token, users: 3 });
  await expect(setup.connection(page)).toContainText("3 created");
  await expectStateAccessible(page, "first sync running");
  await button(page, "Delete").click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectStateAccessible(page, "deleting");
  await page.getByRole("alertdialog").getByRole("button", { name: "Cancel" }).click();
  await button(page, /^Revoke token/).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectStateAccessible(page, "revoking");
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  await expect
    .poll(async () => (await page.request.get(`${url}/Users`, { headers: { authorization: `Bearer ${token}` } })).status())
    .toBe(401);
  await expect(setup.connection(page)).toContainText("paste the new one");
  await expectAccessible(page, "refused");
  await page.goto("/settings/scim");
  await expect(page.getByRole("link", { name: "Test", exact: true })).toBeVisible();
  await expectAccessible(page, "SCIM Setup, filled");
  expect(said).toEqual([]);
});

test("the keyboard alone goes from signing in to a token in the clipboard", async ({ page }) => {
  const { admin } = await makeCustomer(advanced, learning);
  const { keyboard } = page;
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("Email"));
  await keyboard.type(admin.email);
  await tabTo(page, page.getByLabel("Password"));
  await keyboard.type(admin.password);
  await keyboard.press("Enter");
  await page.waitForURL("/");

  await tabTo(page, page.getByRole("button", { name: "Admin", exact: true }));
  await keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Admin Settings" })).toBeFocused();
  await keyboard.press("Enter");
  await page.waitForURL("**/settings");
  await tabTo(page, page.getByRole("link", { name: "Advanced Integrations" }));
  await keyboard.press("Enter");
  await page.waitForURL("**/settings/scim");
  await tabTo(page, page.getByRole("link", { name: "+ Add new SCIM configuration" }));
  await keyboard.press("Enter");

  await page.waitForURL("**/settings/scim/new");
  await tabTo(page, page.getByLabel("Name", { exact: true }));
  await keyboard.type("Entra ID");
  await tabTo(page, page.getByRole("switch", { name: "Auto-assign licenses" }));
  await keyboard.press("Space");
  await tabTo(page, page.getByLabel("Application instance"));
  await keyboard.type("Learning");
  await expect(page.getByLabel("License type")).toHaveValue(/.+/);
  await tabTo(page, page.getByLabel("Notification email"));
  await keyboard.type("it@example.com");
  await tabTo(page, page.getByRole("checkbox", { name: "Send an email when provisioning fails" }));
  await keyboard.press("Space");
  await tabTo(page, page.getByRole("button", { name: "Generate token" }));
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Entra ID is ready" })).toBeFocused();
  await tabTo(page, page.getByLabel("Access token"));
  await tabTo(page, page.getByRole("button", { name: "Copy to clipboard" }));
  await keyboard.press("Enter");
  await expect(page.getByText("You have the token.")).toBeVisible();
  const token = await page.getByLabel("Access token").inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
});
