// An admin whose requests are answered by one of two server processes or the other, as it happens.
import type { Page } from "@playwright/test";
import { ask, eightTimes, test } from "../fixtures/processes.ts";
import { fillSignIn, makeAdmin } from "../fixtures/sign-in.ts";
import { expect } from "../fixtures/test.ts";
import * as setup from "./scim-setup.ts";

async function open(page: Page, origin: string, account: string, path: string): Promise<void> {
  await page.goto(origin + path);
  await fillSignIn(page, await makeAdmin(account));
  await page.waitForURL(origin + path);
}

const statusesOf = async (url: string, token: string) =>
  new Set((await eightTimes(() => ask(`${url}/Users`, token))).map(({ status }) => status));
const createPeople = (url: string, token: string) =>
  Promise.all(
    Array.from({ length: 12 }, (_, number) =>
      ask(`${url}/Users`, token, "POST", { userName: `p${number}@mail.example`, displayName: `Person ${number}` }),
    ),
  );

test("a session holds, and the live panel counts what any process was sent", async ({ page, origin, account, configuration }) => {
  const { configurationId, tenantUrl, token } = configuration;
  await open(page, origin, account, `/settings/scim/${configurationId}`);
  await expect(page.getByText("Waiting for the first call").first()).toBeVisible();
  await createPeople(tenantUrl, token);
  await expect(setup.connection(page)).toContainText("12 created");
  const path = `/settings/scim/${configurationId}/status`;
  // each on a connection of its own
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const seen = await eightTimes(async () => (await fetch(origin + path, { headers: { cookie, connection: "close" } })).text());
  for (const text of seen) expect(text).toContain('"created":12');
});

test("a pause and its end hold in all processes", async ({ page, origin, account, configuration }) => {
  const { configurationId, tenantUrl, token } = configuration;
  await open(page, origin, account, `/settings/scim/${configurationId}`);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await expect.poll(async () => [...(await statusesOf(tenantUrl, token))]).toEqual([503]);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect.poll(async () => [...(await statusesOf(tenantUrl, token))]).toEqual([200]);
});

test("a job is done once, whichever process does it, and its progress is seen", async ({
  page,
  origin,
  account,
  configuration: { tenantUrl, token },
}) => {
  await createPeople(tenantUrl, token);
  await open(page, origin, account, "/users?q=person");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  const selection = page.getByRole("region", { name: "Selection" });
  await selection.getByRole("button", { name: "Manage licenses" }).click();
  await page.getByRole("menuitem", { name: "Assign license" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Assign license" }).click();
  await expect(page.getByRole("region", { name: "Assign Sales Navigator Advanced" })).toContainText("Done: 12.");
  const card = page.getByRole("region", { name: "Sales Navigator Advanced", exact: true });
  await expect(card.getByRole("link", { name: /^[\d,]+ Invited$/ })).toHaveText(/^12/);
});
