// Groups that an identity provider pushed, as an admin sees them.

import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("a pushed group is in Groups with the label IdP and its members, and on the profile of each of them", async ({
  page,
  account,
  scim,
}) => {
  const ann = (await scim().post("/Users", { userName: "ann@example.com", displayName: "Ann Member" })).body;
  await scim().post("/Users", { userName: "bob@example.com", displayName: "Bob Outside" });
  const inner = (await scim().post("/Groups", { displayName: "Inner circle" })).body;
  const pushed = { displayName: "Sales EMEA", members: [{ value: ann.id }, { value: inner.id }] };
  expect((await scim().post("/Groups", pushed)).status).toBe(201);

  await signIn(page, await makeAdmin(account));
  await page.getByRole("link", { name: "Groups", exact: true }).click();
  const row = page.getByRole("row", { name: /Sales EMEA/ });
  await expect(row).toContainText("IdP");
  await expect(row).toContainText("2");
  await page.getByLabel("Search by name").fill("inner");
  await expect(row).toBeHidden();
  await page.getByLabel("Search by name").fill("SALES");
  await page.getByRole("link", { name: "Sales EMEA" }).click();

  const members = page.getByRole("table", { name: "Members" });
  await expect(members.getByRole("row", { name: /Inner circle.*Group/ })).toBeVisible();
  await expect(members).not.toContainText("Bob Outside");
  await members.getByRole("link", { name: "Ann Member" }).click();
  await page.getByRole("tab", { name: "Groups" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("Sales EMEA");
});

test("an account without groups says what brings them", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account));
  await page.goto("/groups");
  await expect(page.getByText("No groups yet")).toBeVisible();
});

test("a group of another account is as unknown as one that never was", async ({ page, scim, adminCredentials }) => {
  const group = (await scim().post("/Groups", { displayName: "Secret" })).body;
  await signIn(page, adminCredentials);
  for (const id of [group.id, "00000000-0000-7000-8000-000000000000", "nonsense"]) {
    expect((await page.goto(`/groups/${id}`))?.status(), id).toBe(404);
    await expect(page.getByText("Secret")).toBeHidden();
  }
});
