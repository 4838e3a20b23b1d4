// Many people at once: selected across pages, changed by a job, with a result for each of them.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { ScimClient } from "../fixtures/scim-client.ts";
import { makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectStateAccessible } from "./accessible.ts";
import { catchAction, sendAction } from "./server-action.ts";

const selection = (page: Page) => page.getByRole("region", { name: "Selection" });
const dialog = (page: Page) => page.getByRole("alertdialog");
const search = (page: Page) => page.getByLabel("Search by name, email or ID");
const job = (page: Page, title: string) => page.getByRole("region", { name: title });
const card = (page: Page, name: string, stat: string) =>
  page.getByRole("region", { name, exact: true }).getByRole("link", { name: new RegExp(`^[\\d,]+ ${stat}$`) });

async function makePeople(scim: ScimClient, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => String(index + 1).padStart(3, "0"));
  while (numbers.length > 0) {
    const answers = await Promise.all(
      numbers.splice(0, 20).map((number) =>
        scim.post("/Users", {
          userName: `p${number}@mail.example`,
          displayName: `Person ${number}`,
          externalId: `U-${number}`,
        }),
      ),
    );
    for (const { status } of answers) expect(status).toBe(201);
  }
}

/** Opens a menu of the selection bar and chooses. */
async function choose(page: Page, menu: string, item: string): Promise<void> {
  await selection(page).getByRole("button", { name: menu }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("a selection goes over pages, becomes all that match, and ends with another search", async ({ page, account, scim }) => {
  await makePeople(scim(), 60);
  await signIn(page, await makeAdmin(account));
  await page.getByRole("checkbox", { name: "Select Person 002" }).check();
  await page.getByRole("link", { name: "Next page" }).click();
  await page.getByRole("checkbox", { name: "Select Person 060" }).check();
  await expect(selection(page)).toContainText("2 people selected");
  await page.getByRole("link", { name: "Previous page" }).click();
  await expect(page.getByRole("checkbox", { name: "Select Person 002" })).toBeChecked();
  await expect(search(page)).toHaveCount(0); // the bar has taken the toolbar's place

  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await expect(selection(page)).toContainText("51 people selected");
  await selection(page).getByRole("button", { name: "Select all 60 that match" }).click();
  await expect(selection(page)).toContainText("All 60 people selected");
  await page.getByRole("checkbox", { name: "Select Person 001" }).uncheck();
  await expect(selection(page)).toContainText("59 people selected");
  await expectStateAccessible(page, "Users with a selection");

  await selection(page).getByRole("button", { name: "Clear selection" }).click();
  await page.getByRole("checkbox", { name: "Select Person 001" }).check();
  await page.goto("/users?q=person");
  await expect(selection(page)).toHaveCount(0);
});

test("the bar of a selection is whole at once: nothing is loaded that would move the rows", async ({ page, account, scim }) => {
  await makePeople(scim(), 2);
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, await makeAdmin(account));
  await page.waitForLoadState("networkidle");
  await page.route("**/*.js", (route) => route.abort());
  await page.getByRole("checkbox", { name: "Select Person 002" }).check();
  await expect(selection(page).getByRole("button", { name: "Export" })).toBeVisible();
});

test("a license goes to all that match, the others wait, and the result tells of each person, also after a reload", async ({
  page,
  account,
  scim,
}) => {
  test.slow(); // axe looks at four states
  await makePeople(scim(), 60);
  await signIn(page, await makeAdmin(account), "/users?q=person");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await selection(page).getByRole("button", { name: "Select all 60 that match" }).click();
  await choose(page, "Manage licenses", "Assign license");
  await expect(dialog(page).getByRole("heading", { name: "Assign a license to 60 people" })).toBeVisible();
  await expect(dialog(page)).toContainText("50 of 50 are available. The first by name get them, the others wait in the line.");
  await expectStateAccessible(page, "Assign a license to many");
  await dialog(page).getByRole("button", { name: "Assign license" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(selection(page)).toHaveCount(0);
  await expect(job(page, "Assign Sales Navigator Advanced")).toContainText("Done: 60.");
  await expect(card(page, "Sales Navigator Advanced", "Waiting")).toHaveText(/^10/);

  await page.reload();
  await job(page, "Assign Sales Navigator Advanced").getByRole("link", { name: "View result" }).click();
  await expect(page.getByRole("heading", { name: "Assign Sales Navigator Advanced", level: 1 })).toBeVisible();
  const result = page.getByRole("table", { name: "Result" });
  await expect(result.getByRole("row", { name: /Person 001/ })).toContainText("Done");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(result.getByRole("row", { name: /Person 060/ })).toContainText("Waits: no license is free.");
  await expectStateAccessible(page, "the result of a bulk change");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download result" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe("\uFEFFLine,Person,Result,Message");
  expect(lines[60]).toBe("60,Person 060,Done,Waits: no license is free.");

  await page.goto("/users/jobs");
  await expect(page.getByRole("row", { name: /Assign Sales Navigator Advanced/ })).toContainText("Done");
  await page.goto("/users");
  await job(page, "Assign Sales Navigator Advanced")
    .getByRole("button", { name: /^Close notice/ })
    .click();
  await expect(job(page, "Assign Sales Navigator Advanced")).toHaveCount(0);
});

test("people are suspended and come back; whom the IdP keeps is not removed, and the result says what to do", async ({
  page,
  account,
  scim,
}) => {
  await makePeople(scim(), 2);
  await signIn(page, await makeAdmin(account));
  await page.getByRole("checkbox", { name: "Select Person 001" }).check();
  await choose(page, "More actions", "Suspend");
  await dialog(page).getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(page.getByRole("row", { name: /Person 001/ })).toContainText("Suspended");
  await page.goto("/users?state=suspended");
  await expect(page.getByText("1 person", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Select Person 001" }).check();
  await choose(page, "More actions", "Lift suspension");
  await dialog(page).getByRole("button", { name: "Lift suspension" }).click();
  await expect(page.getByText("No people match")).toBeVisible();

  await page.goto("/users");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await choose(page, "More actions", "Remove");
  await dialog(page).getByRole("button", { name: "Remove", exact: true }).click();
  await expect(job(page, "Remove people")).toContainText("Done: 0 of 2. 2 failed.");
  await job(page, "Remove people").getByRole("link", { name: "View result" }).click();
  await expect(page.getByRole("row", { name: /Person 002/ })).toContainText("Your identity provider keeps this person.");
});

test("people come into a group and are found by it", async ({ page, account, scim }) => {
  await makePeople(scim(), 3);
  await scim().post("/Groups", { displayName: "Sales" });
  await signIn(page, await makeAdmin(account));
  await page.getByRole("checkbox", { name: "Select Person 001" }).check();
  await page.getByRole("checkbox", { name: "Select Person 003" }).check();
  await choose(page, "Manage groups", "Add to group");
  await dialog(page).getByRole("button", { name: "Add to group" }).click();
  await expect(dialog(page).getByText("Choose a group.")).toBeVisible();
  await dialog(page).getByRole("combobox").fill("sal");
  await dialog(page).getByRole("option", { name: "Sales" }).click();
  await dialog(page).getByRole("button", { name: "Add to group" }).click();
  await expect(job(page, "Add to Sales")).toContainText("Done: 2.");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("menuitemradio", { name: "Sales", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("2 people", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Remove filter Group Sales" })).toBeVisible();
});

test("columns and density stay as somebody chose them", async ({ page, account, scim }) => {
  await makePeople(scim(), 1);
  await signIn(page, await makeAdmin(account));
  const header = (name: string) => page.getByRole("columnheader", { name });
  await expect(header("Unique ID")).toHaveCount(0);
  await page.getByRole("button", { name: "View" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Unique ID" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Source" }).click();
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  await page.keyboard.press("Escape");
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(header("Unique ID")).toBeVisible();
    await expect(page.getByRole("row", { name: /Person 001/ })).toContainText("U-001");
    await expect(header("Source")).toHaveCount(0);
  }
});

test("a Sub admin selects to export, changes nothing, and the server refuses the request of a Full admin", async ({
  page,
  account,
  scim,
  browser,
  playwright,
  baseURL,
}) => {
  await makePeople(scim(), 2);
  await signIn(page, await makeAdmin(account));
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await choose(page, "More actions", "Suspend");
  const suspend = await catchAction(page, () => dialog(page).getByRole("button", { name: "Suspend", exact: true }).click());

  const credentials = await makeAdmin(account, "sub");
  const sub = await playwright.request.newContext({ baseURL });
  await postSignIn(sub, credentials);
  expect(await sendAction(sub, suspend)).toContain("Only a Full admin can do this.");
  const upload = await sub.post("/users/import/file", { headers: { origin: baseURL ?? "" }, data: "Email\na@example.com" });
  expect(upload.status()).toBe(403);
  expect(await upload.json()).toEqual({ message: "Only a Full admin can do this." });
  await sub.dispose();

  const reader = await (await browser.newContext()).newPage();
  await signIn(reader, credentials);
  await expect(reader.getByRole("button", { name: "Add people" })).toHaveCount(0);
  await reader.getByRole("checkbox", { name: "Select Person 002" }).check();
  for (const name of ["Manage licenses", "Manage groups", "More actions"]) {
    await expect(selection(reader).getByRole("button", { name })).toHaveCount(0);
  }
  const download = reader.waitForEvent("download");
  await selection(reader).getByRole("button", { name: "Export" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain("p002@mail.example");
  await reader.goto("/users/import");
  await expect(reader).toHaveURL(/no-permission/);
  await expect(reader.getByText("Suspended")).toHaveCount(0);
  await reader.context().close();
});
