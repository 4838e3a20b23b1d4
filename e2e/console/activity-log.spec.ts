import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

const schemas = (resource: string) => [`urn:ietf:params:scim:schemas:core:2.0:${resource}`];

test("the Activity log tells changes before and after, failed requests with advice, by whom, and keeps names of who left", async ({
  page,
  account,
  scim,
}) => {
  const user = (
    await scim().post("/Users", { schemas: schemas("User"), userName: "ann@example.com", displayName: "Ann Example" })
  ).body.id;
  await scim().patch(`/Users/${user}`, {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", path: "title", value: "Head of everything" }],
  });
  const bad = {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
    Operations: [{ op: "replace", path: "no.such", value: 1 }],
  };
  expect((await scim().patch(`/Users/${user}`, bad)).status).toBe(400);
  await scim().delete(`/Users/${user}`);

  await signIn(page, await makeAdmin(account), "/activity-log");
  const entries = page.getByRole("list", { name: "Activity" }).getByRole("listitem");
  await expect(entries.filter({ hasText: "Deleted." })).toContainText("Ann Example (deleted)");
  await expect(entries.filter({ hasText: "Title" })).toContainText(/not set→ became Head of everything/);
  const failed = entries.filter({ hasText: "Request refused" });
  await expect(failed).toContainText("400 invalidPath");
  await expect(failed).toContainText("attribute mapping");
  await expect(failed).toContainText("IdP");

  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("menuitemradio", { name: "Failed SCIM requests" }).click();
  await page.waitForURL(/kind=requests/);
  await page.keyboard.press("Escape");
  await expect(entries).toHaveCount(1);
  await page.reload();
  await expect(entries).toHaveCount(1);
  await page.getByRole("link", { name: /Remove filter.*What/ }).click();
  await expect(entries.filter({ hasText: "Updated." })).toBeVisible();

  await page.goto(`/activity-log?about=${user}`);
  await expect(page.getByRole("link", { name: /Remove filter.*About.*Ann Example/ })).toBeVisible();
  await expect(entries).toHaveCount(4);
  await page.goto("/activity-log?by=system&time=1h&kind=groups");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(entries.first()).toBeVisible();
});

test("a person is found by typing and their history is a link that can be shared", async ({ page, account, scim }) => {
  for (const name of ["Ann Example", "Bob Example"])
    await scim().post("/Users", { schemas: schemas("User"), userName: name.replace(" ", "."), displayName: name });
  await signIn(page, await makeAdmin(account), "/activity-log");
  await page.getByRole("button", { name: "Person or group" }).click();
  await page.getByRole("combobox", { name: "Show what happened to" }).fill("bob");
  await page.getByRole("option", { name: /Bob Example/ }).click();
  await page.waitForURL(/about=[0-9a-f-]{36}/);
  await expect(page.getByRole("list", { name: "Activity" }).getByRole("listitem")).toHaveCount(1);
});

test("older and newer pages of the log join without a gap", async ({ page, account, scim }) => {
  for (let number = 0; number < 60; number++)
    await scim().post("/Users", { schemas: schemas("User"), userName: `p${number}`, displayName: `Person ${number}` });
  await signIn(page, await makeAdmin(account), "/activity-log?kind=people");
  const entries = page.getByRole("list", { name: "Activity" }).getByRole("listitem");
  await expect(entries).toHaveCount(50);
  await expect(entries.last()).toContainText("Person 10 ");
  await page.getByRole("link", { name: "Older" }).click();
  await expect(entries).toHaveCount(10);
  await expect(entries.first()).toContainText("Person 9 ");
  await page.getByRole("link", { name: "Newer" }).click();
  await expect(entries.first()).toContainText("Person 59 ");
});

test("the CSV file holds what the filters show, and no cell starts a formula", async ({ page, account, scim }) => {
  await scim().post("/Users", { schemas: schemas("User"), userName: "evil", displayName: '=HYPERLINK("https://evil.example")' });
  await signIn(page, await makeAdmin(account), "/activity-log?kind=people");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const text = readFileSync(await (await downloading).path(), "utf8");
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
  expect(rows.map((row) => [row.About, row.What, row["By kind"], row.Action])).toEqual([
    [`'=HYPERLINK("https://evil.example")`, "Created.", "idp", "user.created"],
  ]);
  for (const cell of Object.values(rows[0] ?? {})) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
});

test("nobody downloads the log without signing in, and nobody finds anything", async ({ request }) => {
  for (const path of ["/activity-log/export", "/api/find?q=a", "/settings/scim/check/export"])
    expect((await request.get(path, { maxRedirects: 0 })).status(), path).toBe(401);
});
