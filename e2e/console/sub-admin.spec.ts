import type { APIRequestContext } from "@playwright/test";
import type { Credentials } from "../fixtures/running-server.ts";
import { makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { callAction, catchAction, listActions, sendAction } from "./server-action.ts";

const refusal = "Only a Full admin can do this.";

/** Requests with the cookies of somebody who signed in. */
type SignedIn = (credentials: Credentials) => Promise<APIRequestContext>;
const signedInTest = test.extend<{ signedIn: SignedIn }>({
  signedIn: async ({ playwright, baseURL }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (credentials) => {
      const context = await playwright.request.newContext({ baseURL });
      contexts.push(context);
      await postSignIn(context, credentials);
      return context;
    });
    for (const context of contexts) await context.dispose();
  },
});

/** What is for everybody: leaving, choosing an account, what one changes of oneself, and links that are their own authority. */
const forEverybody = [
  "sign-in/sso/actions.ts startSignOnAction",
  "sign-out/actions.ts signOut",
  "choose-account/actions.ts chooseAccount",
  "admins/profile/actions.ts renameAction",
  "admins/profile/actions.ts changePasswordAction",
  "admins/profile/actions.ts endSessionAction",
  "admins/profile/actions.ts endOtherSessionsAction",
  "activate/[token]/actions.ts activateAction",
  "join/[token]/actions.ts joinAction",
];

signedInTest(
  "no server action of the build does anything for a Sub admin, or for nobody",
  async ({ account, signedIn, playwright, baseURL }) => {
    const actions = listActions();
    const names = actions.map(({ name }) => name);
    expect(
      forEverybody.filter((name) => !names.includes(name)),
      "actions that are for everybody and exist no more",
    ).toEqual([]);
    const others = actions.filter(({ name }) => !forEverybody.includes(name));
    expect(others.length).toBeGreaterThan(20);

    const sub = await signedIn(await makeAdmin(account, "sub"));
    const nobody = await playwright.request.newContext({ baseURL });
    const stamp = async () => (await sub.get("/api/changes")).text();
    const before = await stamp();
    for (const action of others) {
      expect.soft((await callAction(sub, action)).text, action.name).toContain(refusal);
      expect.soft((await callAction(nobody, action)).text, action.name).not.toContain('"ok":true');
    }
    expect(await stamp(), "something was changed").toBe(before);
    await nobody.dispose();
  },
);

test("a Sub admin sees the configurations and finds nothing to create, edit, pause, revoke or delete", async ({
  page,
  account,
  configuration,
}) => {
  await signIn(page, await makeAdmin(account, "sub"), "/settings/scim");
  await expect(page.getByRole("link", { name: "+ Add new SCIM configuration" })).toHaveCount(0);
  await page.getByRole("link", { name: "Test", exact: true }).click();
  await page.waitForURL(`**/settings/scim/${configuration.configurationId}`);
  await expect(page.getByRole("heading", { name: "Access tokens" })).toBeVisible();
  await expect(page.getByRole("main").getByText("Active", { exact: true })).toBeVisible();
  for (const name of [/Revoke/, /Reissue/, /Pause/, /Delete/]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Edit" })).toHaveCount(0);
});

test("a Sub admin sees the admins and exports the log, and finds nobody to invite or remove", async ({
  page,
  account,
  configuration,
}) => {
  await signIn(page, await makeAdmin(account, "sub"), "/admins");
  await expect(page.getByRole("list", { name: "Admins" }).getByText("You", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /Invite|Actions for/ })).toHaveCount(0);
  for (const path of [`/settings/scim/${configuration.configurationId}/edit`, "/settings/scim/new"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Only a Full admin can open this" })).toBeVisible();
  }
  const exported = await page.request.get("/activity-log/export");
  expect([exported.status(), exported.headers()["content-type"]]).toEqual([200, "text/csv; charset=utf-8"]);
});

signedInTest(
  "the server refuses a Sub admin who sends the request that creates a configuration",
  async ({ page, account, cli, signedIn }) => {
    const full = await makeAdmin(account);
    await signIn(page, full, "/settings/scim/new");
    const create = await catchAction(page, async () => {
      await page.getByLabel("Name", { exact: true }).fill("Sent again");
      await page.getByRole("button", { name: "Generate token" }).click();
    });
    const names = async () =>
      (await cli("configuration", "list", "--account", account)).map(({ name }: { name: string }) => name).sort();

    const sub = await signedIn(await makeAdmin(account, "sub"));
    expect(await sendAction(sub, create)).toContain(refusal);
    expect(await names()).toEqual(["Test"]);
    // the same request is a good one for who may send it
    expect(await sendAction(await signedIn(full), create)).toContain('"ok":true');
    expect(await names()).toEqual(["Sent again", "Test"]);
  },
);

for (const { verb, button, prepare } of [
  { verb: "revokes a token", button: /^Revoke token$/, prepare: /^Revoke token …/ },
  { verb: "deletes a configuration", button: /^Delete configuration$/, prepare: /^Delete$/ },
]) {
  signedInTest(
    `the server refuses a Sub admin who sends the request that ${verb}`,
    async ({ page, account, configuration, scim, signedIn }) => {
      const full = await makeAdmin(account);
      await signIn(page, full, `/settings/scim/${configuration.configurationId}`);
      const action = await catchAction(page, async () => {
        await page.getByRole("button", { name: prepare }).click();
        const dialog = page.getByRole("alertdialog");
        if (verb.startsWith("deletes")) await dialog.getByLabel("Type Test to confirm").fill("Test");
        await dialog.getByRole("button", { name: button }).click();
      });
      const status = async () => (await scim().get("/Users")).status;

      const sub = await signedIn(await makeAdmin(account, "sub"));
      expect(await sendAction(sub, action)).toContain(refusal);
      expect(await status()).toBe(200);
      await sendAction(await signedIn(full), action);
      await expect.poll(status).toBe(401);
    },
  );
}
