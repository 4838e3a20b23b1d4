import type { Page } from "@playwright/test";
import { makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { makeCustomer } from "./customer.ts";
import { catchAction, sendAction } from "./server-action.ts";

const generate = (page: Page) => page.getByRole("button", { name: "Generate token" }).click();
const gate = "SCIM is available for Sales Navigator Advanced and Advanced Plus.";

type Pool = { id: string; instanceId: string; licenseType: string };
/** Makes a select send what it does not offer. */
const force = (page: Page, label: string, value: string) =>
  page.getByLabel(label).evaluate((select: HTMLSelectElement, value) => {
    const option = select.selectedOptions[0];
    if (option) option.value = value;
  }, value);

test("every mistake is told at its field, and what was typed stays", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/settings/scim/new");
  await generate(page);
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Give the configuration a name.");
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();

  await page.getByLabel("Name", { exact: true }).fill("Entra ID");
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  await page.getByLabel("Notification email").fill("nobody at example");
  await page.getByLabel("Token expires after").selectOption("90 days");
  await generate(page);
  await expect(page.getByLabel("Notification email")).toHaveAccessibleDescription("Enter an e-mail address.");
  await expect(page.getByLabel("Notification email")).toBeFocused();
  await page.getByLabel("Notification email").fill("");
  await page.getByRole("checkbox", { name: "Send an email when provisioning fails" }).check();
  await generate(page);
  await expect(page.getByLabel("Notification email")).toHaveAccessibleDescription("Enter the address to notify.");

  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Entra ID");
  await expect(page.getByLabel("Name", { exact: true })).not.toHaveAttribute("aria-invalid");
  await expect(page.getByRole("switch", { name: "Auto-assign licenses" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Send an email when provisioning fails" })).toBeChecked();
  await expect(page.getByLabel("Token expires after")).toHaveValue("90d");
  await expect(page.getByLabel("License type")).toHaveValue(/.+/);

  await page.getByLabel("Notification email").fill("it@example.com");
  await generate(page);
  await expect(page.getByLabel("Access token")).toHaveValue(/^\S{20,}$/);
});

test("auto-assign needs an instance and a license type, and all that is missing is told at once", async ({ page }) => {
  const learning = { instance: "Learning", license: "Learning", total: 5 };
  const { admin } = await makeCustomer(
    learning,
    { instance: "Sales Navigator", license: "Advanced", total: 5 },
    { instance: "Sales Navigator", license: "Advanced Plus", total: 5 },
  );
  await signIn(page, admin, "/settings/scim/new");
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  await page.getByRole("checkbox", { name: "Send an email when provisioning fails" }).check();
  await generate(page);
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Give the configuration a name.");
  await expect(page.getByLabel("License type")).toHaveAccessibleDescription("Choose a license type.");
  await expect(page.getByLabel("Notification email")).toHaveAccessibleDescription("Enter the address to notify.");
  await expect(page.getByLabel("Application instance")).toHaveAccessibleDescription("Choose an application instance.");
  await page.getByLabel("Application instance").selectOption("Sales Navigator");
  await generate(page);
  await expect(page.getByLabel("License type")).toHaveAccessibleDescription("Choose a license type.");
  await expect(page.getByLabel("Application instance")).toHaveValue(/.+/);
});

test("a license type of another instance, of another account, or one that SCIM may not assign is refused", async ({
  page,
  cli,
  account,
}) => {
  const advanced = { instance: "Sales Navigator", license: "Advanced", total: 5 };
  const learning = { instance: "Learning", license: "Learning", total: 5 };
  const mine = await makeCustomer(advanced, learning, { ...advanced, license: "Core" });
  const poolsOf = async (slug: string): Promise<Pool[]> => cli("pool", "list", "--account", slug);
  const pools = await poolsOf(mine.account);
  const pool = (type: string) => pools.find(({ licenseType }) => licenseType === type)?.id ?? "";
  const foreign = (await poolsOf(account))[0];
  if (!foreign) throw new Error("the other account has no pool");

  await signIn(page, mine.admin, "/settings/scim/new");
  await page.getByLabel("Name", { exact: true }).fill("Forged");
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  for (const poolId of [pool("Learning"), pool("Core"), foreign.id, foreign.id.replace(/^......../, "00000000"), "x"]) {
    await page.getByLabel("Application instance").selectOption("Sales Navigator");
    await page.getByLabel("License type").selectOption("Advanced (5 available)");
    await force(page, "License type", poolId);
    await generate(page);
    await expect(page.getByLabel("License type")).toHaveAccessibleDescription(
      /license type of this|cannot be assigned over SCIM/,
    );
    await page.reload();
    await page.getByLabel("Name", { exact: true }).fill("Forged");
    await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  }
  await page.getByLabel("Application instance").selectOption("Sales Navigator");
  await page.getByLabel("License type").selectOption("Advanced (5 available)");
  await force(page, "Application instance", foreign.instanceId);
  await generate(page);
  await expect(page.getByLabel("License type")).toHaveAccessibleDescription(/license type of this/);
  expect(await cli("configuration", "list", "--account", mine.account)).toEqual([]);
});

test("an account without a license type that opens SCIM is told so, gets no button, and the server refuses too", async ({
  page,
  account,
  cli,
}) => {
  const core = await makeCustomer({ instance: "Sales Navigator", license: "Core", total: 5 });
  await signIn(page, await makeAdmin(account), "/settings/scim/new");
  const create = await catchAction(page, async () => {
    await page.getByLabel("Name", { exact: true }).fill("Not included");
    await generate(page);
  });
  await page.context().clearCookies();

  await signIn(page, core.admin, "/settings/scim");
  await expect(page.getByText(gate)).toBeVisible();
  await expect(page.getByRole("link", { name: /Add new SCIM configuration/ })).toHaveCount(0);
  await page.goto("/settings/scim/new");
  await expect(page).toHaveURL(/\/settings\/scim$/);

  await postSignIn(page.request, core.admin);
  expect(await sendAction(page.request, create)).toContain(gate);
  expect(await cli("configuration", "list", "--account", core.account)).toEqual([]);
});
