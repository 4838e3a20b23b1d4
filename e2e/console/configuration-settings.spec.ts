import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { connection } from "./scim-setup.ts";

const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];

test("a running configuration is edited; the licenses of the people who are linked change only when that is confirmed", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  for (const userName of ["ann", "bob"]) await scim().post("/Users", { schemas, userName });
  await signIn(page, await makeAdmin(account), `/settings/scim/${configuration.configurationId}`);
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Entra ID");
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  await page.getByLabel("License type").selectOption({ label: "Advanced (50 available)" });
  await page.getByRole("button", { name: "Save changes" }).click();
  const question = page.getByRole("alertdialog", { name: "Change the people who are linked already?" });
  await expect(question).toContainText("2 people get the new one");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Entra ID");
  await page.getByRole("button", { name: "Save changes" }).click();
  await question.getByRole("button", { name: "Change them too" }).click();
  await page.waitForURL("**/users/jobs/*");
  await page.goto("/users?status=invited");
  await expect(page.getByRole("row").filter({ hasText: "ann" })).toBeVisible();
  await page.goto(`/activity-log?about=${configuration.configurationId}`);
  await expect(page.getByRole("list", { name: "Activity" })).toContainText("Sales Navigator Advanced");
});

test("a form that shows what somebody else has changed meanwhile saves nothing and says so", async ({
  page,
  browser,
  account,
  configuration,
}) => {
  const path = `/settings/scim/${configuration.configurationId}/edit`;
  await signIn(page, await makeAdmin(account), path);
  const other = await browser.newPage();
  await signIn(other, await makeAdmin(account), path);
  await other.getByLabel("Name", { exact: true }).fill("Theirs");
  await other.getByRole("button", { name: "Save changes" }).click();
  await other.waitForURL(`**/settings/scim/${configuration.configurationId}`);
  await page.getByLabel("Name", { exact: true }).fill("Mine");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Somebody else changed this configuration meanwhile." })).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Mine");
  await expect(other.getByRole("heading", { name: "Theirs", level: 1 })).toBeVisible();
  await other.close();
});

test("a pause answers the IdP with 503 and says what each one does meanwhile; resuming takes calls again", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  await signIn(page, await makeAdmin(account), `/settings/scim/${configuration.configurationId}`);
  await page.getByRole("button", { name: "Pause" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Pause Test?" });
  for (const words of [/Microsoft Entra ID.*quarantine/, /Okta.*10 tries/, /OneLogin/]) await expect(dialog).toContainText(words);
  await dialog.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await expect.poll(async () => (await scim().get("/Users")).status).toBe(503);
  expect((await scim().get("/Users")).headers.get("retry-after")).toMatch(/^\d+$/);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(connection(page)).toBeVisible();
  await expect.poll(async () => (await scim().get("/Users")).status).toBe(200);
});

test("a reissued token works beside the old one for the overlap, and is shown once", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  await signIn(page, await makeAdmin(account), `/settings/scim/${configuration.configurationId}`);
  const reissue = async (overlap: string) => {
    await page.getByRole("button", { name: "Reissue token" }).click();
    await page.getByLabel("The old token goes on working for").selectOption({ label: overlap });
    await page.getByRole("button", { name: "Generate token" }).click();
    return page.getByRole("textbox", { name: "Access token" }).inputValue();
  };
  const second = await reissue("7 days");
  expect([(await scim().get("/Users")).status, (await scim(second).get("/Users")).status]).toEqual([200, 200]);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("You have not copied this token.")).toBeVisible();
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await expect(page.getByText("You have the token.")).toBeVisible();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toHaveCount(0);

  const third = await reissue("Not at all: it stops now");
  await expect.poll(async () => (await scim(second).get("/Users")).status).toBe(401);
  expect((await scim(third).get("/Users")).status).toBe(200);
});

test("Check user data stands above Generate token, advises, and is no gate", async ({ page, account, scim }) => {
  const person = (userName: string) =>
    scim().post("/Users", { schemas, userName, emails: [{ value: "same@example.com", primary: true }] });
  await person("ann");
  await person("bob");
  await signIn(page, await makeAdmin(account), "/settings/scim/new");
  const check = page.getByRole("region", { name: "Check user data" });
  await expect(check).toContainText("2 people without unique ID.");
  await expect(check).toContainText("2 people who share an email.");
  const file = await (await page.request.get("/settings/scim/check/export")).text();
  expect(file).toContain("No unique ID; Email of somebody else,ann,same@example.com");
  await page.getByLabel("Name", { exact: true }).fill("Okta");
  await page.getByRole("button", { name: "Generate token" }).click();
  await expect(page.getByLabel("Access token")).toHaveValue(/^ac_scim_/);
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await page.goto("/settings/scim/check");
  await expect(page.getByRole("list", { name: "People to look at" }).getByRole("listitem")).toHaveCount(2);
});

test("the organization is renamed by a Full admin, and a panel is a link", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/settings?panel=organization");
  const name = page.getByLabel("Name", { exact: true });
  await name.fill("Northern Mills");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByRole("banner")).toContainText("Northern Mills");
  for (const panel of ["SCIM Setup", "Single Sign-On (SSO)", "Appearance", "Notifications", "API reference"])
    await expect(page.getByRole("button", { name: new RegExp(`^${panel.replace(/[()]/g, "\\$&")}`) })).toHaveAttribute(
      "aria-expanded",
      "false",
    );
});

test("a configuration of the same directory finds whom another one provisioned by their unique ID", async ({
  page,
  account,
  configuration,
  scim,
  cli,
}) => {
  const { token, tenantUrl } = await cli("configuration", "create", "--account", account, "--name", "The other application");
  const data = { schemas, userName: "ann", externalId: "E-77" };
  expect((await page.request.post(`${tenantUrl}/Users`, { headers: { authorization: `Bearer ${token}` }, data })).status()).toBe(
    201,
  );
  const found = async () => (await scim().get(`/Users?filter=${encodeURIComponent('externalId eq "E-77"')}`)).body.totalResults;
  expect(await found()).toBe(0);

  await signIn(page, await makeAdmin(account), `/settings/scim/${configuration.configurationId}/edit`);
  await page.getByLabel("Same directory as").selectOption("The other application");
  await page.getByRole("button", { name: "Save directory" }).click();
  await expect.poll(found).toBe(1);
  await page.reload();
  await expect(page.getByLabel("Same directory as")).toHaveValue(/./);
  await page.getByLabel("Same directory as").selectOption("No other configuration");
  await page.getByRole("button", { name: "Save directory" }).click();
  await expect.poll(found).toBe(0);
});
