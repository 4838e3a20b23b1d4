// The screens of Home, Activity log, Admins and Settings in every state: no rule broken in light and dark, narrow and wide.
import { randomUUID } from "node:crypto";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";
import { makeCustomer, runIdp } from "./customer.ts";
import { watchConsole } from "./watch-console.ts";

test.describe.configure({ timeout: 240_000 });

const advanced = { instance: "Sales Navigator", license: "Advanced", total: 5 };
const assigned = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];

test("Home, the palette, its keys and the Activity log, empty and filled", async ({ page, cli }) => {
  const said = watchConsole(page);
  const { account, admin } = await makeCustomer(advanced);
  await signIn(page, admin);
  await page.goto("/");
  await expectAccessible(page, "Home, first run");
  await page.goto("/activity-log?kind=people");
  await expectAccessible(page, "Activity log, nothing matches");

  const { tenantUrl: url, token } = await cli("configuration", "create", "--account", account, "--name", "Entra ID", ...assigned);
  await runIdp("entra", { url, token, users: 12 });
  const headers = { authorization: `Bearer ${token}` };
  expect((await page.request.post(`${url}/Users`, { headers, data: { userName: 1 } })).status()).toBe(400);
  await page.goto("/");
  await expect(page.getByRole("region", { name: "Needs attention" })).toBeVisible();
  await expectAccessible(page, "Home, with something to do");
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Go to" }).fill("e");
  await expect(page.getByRole("option", { name: /Entra ID/ })).toBeVisible();
  await expectStateAccessible(page, "command palette");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectStateAccessible(page, "keyboard shortcuts");

  await page.goto("/activity-log?time=24h");
  await expectAccessible(page, "Activity log, filled");
  await page.getByRole("button", { name: "Dates" }).click();
  await page.getByLabel("From").fill("2026-01-01");
  await expectStateAccessible(page, "dates");
  await page.getByRole("button", { name: "Show these days" }).click();
  await page.waitForURL(/from=/);
  await expectStateAccessible(page, "Activity log, from a day on");
  expect(said).toEqual([]);
});

test("Admins, an invitation, one's own profile, and the page that accepts", async ({ page, account }) => {
  const said = watchConsole(page);
  await makeAdmin(account, "sub");
  await signIn(page, await makeAdmin(account), "/admins");
  await page.getByRole("button", { name: "Invite admin" }).click();
  await page.getByLabel("Email").fill("nobody");
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByText("Enter an email address.")).toBeVisible();
  await expectStateAccessible(page, "inviting, a mistake");
  await page.getByLabel("Email").fill(`${randomUUID()}@example.com`);
  await page.getByRole("button", { name: "Send invitation" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await expectStateAccessible(page, "inviting, the link");
  await page.getByRole("button", { name: "Done" }).click();
  await expectAccessible(page, "Admins");
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await expectStateAccessible(page, "menu of an admin");
  await page.goto("/admins/profile");
  await expectAccessible(page, "Your profile");
  await page.goto(link);
  await expectAccessible(page, "accepting an invitation");
  await page.goto("/join/nonsense");
  await expectAccessible(page, "a link of nobody");
  expect(said).toEqual([]);
});

test("a running configuration: edited, paused, reissued; Check user data and every panel", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  const said = watchConsole(page);
  const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
  await scim().post("/Users", { schemas, userName: "ann" });
  const path = `/settings/scim/${configuration.configurationId}`;
  await signIn(page, await makeAdmin(account), `${path}/edit`);
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  await page.getByLabel("License type").selectOption({ index: 1 });
  await expectAccessible(page, "editing");
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  await page.getByLabel("License type").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("1 person gets");
  await expectStateAccessible(page, "asking about who is linked");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.goto(path);
  await page.getByRole("button", { name: "Reissue token" }).click();
  await page.getByRole("button", { name: "Generate token" }).click();
  await expect(page.getByRole("textbox", { name: "Access token" })).toBeVisible();
  await expectStateAccessible(page, "a token that was reissued");
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expectStateAccessible(page, "pausing");
  await page.getByRole("alertdialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await expectAccessible(page, "paused");
  await page.goto("/settings/scim/check");
  await expectAccessible(page, "Check user data");
  for (const panel of ["sso", "organization", "appearance", "notifications", "api"]) {
    await page.goto(`/settings?panel=${panel}`);
    await expectStateAccessible(page, `panel ${panel}`);
  }
  expect(said).toEqual([]);
});
