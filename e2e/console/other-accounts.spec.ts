import { randomUUID } from "node:crypto";
import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { makeCustomer } from "./customer.ts";
import { about, catchAction, sendAction } from "./server-action.ts";

const advanced = { instance: "Sales Navigator", license: "Advanced", total: 5 };
const schemas = (resource: string) => [`urn:ietf:params:scim:schemas:core:2.0:${resource}`];

test("an id of another account in an address is an id that does not exist", async ({
  page,
  account,
  configuration,
  scim,
  cli,
}) => {
  const user = (await scim().post("/Users", { schemas: schemas("User"), userName: "theirs", displayName: "Theirs" })).body.id;
  const group = (await scim().post("/Groups", { schemas: schemas("Group"), displayName: "Theirs" })).body.id;
  const [pool] = await cli("pool", "list", "--account", account);
  const { admin } = await makeCustomer(advanced);
  await signIn(page, admin);

  for (const { path, id } of [
    { path: "/users/", id: user },
    { path: "/groups/", id: group },
    { path: "/settings/scim/", id: configuration.configurationId },
  ]) {
    const answers = [id, randomUUID()].map(async (id) => {
      const response = await page.request.get(path + id);
      return { status: response.status(), text: (await response.text()).includes("Theirs") };
    });
    expect(await Promise.all(answers), path).toEqual([
      { status: 404, text: false },
      { status: 404, text: false },
    ]);
    await page.goto(path + id);
    await expect(page.getByRole("heading", { name: "Not found", level: 1 })).toBeVisible();
    const theirs = await page.getByRole("main").textContent();
    await page.goto(path + randomUUID());
    expect(await page.getByRole("main").textContent()).toBe(theirs);
  }
  const status = (id: string) => page.request.get(`/settings/scim/${id}/status`);
  const [theirs, nobodys] = [await status(configuration.configurationId), await status(randomUUID())];
  expect([theirs.status(), await theirs.text()]).toEqual([404, await nobodys.text()]);

  await page.goto(`/users?license=${pool.id}`);
  await expect(page.getByText("No people match")).toBeVisible();
  await page.goto("/users?q=theirs");
  await expect(page.getByText("No people match")).toBeVisible();
});

test("an id of another account in an action is an id that does not exist", async ({ page, configuration, scim, cli }) => {
  const mine = await makeCustomer(advanced);
  const own = await cli("configuration", "create", "--account", mine.account, "--name", "Mine");
  await signIn(page, mine.admin, `/settings/scim/${own.configurationId}`);
  const revoke = await catchAction(page, async () => {
    await page.getByRole("button", { name: /^Revoke token …/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  });
  await page.goto(`/settings/scim/${own.configurationId}`);
  const remove = await catchAction(page, async () => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByLabel("Type Mine to confirm").fill("Mine");
    await page.getByRole("button", { name: "Delete configuration" }).click();
  });

  /** What the server says, without what differs in every answer. */
  const outcome = (text: string) => /\{"ok":false[^}]*?"message":"([^"]*)"/.exec(text)?.[1];
  for (const { action, id, theirs } of [
    { action: revoke, id: own.tokenId, theirs: configuration.tokenId },
    { action: remove, id: own.configurationId, theirs: configuration.configurationId },
  ]) {
    const refused = outcome(await sendAction(page.request, about(action, id, theirs)));
    expect(refused).toMatch(/does not exist/);
    expect(outcome(await sendAction(page.request, about(action, id, randomUUID())))).toBe(refused);
  }
  expect((await scim().get("/Users")).status).toBe(200);
  // both actions are good ones with an id of one's own
  expect(await sendAction(page.request, revoke)).toContain('"ok":true');
});
