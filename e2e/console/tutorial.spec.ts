// The five documents that an admin follows, walked by their own words: the title of a step is the line that it performs.
import { expect, type Page } from "@playwright/test";
import { scimClient } from "../fixtures/scim-client.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { test } from "../fixtures/test.ts";
import { makeCustomer, runIdp, type Sent } from "./customer.ts";
import { type EntraTutorial, entraTutorials } from "./entra-tutorials.ts";
import * as setup from "./scim-setup.ts";

const { step } = test;
/** Sixty people for fifty licenses. */
const [licenses, people] = [50, 60];
/** Every tenth person of Entra's directory has the role "Default Access", which is not provisioned. */
const directorySize = 66;

const advanced = "Sales Navigator Advanced";
const salesNavigator = [
  { instance: "Sales Navigator", license: "Core", total: 5 },
  { instance: "Sales Navigator", license: "Advanced", total: licenses },
  { instance: "Sales Navigator", license: "Advanced Plus", total: 5 },
];

for (const tutorial of entraTutorials) {
  test(`the tutorial of ${tutorial.product} for Microsoft Entra ID leads to licensed people`, async ({ page, baseURL }) => {
    test.setTimeout(150_000);
    const { product, license, licenseName, lines } = tutorial;
    const other = product === "Learning" ? "Elevate" : "Learning";
    const bought = { instance: product, license, total: licenses };
    const { admin } = await makeCustomer(bought, { instance: other, license: other, total: 5 });

    await step(lines.signIn, () => signIn(page, admin));
    await step(lines.globalSettings, () => setup.openScimPanel(page));
    await setup.openUsers(page);
    await step(lines.adminSettings, () => setup.openAdminSettings(page));
    await step(lines.advancedIntegrations, () => setup.openAdvancedIntegrations(page));
    const token = await fillForm(page, tutorial);
    await step(lines.save, () => setup.copyToken(page, token));

    const url = baseURL ?? ""; // these documents enter nothing but a host as Tenant URL
    await step(lines.testConnection, async () => {
      await runIdp("entra", { url, token, users: 0 });
      await expect(setup.connection(page)).toContainText("Connection test accepted");
      await expect(setup.connection(page)).toContainText("By Microsoft Entra ID");
    });
    await step(lines.mappings, async () => {
      const guide = page.getByRole("tabpanel", { name: "Entra ID" });
      await guide.getByText("Attribute mapping", { exact: true }).click();
      for (const matching of ["userName", "externalId"]) await expect(guide.getByRole("cell", { name: matching })).toBeVisible();
    });
    const sent = await step(lines.start, () => runIdp("entra", { url, token, users: directorySize }));
    await step(lines.role, async () => {
      expect(sent.counts).toMatchObject({ created: people, skipped: directorySize - people });
      await expect(setup.connection(page)).toContainText(`${people} created`);
    });
    await step(lines.initialSync, () => expectPeople(page, licenseName, sent.people));

    await expectHandOver(page, sent, () => {
      const operations = [{ op: "Replace", path: "active", value: "False" }];
      return scimClient(url, token).patch(`/Users/${at(sent, 0).id}`, patch(operations));
    });
    await setup.openUsers(page);
    await setup.expectCounts(page, licenseName, { ...full, Waiting: full.Waiting - 1 });
  });
}

test("the Sales Navigator article for Microsoft Entra ID leads to licensed people", async ({ page }, testInfo) => {
  test.setTimeout(150_000);
  const { admin } = await makeCustomer(...salesNavigator);
  await step("Sign in to Sales Navigator as an admin and navigate to LinkedIn Admin Center.", () => signIn(page, admin));
  await step("Click the Settings tab and expand the SCIM dropdown. Click + Add new SCIM configuration.", () =>
    setup.openScimPanel(page),
  );
  const token = await fillShortForm(page, "Entra ID");
  await step("Copy the generated token by clicking Copy to clipboard.", () => setup.copyToken(page, token));
  const entra = { url: await page.getByLabel("Tenant URL").inputValue(), token, directory: testInfo.outputPath("people.json") };

  await step("Click Test connection to confirm the token is authorized to enable provisioning.", async () => {
    await runIdp("entra", { url: entra.url, token, users: 0 });
    await expect(setup.connection(page)).toContainText("Connection test accepted");
    await expect(setup.connection(page)).toContainText("By Microsoft Entra ID");
  });
  await step("Optional: You can click Provision on demand for a subset of users or groups.", async () => {
    await runIdp("entra", { ...entra, users: 1, scenario: "on-demand" });
    await expect(setup.connection(page)).toContainText("1 created, 2 updated, 1 licensed");
  });
  const sent = await step("click Start Provisioning. The service performs an initial synchronization", async () => {
    const result = await runIdp("entra", { ...entra, users: directorySize });
    await expect(setup.connection(page)).toContainText(`${people} created`);
    return result;
  });
  await step("Return to LinkedIn Admin Center and click the Users tab.", () => expectPeople(page, advanced, sent.people));
  await step("Locate the user whose enterprise profile you want to view and click on their name.", () =>
    setup.openProfile(page, at(sent, 0)),
  );
  await step("confirm the user email matches what's in Microsoft Entra ID.", () =>
    expect(setup.profileValue(page, "Email")).toHaveText(at(sent, 0).email),
  );
  await step("deactivating access when users are unassigned from the app in Microsoft Entra ID.", () =>
    expectHandOver(page, sent, () => {
      const operations = [{ op: "replace", path: "active", value: false }];
      return scimClient(entra.url, token).patch(`/Users/${at(sent, 0).id}?aadOptscim062020`, patch(operations));
    }),
  );
});

test("the Sales Navigator article for Okta leads to licensed people", async ({ page }, testInfo) => {
  test.setTimeout(150_000);
  const { admin } = await makeCustomer(...salesNavigator);
  await step("Sign in to Sales Navigator as an admin and navigate to LinkedIn Admin Center.", () => signIn(page, admin));
  await step("Click the Settings tab and expand the SCIM dropdown menu. Click + Add new SCIM configuration.", () =>
    setup.openScimPanel(page),
  );
  const token = await fillShortForm(page, "Okta");
  await step("Copy the access token information that appears.", () => setup.copyToken(page, token));
  const okta = { url: await page.getByLabel("Tenant URL").inputValue(), token, directory: testInfo.outputPath("people.json") };

  await step("click Test API Credentials.", async () => {
    await runIdp("okta", { url: okta.url, token, users: 0 });
    await expect(setup.connection(page)).toContainText("Connection test accepted");
    await expect(setup.connection(page)).toContainText("By Okta");
  });
  await step("Click the Assignments tab and start assigning users", async () => {
    const { people: assigned } = await runIdp("okta", { ...okta, users: people });
    await expect(setup.connection(page)).toContainText(`${people} created`);
    await expectPeople(page, advanced, assigned);
  });
  const changed = await step("Update user attributes", () => runIdp("okta", { ...okta, users: people, scenario: "changes" }));
  for (const index of [0, licenses]) {
    await setup.openProfile(page, at(changed, index));
    await expect(setup.profileValue(page, "Email")).toHaveText(at(changed, index).email);
  }
  await step("Deactivate users", async () => {
    await setup.openUsers(page);
    const waiting = changed.people.slice(licenses);
    await setup.expectWaitingInOrder(page, advanced, waiting);
    const deactivation = patch([{ op: "replace", value: { active: false } }]);
    const disabled = await scimClient(okta.url, token).patch(`/Users/${at(changed, 0).id}`, deactivation);
    expect(disabled.status).toBe(200);
    // by itself, within two seconds: the first in line is gone from those who wait
    await expect(page.getByRole("row")).toHaveCount(waiting.length);
    await setup.expectWaitingInOrder(page, advanced, waiting.slice(1));
  });
});

async function fillShortForm(page: Page, name: string): Promise<string> {
  await step("Enter a name for the configuration and turn on the Auto-assign licenses toggle.", async () => {
    await setup.addConfiguration(page, name);
    await setup.turnOnAutoAssign(page);
  });
  return step("Select the appropriate license from the License assignment dropdown menu and click Generate token.", async () => {
    // the only instance is chosen already, and what SCIM may not assign is not offered
    const types = page.getByLabel("License type").getByRole("option");
    await expect(types).toHaveText([`Advanced (${licenses} available)`, "Advanced Plus (5 available)"]);
    await setup.chooseLicense(page, "Sales Navigator", "Advanced", licenses);
    return setup.generateToken(page);
  });
}

/** From "+ Add new SCIM configuration" to the token. */
async function fillForm(page: Page, { product, license, lines }: EntraTutorial): Promise<string> {
  await step(lines.add, () => setup.addConfiguration(page, "Entra ID"));
  await step(lines.withoutAutoAssign, () =>
    expect(page.getByText("When auto-assign licenses is not enabled, only user data is synced.")).toBeVisible(),
  );
  await step(lines.withAutoAssign, async () => {
    await setup.turnOnAutoAssign(page);
    await expect(page.getByText("Licenses are assigned first come, first served until all are taken.")).toBeVisible();
    await setup.chooseLicense(page, product, license, licenses);
  });
  await step(lines.notification, async () => {
    await page.getByLabel("Notification email").fill("it@example.com");
    await page.getByRole("checkbox", { name: "Send an email when provisioning fails" }).check();
  });
  return step(lines.generate, () => setup.generateToken(page));
}

const full = { Available: 0, Invited: licenses, Activated: 0, Waiting: people - licenses };

/** Users counts everybody, the license card agrees, and who came too late stands in line in the order of coming. */
async function expectPeople(page: Page, license: string, sent: Sent["people"]): Promise<void> {
  await setup.openUsers(page);
  await expect(page.getByText(`of ${people} people`)).toBeVisible();
  await setup.expectCounts(page, license, full);
  await setup.expectWaitingInOrder(page, license, sent.slice(licenses));
}

/** Opens the first in line, whose e-mail is the one that was sent; the license that comes free arrives there by itself. */
async function expectHandOver(page: Page, sent: Sent, disableSomebody: () => Promise<{ status: number }>): Promise<void> {
  const firstInLine = at(sent, licenses);
  await setup.openProfile(page, firstInLine);
  await expect(setup.profileValue(page, "Email")).toHaveText(firstInLine.email);
  await expect(setup.profileValue(page, "User name")).toHaveText(firstInLine.userName);
  await expect(setup.profileLicenses(page)).toContainText("Number 1 in line");
  expect((await disableSomebody()).status).toBe(200);
  await expect(setup.profileLicenses(page)).toContainText("Invited");
}

const patch = (operations: object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});

function at({ people }: Sent, index: number): Sent["people"][number] {
  const person = people[index];
  if (!person) throw new Error(`only ${people.length} people were sent`);
  return person;
}
