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

    const leaving = at(sent, 0);
    await expectHandOver(page, sent, () =>
      scimClient(url, token).patch(`/Users/${leaving.id}`, {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        Operations: [{ op: "Replace", path: "active", value: "False" }],
      }),
    );
    await setup.openUsers(page);
    await setup.expectCounts(page, licenseName, { ...full, Waiting: full.Waiting - 1 });
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
  await expect(setup.profileLicenses(page)).toContainText("Invited", { timeout: 2000 });
}

function at({ people }: Sent, index: number): Sent["people"][number] {
  const person = people[index];
  if (!person) throw new Error(`only ${people.length} people were sent`);
  return person;
}
