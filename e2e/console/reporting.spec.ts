// Reporting: what is, and what was day by day, from what a first sync really did.

import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible } from "./accessible.ts";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

test("people and licenses by day, department and location, in an address that can be shared, and as CSV", async ({
  page,
  account,
  scim,
}) => {
  const people = [
    { userName: "ann@example.com", department: "Sales", locality: "Oslo" },
    { userName: "bob@example.com", department: "Sales", locality: "Bergen" },
    { userName: "eve@example.com", department: "=1+1", locality: "Oslo" },
  ];
  for (const { userName, department, locality } of people) {
    const addresses = [{ type: "work", locality }];
    expect((await scim().post("/Users", { userName, addresses, [enterprise]: { department } })).status).toBe(201);
  }
  expect((await scim().post("/Users", { userName: "ann@example.com" })).status).toBe(409);

  await signIn(page, await makeAdmin(account));
  await page.getByRole("link", { name: "Reporting", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Reporting", level: 1 })).toBeVisible();
  await expect(page.getByText("3 joined and 0 left.")).toBeVisible();
  await expect(page.getByText("Identity providers made 3 changes; 1 request failed.")).toBeVisible();
  const today = new Date().toISOString().slice(0, 10);
  await page.getByText("Show the numbers").first().click();
  await expect(page.getByRole("table", { name: "People by day" }).getByRole("row", { name: today })).toContainText("3");
  await expect(page.getByRole("table", { name: "People by department" }).getByRole("row", { name: /^Sales/ })).toContainText("2");
  await expectAccessible(page, "Reporting");

  await page.getByLabel("People by", { exact: true }).selectOption("Location");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/by=location/);
  await expect(page.getByRole("table", { name: "People by location" }).getByRole("row", { name: /^Oslo/ })).toContainText("2");
  await page.reload();
  await expect(page.getByRole("table", { name: "People by location" })).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export days as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^report-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/);
  const file = await (await page.request.get("/reporting/export?by=department")).text();
  expect(file).toContain("Sales,2,2,");
  expect(file, "no cell starts a formula").toContain("'=1+1,1,1,");
});

test("the files are for who is signed in alone", async ({ request }) => {
  for (const query of ["", "?by=group"]) expect((await request.get(`/reporting/export${query}`)).status()).toBe(401);
});
