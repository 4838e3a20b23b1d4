// What an admin does on the enterprise profile, from an e-mail address in the identity provider to the license of that person.
import type { Page } from "@playwright/test";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";

const user = (userName: string, displayName: string, more: object = {}) => ({
  userName,
  displayName,
  emails: [{ type: "work", value: `${userName.split("@")[0]}@mail.example`, primary: true }],
  ...more,
});

const panel = (page: Page) => page.getByRole("tabpanel");
const question = (page: Page) => page.getByRole("alertdialog");
const info = (page: Page) => page.getByRole("region", { name: "Employee info" });

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function chooseFor(page: Page, license: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${license}` }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

async function assign(page: Page, license: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Assign license" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("License").selectOption(await dialog.getByRole("option", { name: license }).textContent());
  await expectStateAccessible(page, "Assign license");
  await dialog.getByRole("button", { name: "Assign license" }).click();
  await expect(dialog).toBeHidden();
}

const advanced = "Sales Navigator Advanced";

test("one search from an e-mail to the person; a license is assigned, its link copied, it is returned, and the reasons are said", async ({
  page,
  account,
  scim,
}) => {
  await scim().post("/Users", user("ann@directory.example", "Ann Example"));
  await signIn(page, await makeAdmin(account), "/users");
  await page.getByRole("searchbox").first().fill("ann@mail.example");
  await page
    .getByRole("row", { name: /Ann Example/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Ann Example", level: 1 })).toBeVisible();
  await expect(panel(page)).toContainText("Nothing has assigned a license to this person.");

  await assign(page, /^Sales Navigator Advanced \(/);
  await expect(panel(page)).toContainText(/Sales Navigator Advanced\s*Invited/);
  await expect(panel(page)).toContainText("Assigned by Somebody");

  await chooseFor(page, advanced, "Copy invitation link");
  const link = page.getByRole("dialog", { name: "Invitation link" });
  await expect(link.getByLabel("Invitation link", { exact: true })).toHaveValue(/\/activate\/.+/);
  const first = await link.getByLabel("Invitation link", { exact: true }).inputValue();
  await expectStateAccessible(page, "Invitation link");
  await page.keyboard.press("Escape");
  await chooseFor(page, advanced, "Resend invitation");
  await question(page).getByRole("button", { name: "Resend invitation" }).click();
  await expect(question(page)).toBeHidden();
  await chooseFor(page, advanced, "Copy invitation link");
  await expect(link.getByLabel("Invitation link", { exact: true })).toHaveValue(/\/activate\/.+/);
  expect(await link.getByLabel("Invitation link", { exact: true }).inputValue()).not.toBe(first);
  await page.keyboard.press("Escape");

  await chooseFor(page, advanced, "Return license");
  await expect(question(page)).toContainText(`Ann Example loses ${advanced} now; the invitation stops working`);
  await question(page).getByRole("button", { name: "Return license" }).click();
  await expect(panel(page)).toContainText("Nothing has assigned a license to this person.");
  await page.getByRole("tab", { name: "Activity" }).click();
  await expect(panel(page)).toContainText(`${advanced} returned`);
});

test("what a SCIM configuration gives is returned with an exclusion that says who and why, and can be lifted", async ({
  page,
  account,
  cli,
}) => {
  const give = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];
  const { tenantUrl, token } = await cli("configuration", "create", "--account", account, "--name", "Entra ID", ...give);
  const answer = await page.request.post(`${tenantUrl}/Users`, {
    headers: { authorization: `Bearer ${token}` },
    data: user("ann@directory.example", "Ann Example"),
  });
  const { id } = await answer.json();
  await signIn(page, await makeAdmin(account), `/users/${id}`);
  await expect(panel(page)).toContainText("Auto-assigned by Entra ID");
  await chooseFor(page, advanced, "Return license");
  await expect(question(page)).toContainText("until you lift the exclusion");
  await question(page).getByLabel("Why").fill("On leave");
  await expectStateAccessible(page, "Return license");
  await question(page).getByRole("button", { name: "Return license" }).click();
  await expect(panel(page)).toContainText("Excluded: Somebody took this license back");
  await expect(panel(page)).toContainText("Why: On leave");
  await expectAccessible(page, "a profile with an exclusion");

  await chooseFor(page, advanced, "Lift exclusion");
  await question(page).getByRole("button", { name: "Lift exclusion" }).click();
  await expect(panel(page)).toContainText(/Sales Navigator Advanced\s*Invited/);
});

test("who waits is moved to the front of the line", async ({ page, account, cli, scim }) => {
  await cli("pool", "set", "--account", account, "--instance", "Learning", "--license", "Learning", "--total", "0");
  const people = [];
  for (const name of ["ann", "bob", "cid"])
    people.push((await scim().post("/Users", user(`${name}@directory.example`, name))).body.id);
  const [ann, bob, cid] = people;
  await signIn(page, await makeAdmin(account), `/users/${ann}`);
  for (const [at, id] of [ann, bob, cid].entries()) {
    await page.goto(`/users/${id}`);
    await assign(page, /^Learning/);
    await expect(panel(page)).toContainText(`Number ${at + 1} in line`);
  }
  await chooseFor(page, "Learning", "Move to the front of the line");
  await expect(question(page)).toContainText("cid gets the next Learning that comes free. The 2 ahead wait longer.");
  await question(page).getByRole("button", { name: "Move to the front" }).click();
  await expect(panel(page)).toContainText("Number 1 in line");
  await chooseFor(page, "Learning", "Leave the line");
  await question(page).getByRole("button", { name: "Leave the line" }).click();
  await expect(panel(page)).toContainText("Nothing has assigned a license to this person.");
});

test("a person whom an IdP keeps cannot be removed, is suspended instead, and the IdP still reads its own active", async ({
  page,
  account,
  scim,
}) => {
  const { id } = (await scim().post("/Users", user("ann@directory.example", "Ann Example"))).body;
  await signIn(page, await makeAdmin(account), `/users/${id}`);
  await assign(page, /^Sales Navigator Advanced \(/);
  await choose(page, "Remove");
  await expect(question(page)).toContainText("Test keeps this person and would bring them back.");
  await expect(question(page)).toContainText(`They lose ${advanced}, which passes to who waits.`);
  await question(page).getByRole("button", { name: "Suspend instead" }).click();
  await expect(page.getByText("inactive and without licenses, whatever an identity provider says")).toBeVisible();
  await expect(panel(page)).toContainText("Given again once this person is active.");
  expect((await scim().get(`/Users/${id}`)).body.active).toBe(true);
  await expectAccessible(page, "a suspended person");

  await choose(page, "Lift suspension");
  await expect(question(page)).toContainText(`they get ${advanced}, or wait in line.`);
  await question(page).getByRole("button", { name: "Lift suspension" }).click();
  await expect(panel(page)).toContainText(/Sales Navigator Advanced\s*Invited/);
});

test("somebody whom the last IdP deleted is restored by hand, edited and removed", async ({ page, account, scim }) => {
  const { id } = (await scim().post("/Users", user("ann@directory.example", "Ann Example", { title: "Clerk" }))).body;
  await scim().delete(`/Users/${id}`);
  await signIn(page, await makeAdmin(account), `/users/${id}`);
  await expect(page.getByText("Deleted", { exact: true })).toBeVisible();
  await expectAccessible(page, "a deleted person");
  await page.getByRole("button", { name: "Restore" }).click();
  await question(page).getByRole("button", { name: "Restore person" }).click();
  await expect(page.getByText("Added by hand")).toBeVisible();
  expect((await scim().get(`/Users/${id}`)).status).toBe(404);

  await page.getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit Ann Example" });
  await form.getByLabel("Email").fill("no address");
  await form.getByLabel("Title").fill("Head of everything");
  await form.getByLabel("Unique ID").fill("E-1");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("“no address” is not an e-mail address.")).toBeVisible();
  await expect(form.getByLabel("Title")).toHaveValue("Head of everything");
  await expectStateAccessible(page, "Edit, refused");
  await form.getByLabel("Email").fill("ann@elsewhere.example");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  for (const text of ["ann@elsewhere.example", "Head of everything", "E-1"]) await expect(info(page)).toContainText(text);
  await page.getByRole("tab", { name: "Activity" }).click();
  await expect(panel(page)).toContainText(/Clerk→ became Head of everything/);

  await choose(page, "Remove");
  await expect(question(page)).toContainText("You can restore Ann Example for 30 days");
  await question(page).getByRole("button", { name: "Remove person" }).click();
  await expect(page.getByText("Deleted", { exact: true })).toBeVisible();
});

test("what an IdP keeps is shown beside the form; what it does not send is fixed here, and returned to it as it sends it", async ({
  page,
  account,
  scim,
}) => {
  const { id } = (await scim().post("/Users", user("ann@directory.example", "Ann Example", { title: "Clerk" }))).body;
  const path = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department";
  await signIn(page, await makeAdmin(account), `/users/${id}`);
  const title = info(page).getByRole("definition").filter({ hasText: "Clerk" });
  await title.getByRole("button", { name: "IdP" }).press("Enter");
  await expect(page.getByRole("tooltip")).toHaveText(
    "Kept true by Test. Change it in its identity provider; it arrives with the next sync. SCIM attribute: title",
  );
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit Ann Example" });
  await expect(form.getByRole("region", { name: "Kept true by Test" })).toContainText("Clerk");
  await expect(form.getByLabel("Title")).toHaveCount(0);
  await form.getByLabel("Department").fill("Law");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();
  await expect(info(page)).toContainText(/Law\s*Fixed here/);

  const operations = [{ op: "add", path, value: "Sales" }];
  await scim().patch(`/Users/${id}`, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: operations });
  const { body } = await scim().get(`/Users/${id}`);
  expect(body["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"].department).toBe("Sales");
  await page.reload();
  await expect(info(page)).toContainText(/Law\s*Fixed here/);
});

test("an edit of somebody whom another changed meanwhile says so and overwrites nothing", async ({ page, account, scim }) => {
  const { id } = (await scim().post("/Users", user("ann@directory.example", "Ann Example"))).body;
  await signIn(page, await makeAdmin(account), `/users/${id}`);
  await page.getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit Ann Example" });
  await scim().put(`/Users/${id}`, user("ann@directory.example", "Ann Example", { title: "Promoted" }));
  await form.getByLabel("Title").fill("Mine");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toContainText("Somebody changed this person meanwhile.");
  await expect(form.getByLabel("Title")).toHaveValue("Mine");
  await page.keyboard.press("Escape");
  await expect(info(page)).toContainText("Promoted");
});

test("a person joins groups from the profile and leaves those that are made by hand", async ({ page, account, scim }) => {
  const { id } = (await scim().post("/Users", user("ann@directory.example", "Ann Example"))).body;
  await scim().post("/Groups", { displayName: "Pushed", members: [{ value: id }] });
  await scim().post("/Groups", { displayName: "Other pushed" });
  await signIn(page, await makeAdmin(account), `/users/${id}?tab=groups`);
  await page.getByRole("button", { name: "Add to group" }).click();
  await expect(page.getByRole("option", { name: /^Pushed.*Already a member/ })).toBeDisabled();
  await page.getByRole("option", { name: /Other pushed/ }).click();
  await expectStateAccessible(page, "Add to group");
  await page.getByRole("dialog").getByRole("button", { name: "Add to group" }).click();
  await expect(panel(page)).toContainText(/Other pushed\s*IdP\s*Added here/);
  await expect(page.getByRole("button", { name: /^Remove/ })).toHaveCount(1);
  await page.getByRole("button", { name: /^Remove/ }).click();
  await question(page).getByRole("button", { name: "Remove from group" }).click();
  await expect(panel(page)).not.toContainText("Other pushed");
  await page.getByRole("tab", { name: "Activity" }).click();
  const events = panel(page).getByRole("listitem");
  await expect(events.nth(0)).toContainText(/^Left the group Other pushed\.Somebody/);
  await expect(events.nth(1)).toContainText(/^Joined the group Other pushed\.Somebody/);
  await expect(events.nth(2)).toContainText(/^Joined the group Pushed\.Test/);
});
