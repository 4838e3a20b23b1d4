// Everybody in a group gets a license.
import type { Page } from "@playwright/test";
import type { ScimClient } from "../fixtures/scim-client.ts";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";

const rules = (page: Page) => page.getByRole("region", { name: "License rules" });

/** A pushed group with people in it. */
async function push(scim: ScimClient, displayName: string, names: string[]): Promise<string> {
  const members = [];
  for (const name of names) {
    const { body } = await scim.post("/Users", { userName: `${name}@example.com`, displayName: name });
    members.push({ value: body.id });
  }
  return (await scim.post("/Groups", { displayName, members })).body.id;
}

async function addRule(page: Page, license: RegExp, preview: string): Promise<void> {
  await page.getByRole("button", { name: "Add rule" }).click();
  const dialog = page.getByRole("dialog");
  const option = await dialog.getByRole("option", { name: license }).textContent();
  await dialog.getByLabel("License").selectOption(option);
  await expect(dialog.getByRole("status")).toHaveText(preview);
  await expectStateAccessible(page, "Add a license rule");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await expect(dialog).toBeHidden();
}

test("a rule says before who gets a license and who waits, gives it, is the reason on the profile, and takes it back", async ({
  page,
  account,
  cli,
  scim,
}) => {
  await cli("pool", "set", "--account", account, "--instance", "Learning", "--license", "Learning", "--total", "2");
  const group = await push(scim(), "Learners", ["ann", "bob", "cid"]);
  await signIn(page, await makeAdmin(account), `/groups/${group}`);
  await addRule(page, /^Learning/, "2 people get Learning now, 1 waits for one that comes free.");
  await expect(rules(page)).toContainText("Learning");
  await expectAccessible(page, "a group with a license rule");

  await page.getByRole("link", { name: "ann" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("Given by the group Learners");
  await page.getByRole("tab", { name: "Groups" }).click();
  await expect(page.getByRole("tabpanel")).toContainText("gives Learning");

  await page.goto(`/groups/${group}`);
  await page.getByRole("button", { name: "Remove the rule for Learning" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question).toContainText("3 people lose Learning now");
  await question.getByRole("button", { name: "Remove rule" }).click();
  await expect(rules(page)).toContainText("Being in this group gives no license.");
  const [pool] = (await cli("pool", "list", "--account", account)).filter(
    ({ licenseType }: { licenseType: string }) => licenseType === "Learning",
  );
  expect(pool).toMatchObject({ invited: 0, waiting: 0 });
});

test("the first rule decides between types that exclude each other, and moving a rule changes who has what", async ({
  page,
  account,
  cli,
  scim,
}) => {
  const plus = ["--instance", "Sales Navigator", "--license", "Advanced Plus", "--total", "5"];
  await cli("pool", "set", "--account", account, ...plus);
  const group = await push(scim(), "Sellers", ["ann"]);
  await signIn(page, await makeAdmin(account), `/groups/${group}`);
  await addRule(page, /Advanced Plus/, "1 person gets Sales Navigator Advanced Plus now.");
  await addRule(page, /Advanced \(/, "1 person gets Sales Navigator Advanced now.");
  await page.getByRole("link", { name: "Order of all rules" }).click();
  const order = page.getByRole("list", { name: "License rules in order" }).getByRole("listitem");
  await expect(order).toHaveText([/Sellers gets Sales Navigator Advanced Plus$/, /Sellers gets Sales Navigator Advanced$/]);
  await expectAccessible(page, "License rules");
  await page.getByRole("button", { name: "Move up: Sales Navigator Advanced for Sellers" }).press("Enter");
  await expect(order).toHaveText([/Sellers gets Sales Navigator Advanced$/, /Sellers gets Sales Navigator Advanced Plus$/]);
  await page.reload();
  await expect(order.first()).toHaveText(/Sellers gets Sales Navigator Advanced$/);
  await order.first().getByRole("link", { name: "Sellers" }).click();
  await page.getByRole("link", { name: "ann" }).click();
  const licenses = page.getByRole("tabpanel").getByRole("listitem");
  await expect(licenses.filter({ hasText: /Navigator Advanced(?! Plus)/ }).first()).toContainText("Invited");
  await expect(licenses.filter({ hasText: /^Sales Navigator Advanced Plus/ })).toContainText("Not given");
});
