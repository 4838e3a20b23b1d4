import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { makeCustomer, runIdp } from "./customer.ts";
import { expectCounts, openUsers } from "./scim-setup.ts";

const advanced = "Sales Navigator Advanced";

test("deleting a configuration needs its name, and returns what only it gave to who waits", async ({ page, cli }) => {
  const { account, admin } = await makeCustomer({ instance: "Sales Navigator", license: "Advanced", total: 3 });
  const create = (name: string) => {
    const assigned = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];
    return cli("configuration", "create", "--account", account, "--name", name, ...assigned);
  };
  const [leaving, staying] = [await create("Old directory"), await create("New directory")];
  await runIdp("entra", { url: leaving.tenantUrl, token: leaving.token, users: 3 });
  const { people } = await runIdp("okta", { url: staying.tenantUrl, token: staying.token, users: 2, seed: 2 });

  await signIn(page, admin);
  await expectCounts(page, advanced, { Available: 0, Invited: 3, Activated: 0, Waiting: 2 });
  await page.goto("/settings/scim");
  await page.getByRole("link", { name: "Old directory" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Old directory?" });
  await expect(dialog).toContainText("3 people");
  await expect(dialog).toContainText("the licenses go to who waits");
  const confirm = dialog.getByRole("button", { name: "Delete configuration" });
  await expect(confirm).toBeDisabled();
  for (const wrong of ["old directory", "Old", "Old directory "]) {
    await dialog.getByLabel("Type Old directory to confirm").fill(wrong);
    await expect(confirm).toBeDisabled();
  }
  await dialog.getByLabel("Type Old directory to confirm").fill("Old directory");
  await confirm.click();

  await page.waitForURL("**/settings/scim");
  await expect(page.getByRole("link", { name: "New directory" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Old directory" })).toHaveCount(0);
  await openUsers(page);
  await expect(page.getByText("2 people", { exact: true })).toBeVisible();
  for (const { email } of people) await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Invited");
  await expectCounts(page, advanced, { Available: 1, Invited: 2, Activated: 0, Waiting: 0 });
  const authorization = `Bearer ${leaving.token}`;
  const status = async () => (await page.request.get(`${leaving.tenantUrl}/Users`, { headers: { authorization } })).status();
  await expect.poll(status, { timeout: 1000 }).toBe(401);
});

test("more people than an admin can wait for leave in a job that SCIM Setup shows", async ({ page, cli }) => {
  const { account, admin } = await makeCustomer({ instance: "Sales Navigator", license: "Advanced", total: 3 });
  const created = await cli("configuration", "create", "--account", account, "--name", "Old directory");
  const { people } = await runIdp("okta", { url: created.tenantUrl, token: created.token, users: 520 });
  await signIn(page, admin, "/settings/scim");
  await page.getByRole("link", { name: "Old directory" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Old directory?" });
  await dialog.getByLabel("Type Old directory to confirm").fill("Old directory");
  await dialog.getByRole("button", { name: "Delete configuration" }).click();
  await page.waitForURL("**/settings/scim");
  const notice = page.getByRole("region", { name: "Delete Old directory" });
  await expect(notice).toContainText(`Done: ${people.length}.`);
  await openUsers(page);
  await expect(page.getByText("Nobody here yet")).toBeVisible();
});
