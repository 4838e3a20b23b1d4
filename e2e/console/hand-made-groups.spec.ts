// Groups as admins make and change them, beside the identity provider that pushes its own.
import type { Page } from "@playwright/test";
import type { ScimClient } from "../fixtures/scim-client.ts";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";

const members = (page: Page) => page.getByRole("table", { name: "Members" });
const dialog = (page: Page) => page.getByRole("dialog");

async function person(scim: ScimClient, displayName: string): Promise<{ id: string }> {
  const userName = `${displayName.toLowerCase().replaceAll(" ", ".")}@example.com`;
  return (await scim.post("/Users", { userName, displayName })).body;
}

/** Opens the menu beside the group's name and chooses. */
async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Finds people by what is typed, chooses them and adds them, by keyboard alone. */
async function addPeople(page: Page, ...names: string[]): Promise<void> {
  await page.getByRole("button", { name: "Add people" }).press("Enter");
  for (const name of names) {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(name);
    await expect(page.getByRole("option")).toHaveCount(1);
    await expect(page.getByRole("option", { name })).toHaveAttribute("data-selected", "true");
    await page.keyboard.press("Enter");
    await expect(dialog(page).getByRole("listitem").filter({ hasText: name })).toBeVisible();
  }
  await dialog(page)
    .getByRole("button", { name: /^Add \d/ })
    .press("Enter");
  await expect(dialog(page)).toBeHidden();
}

test("an admin makes a group, adds people by keyboard, renames it, removes somebody and deletes it by its name", async ({
  page,
  account,
  scim,
}) => {
  await person(scim(), "Ann Member");
  await person(scim(), "Bob Member");
  await signIn(page, await makeAdmin(account), "/groups");
  await page.getByRole("button", { name: "Create group" }).click();
  await dialog(page).getByRole("button", { name: "Create group" }).click();
  await expect(dialog(page).getByText("Give the group a name.")).toBeVisible();
  await expectStateAccessible(page, "Create a group, refused");
  await dialog(page).getByLabel("Name").fill("Champions");
  await dialog(page).getByRole("button", { name: "Create group" }).click();
  await expect(page.getByRole("heading", { name: "Champions", level: 1 })).toBeVisible();
  await expect(page.getByText("Made by hand · 0 members")).toBeVisible();

  await addPeople(page, "Ann Member", "Bob Member");
  await expect(members(page).getByRole("row")).toHaveCount(3);
  await page.getByLabel("Search members").fill("bob");
  await expect(members(page).getByRole("row")).toHaveCount(2);
  await page.getByLabel("Search members").fill("");
  await expect(members(page).getByRole("row", { name: /Ann Member/ })).toBeVisible();
  await page.getByRole("button", { name: "Add people" }).click();
  await expect(page.getByRole("option", { name: /Ann Member.*Already a member/ })).toBeDisabled();
  await expectStateAccessible(page, "Add people");
  await page.keyboard.press("Escape");

  await choose(page, "Rename");
  await dialog(page).getByLabel("Name").fill("Sales champions");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sales champions", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Remove Ann Member" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove from group" }).click();
  await expect(page.getByText("Made by hand · 1 member", { exact: true })).toBeVisible();
  await expect(members(page)).not.toContainText("Ann Member");

  await choose(page, "Delete");
  const question = page.getByRole("alertdialog", { name: "Delete Sales champions?" });
  await expect(question).toContainText("1 member leaves this group. Nobody loses a license.");
  await expect(question.getByRole("button", { name: "Delete group" })).toBeDisabled();
  await question.getByLabel("Type Sales champions to confirm").fill("Sales champions");
  await question.getByRole("button", { name: "Delete group" }).click();
  await expect(page).toHaveURL(/\/groups$/);
  await expect(page.getByText("No groups yet")).toBeVisible();
});

test("groups are put into a group made by hand and taken out, never into what they contain; one of an IdP takes none", async ({
  page,
  account,
  scim,
}) => {
  const pushed = (await scim().post("/Groups", { displayName: "Pushed" })).body;
  const [outer, inner] = ["Outer", "Inner"];
  await signIn(page, await makeAdmin(account), "/groups");
  for (const name of [inner, outer]) {
    await page.goto("/groups");
    await page.getByRole("button", { name: "Create group" }).click();
    await dialog(page).getByLabel("Name").fill(name);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  }
  await choose(page, "Add groups");
  await page.getByRole("option", { name: /^Inner/ }).click();
  await page.getByRole("option", { name: /^Pushed/ }).click();
  await expectStateAccessible(page, "Add groups");
  await dialog(page).getByRole("button", { name: "Add 2 groups" }).click();
  await expect(page.getByText("Made by hand · 2 members", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remove Pushed" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("stays in Groups");
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove from group" }).click();
  await expect(page.getByText("Made by hand · 1 member", { exact: true })).toBeVisible();

  await members(page).getByRole("link", { name: inner }).click();
  await expect(page.getByRole("heading", { name: inner, level: 1 })).toBeVisible();
  await choose(page, "Add groups");
  await expect(page.getByRole("option", { name: /^Outer.*Contains this group/ })).toBeDisabled();
  await page.goto(`/groups/${pushed.id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await expect(page.getByRole("menuitem", { name: "Add groups" })).toHaveCount(0);
});

test("what another group is called is refused beside the field", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/groups");
  for (const [name, taken] of [
    ["Einkauf", false],
    ["EINKAUF", true],
  ] as const) {
    await page.goto("/groups");
    await page.getByRole("button", { name: "Create group" }).click();
    await dialog(page).getByLabel("Name").fill(name);
    await dialog(page).getByRole("button", { name: "Create group" }).click();
    if (taken) await expect(dialog(page).getByText("There is already a group made by hand with this name.")).toBeVisible();
    else await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  }
});

test("people added here to a pushed group stay through changes of the IdP, until it pushes the whole group", async ({
  page,
  account,
  scim,
}) => {
  const pushed = await person(scim(), "Pushed Person");
  const later = await person(scim(), "Later Person");
  await person(scim(), "Local Person");
  const group = (await scim().post("/Groups", { displayName: "Pushed group", members: [{ value: pushed.id }] })).body;
  await signIn(page, await makeAdmin(account), `/groups/${group.id}`);
  await page.getByRole("button", { name: "IdP" }).hover();
  await expect(page.getByRole("tooltip")).toContainText("Name and members come from Test. Change them there.");

  await addPeople(page, "Local Person");
  const local = members(page).getByRole("row", { name: /Local Person.*Added here/ });
  await expect(local).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Local Person" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Pushed Person" })).toHaveCount(0);
  await expectAccessible(page, "a pushed group with somebody added here");

  const delta = [{ op: "add", path: "members", value: [{ value: later.id }] }];
  await scim().patch(`/Groups/${group.id}`, { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: delta });
  await expect(members(page)).toContainText("Later Person");
  await expect(local).toBeVisible();

  // Okta's Push Now
  await scim().put(`/Groups/${group.id}`, { displayName: "Pushed group", members: [{ value: pushed.id }] });
  await expect(local).toBeHidden();
  await expect(members(page).getByRole("row")).toHaveCount(2);
});

test("Okta unlinks two groups: one is deleted there, the other stays, is released, and is adopted again by the next push", async ({
  page,
  account,
  scim,
}) => {
  const ann = await person(scim(), "Ann Member");
  const push = async (displayName: string) =>
    (await scim().post("/Groups", { displayName, members: [{ value: ann.id }] })).body as { id: string };
  const [deleted, left] = [await push("Deleted in Okta"), await push("Left in Okta")];
  await signIn(page, await makeAdmin(account), "/groups");
  await expect(page.getByRole("row", { name: /in Okta.*IdP/ })).toHaveCount(2);
  expect((await scim().delete(`/Groups/${deleted.id}`)).status).toBe(204);
  await expect(page.getByRole("row", { name: /Deleted in Okta/ })).toBeHidden();

  await page.getByRole("link", { name: "Left in Okta" }).click();
  await choose(page, "Release from IdP");
  const question = page.getByRole("alertdialog", { name: "Release Left in Okta from Test?" });
  await expect(question).toContainText("If Test writes to it again, it belongs to Test again.");
  await expectStateAccessible(page, "Release from IdP");
  await question.getByRole("button", { name: "Release from IdP" }).click();
  await expect(page.getByText("Made by hand · 1 member", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Ann Member" })).toBeVisible();

  // Okta finds it by its name and links it again
  const found = await scim().get(`/Groups?filter=${encodeURIComponent('displayName eq "Left in Okta"')}`);
  expect(found.body.Resources).toMatchObject([{ id: left.id }]);
  await scim().put(`/Groups/${left.id}`, { displayName: "Left in Okta", members: [] });
  await expect(page.getByText("Pushed by Test · 0 members", { exact: true })).toBeVisible();
});

test("whoever changes a group that somebody else renamed or deleted meanwhile is told so, and nothing is done", async ({
  page,
  account,
  scim,
}) => {
  const group = (await scim().post("/Groups", { displayName: "Shared" })).body;
  const admin = await makeAdmin(account);
  await signIn(page, admin, `/groups/${group.id}`);
  await choose(page, "Release from IdP");
  await page.getByRole("alertdialog").getByRole("button", { name: "Release from IdP" }).click();
  await expect(page.getByText("Made by hand · 0 members", { exact: true })).toBeVisible();

  await choose(page, "Rename");
  const other = await page.context().newPage();
  await other.goto(`/groups/${group.id}`);
  await choose(other, "Rename");
  await dialog(other).getByLabel("Name").fill("Renamed first");
  await dialog(other).getByRole("button", { name: "Rename group" }).click();
  await expect(other.getByRole("heading", { name: "Renamed first", level: 1 })).toBeVisible();
  await dialog(page).getByLabel("Name").fill("Renamed second");
  await dialog(page).getByRole("button", { name: "Rename group" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("Somebody renamed this group meanwhile.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("heading", { name: "Renamed first", level: 1 })).toBeVisible();

  await choose(page, "Rename");
  await choose(other, "Delete");
  await other.getByLabel("Type Renamed first to confirm").fill("Renamed first");
  await other.getByRole("button", { name: "Delete group" }).click();
  await expect(other).toHaveURL(/\/groups$/);
  await dialog(page).getByLabel("Name").fill("Renamed third");
  await dialog(page).getByRole("button", { name: "Rename group" }).click();
  await expect(dialog(page).getByRole("alert")).toContainText("This group does not exist any more.");
});
