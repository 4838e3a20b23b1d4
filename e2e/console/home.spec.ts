import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { makeCustomer } from "./customer.ts";

const schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];

test("Home leads a new account to its first synced person, step by step", async ({ page, cli }) => {
  const { account, admin } = await makeCustomer({ instance: "Sales Navigator", license: "Advanced", total: 1 });
  await signIn(page, admin);
  await page.getByRole("link", { name: "Account Center" }).click();
  const start = page.getByRole("region", { name: "Start here" });
  await start.getByRole("link", { name: "Add new SCIM configuration" }).click();
  await page.waitForURL("**/settings/scim/new");

  const license = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];
  const made = await cli("configuration", "create", "--account", account, "--name", "Entra ID", ...license);
  await page.goto("/");
  await expect(start.getByRole("listitem").first()).toContainText("done");
  await start.getByRole("link", { name: "Open the guide" }).click();
  await page.waitForURL(`**/settings/scim/${made.configurationId}`);

  await page.goto("/");
  const headers = { authorization: `Bearer ${made.token}` };
  const create = (userName: string) => page.request.post(`${made.tenantUrl}/Users`, { headers, data: { schemas, userName } });
  expect((await create("ann")).status()).toBe(201);
  await expect(start).toHaveCount(0); // by itself, within two seconds
  await expect(page.getByRole("region", { name: "Latest activity" })).toContainText("ann");
  expect((await create("bob")).status()).toBe(201);
  await page.getByRole("link", { name: "See who waits" }).click();
  await expect(page.getByRole("row").filter({ hasText: "bob" })).toBeVisible();
});

test("Home names what needs attention, each with its one next step", async ({ page, account, configuration, cli, scim }) => {
  await scim().post("/Users", { schemas, userName: "ann" });
  await signIn(page, await makeAdmin(account), "/groups");
  await page.goto("/");
  await expect(page.getByText("Nothing needs attention.")).toBeVisible();
  await scim().post("/Users", { schemas });
  await page.goto("/");
  const attention = page.getByRole("region", { name: "Needs attention" });
  await expect(attention).toContainText("1 call of Test failed");
  await cli("token", "revoke", configuration.tokenId, "--account", account);
  await expect(attention).toContainText("Test has no access token that works");
  await attention.getByRole("link", { name: "Reissue token" }).click();
  await page.waitForURL(`**/settings/scim/${configuration.configurationId}`);
});

test("the command palette goes to a person, a group, a configuration and a setting by the keyboard alone", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  const { body: ann } = await scim().post("/Users", { schemas, userName: "ann", displayName: "Ann Example" });
  const groups = ["urn:ietf:params:scim:schemas:core:2.0:Group"];
  const { body: group } = await scim().post("/Groups", { schemas: groups, displayName: "Field sales" });
  await signIn(page, await makeAdmin(account));
  const go = async (text: string, name: RegExp, path: string) => {
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("combobox", { name: "Go to" }).fill(text);
    await expect(page.getByRole("option", { name })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${path}`);
    await expect(page.getByRole("dialog")).toHaveCount(0);
  };
  await go("ann ex", /Ann Example/, `/users/${ann.id}`);
  await go("field", /Field sales/, `/groups/${group.id}`);
  await go("test", /Test/, `/settings/scim/${configuration.configurationId}`);
  await go("single", /Single Sign-On/, "/settings?panel=sso");
  await expect(page.getByRole("button", { name: /^Single Sign-On/ })).toHaveAttribute("aria-expanded", "true");

  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: "Go to" }).fill("nobody is called this");
  await expect(page.getByText("Nothing found for")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText("Go to a person");
  await page.keyboard.press("Escape");
  await page.goto("/users");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search by name, email or ID")).toBeFocused();
  await page.keyboard.type("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("the palette finds nothing of another account", async ({ page, account, scim }) => {
  await scim().post("/Users", { schemas, userName: "ann", displayName: "Ann Example" });
  await signIn(page, await makeAdmin(account));
  expect(await (await page.request.get("/api/find?q=ann")).json()).toMatchObject([{ kind: "person", name: "Ann Example" }]);
  const { admin } = await makeCustomer({ instance: "Sales Navigator", license: "Advanced", total: 1 });
  await page.context().clearCookies();
  await signIn(page, admin);
  expect(await (await page.request.get("/api/find?q=ann&kind=person")).json()).toEqual([]);
});
