// The screens that admins live in, by the keyboard alone: no test here touches the mouse.
import type { Locator, Page } from "@playwright/test";
import type { ScimClient } from "../fixtures/scim-client.ts";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { makeCustomer } from "./customer.ts";
import { press, tabTo } from "./keyboard.ts";

test.describe.configure({ timeout: 180_000 });

const named = ["--instance", "Sales Navigator", "--license", "Advanced"];
const names = ["Ann", "Ben", "Cid"];

/** A customer whose IdP sent three people, of whom one has the only license, and a group. */
const keyboardTest = test.extend<{ customer: Awaited<ReturnType<typeof makeCustomer>> & { ids: string[]; group: string } }>({
  customer: async ({ cli, scim }, use) => {
    const customer = await makeCustomer({ instance: "Sales Navigator", license: "Advanced", total: 1 });
    const create = ["configuration", "create", "--account", customer.account, "--name", "Entra ID", "--auto-assign"];
    const client: ScimClient = scim((await cli(...create, ...named)).token);
    const ids: string[] = [];
    for (const name of names) {
      const { body } = await client.post("/Users", { userName: `${name}@${customer.account}.example`, displayName: name });
      ids.push(body.id);
    }
    const { body } = await client.post("/Groups", { displayName: "Sales", members: [{ value: ids[0] }] });
    await use({ ...customer, ids, group: body.id });
  },
});

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const openWindow = (page: Page) => page.getByRole("dialog").or(page.getByRole("alertdialog"));

/** Finds an item of the open menu by typing its name, and takes it. */
async function take(page: Page, item: Locator, name: string): Promise<void> {
  await page.keyboard.type(name);
  await expect(item).toBeFocused();
  await page.keyboard.press("Enter");
}

/** What opens holds the focus, closes with Escape, and gives the focus back to the button. */
async function expectFocusBack(page: Page, opener: string | RegExp, item?: string): Promise<void> {
  await tabTo(page, button(page, opener));
  await page.keyboard.press("Enter");
  if (item) await take(page, page.getByRole("menuitem", { name: item }), item);
  await expect(openWindow(page)).toBeVisible();
  await expect(openWindow(page).locator(":focus")).toHaveCount(1);
  for (let presses = 0; presses < 12; presses++) await page.keyboard.press("Tab");
  await expect(openWindow(page).locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(openWindow(page)).toHaveCount(0);
  await expect(button(page, opener)).toBeFocused();
}

keyboardTest("every window holds the focus, closes with Escape, and gives the focus back", async ({ page, customer }) => {
  const { admin, ids, group } = customer;
  await signIn(page, admin, "/users");
  await expectFocusBack(page, "Add people", "By email");
  await page.goto(`/users/${ids[1]}`);
  await expectFocusBack(page, "More actions", "Suspend");
  await expectFocusBack(page, "Edit");
  await page.goto(`/users/${ids[1]}?tab=groups`);
  await expectFocusBack(page, "Add to group");
  await page.goto("/groups");
  await expectFocusBack(page, "Create group");
  await page.goto(`/groups/${group}`);
  await expectFocusBack(page, "Add people");
  await expectFocusBack(page, "Add rule");
  await page.goto("/licenses");
  await expectFocusBack(page, "Add licenses");
  await press(page, page.getByRole("table").getByRole("link", { name: "Sales Navigator Advanced" }));
  await page.waitForURL(/\/licenses\/[0-9a-f-]{36}$/);
  await expectFocusBack(page, "Change total");
  await press(page, page.getByRole("link", { name: /^Waiting line/ }));
  await page.waitForURL("**/waiting");
  await expectFocusBack(page, "Move to front of the line: Cid");
  await page.goto("/admins");
  await expectFocusBack(page, "Invite admin");
  await page.goto("/activity-log");
  await expectFocusBack(page, "Person or group");
  await expectFocusBack(page, "Dates");

  await tabTo(page, button(page, "Dates"));
  await page.keyboard.press("ControlOrMeta+k");
  await expect(openWindow(page).getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(button(page, "Dates")).toBeFocused();
  await page.keyboard.press("?");
  await expect(openWindow(page)).toContainText("Keyboard shortcuts");
  await page.keyboard.press("Escape");
  await expect(button(page, "Dates")).toBeFocused();
});

keyboardTest("people are filtered, selected, suspended and edited", async ({ page, customer }) => {
  await signIn(page, customer.admin, "/users");
  const { keyboard } = page;
  await press(page, button(page, "Filter"));
  await take(page, page.getByRole("menuitemradio", { name: "Waiting" }), "Waiting");
  await expect(page).toHaveURL(/status=waiting/);
  await keyboard.press("Escape");
  await expect(button(page, "Filter")).toBeFocused();
  await expect(page.getByText("2 people", { exact: true })).toBeVisible();

  for (const name of ["Ben", "Cid"]) {
    await tabTo(page, page.getByRole("checkbox", { name: `Select ${name}` }));
    await keyboard.press("Space");
  }
  await tabTo(page, button(page, "More actions"), "Shift+Tab");
  await keyboard.press("Enter");
  await take(page, page.getByRole("menuitem", { name: "Suspend" }), "Suspend");
  await expect(openWindow(page)).toContainText("2 people");
  await keyboard.press("Escape");
  await expect(button(page, "More actions")).toBeFocused();
  await keyboard.press("Enter");
  await take(page, page.getByRole("menuitem", { name: "Suspend" }), "Suspend");
  await press(page, openWindow(page).getByRole("button", { name: "Suspend" }));
  await expect(page.getByRole("region", { name: "Suspend people" })).toContainText("Done: 2.");
  await expect(page.locator("#main")).toBeFocused(); // the bar with the button is gone

  await page.goto(`/users/${customer.ids[0]}?tab=groups`);
  await press(page, button(page, "Edit"));
  await tabTo(page, page.getByLabel("Title"));
  await keyboard.type("Head of Sales");
  await keyboard.press("Enter");
  await expect(openWindow(page)).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Employee info" })).toContainText("Head of Sales");
  await expect(button(page, "Edit")).toBeFocused();
  await tabTo(page, page.getByRole("tab", { name: "Groups" }));
  await keyboard.press("ArrowRight");
  await expect(page.getByRole("tabpanel")).toContainText("Auto-assigned by Entra ID");
});

keyboardTest("a group is made and filled, a license resized and passed on, a report asked for", async ({ page, customer }) => {
  await signIn(page, customer.admin, "/groups");
  const { keyboard } = page;
  await press(page, button(page, "Create group"));
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await keyboard.type("Night shift");
  await keyboard.press("Enter");
  await page.waitForURL(/\/groups\/[0-9a-f-]{36}$/);
  await press(page, button(page, "Add people"));
  await expect(page.getByRole("combobox")).toBeFocused();
  await keyboard.type("Cid");
  await expect(page.getByRole("option")).toHaveText(/Cid/);
  await keyboard.press("Enter");
  await press(page, openWindow(page).getByRole("button", { name: /^Add / }));
  await expect(page.getByRole("table", { name: "Members" })).toContainText("Cid");

  await page.goto("/licenses");
  await press(page, page.getByRole("table").getByRole("link", { name: "Sales Navigator Advanced" }));
  await press(page, page.getByRole("link", { name: /^Waiting line/ }));
  await press(page, button(page, "Move to front of the line: Cid"));
  await press(page, openWindow(page).getByRole("button", { name: "Move to front" }));
  await expect(page.getByRole("row").nth(1)).toContainText("Cid");
  await press(page, button(page, "Change total"));
  await expect(page.getByRole("textbox", { name: "Total" })).toBeFocused();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("2");
  await keyboard.press("Enter");
  await expect(openWindow(page)).toHaveCount(0);
  await expect(page.getByRole("row").nth(1)).toContainText("Ben");

  await page.goto("/reporting");
  await tabTo(page, page.getByLabel("People by", { exact: true }));
  await keyboard.type("Location");
  await press(page, button(page, "Show"));
  await expect(page).toHaveURL(/by=location/);
});
