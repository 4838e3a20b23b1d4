// Every request that changes a person or a group: a Sub admin may not send it, and another account's ids are nobody's.
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { type Action, about, catchAction, sendAction } from "./server-action.ts";

const refusal = "Only a Full admin can do this.";

const dialog = (page: Page) => page.getByRole("dialog");
const question = (page: Page) => page.getByRole("alertdialog");

async function choose(page: Page, button: string, item: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** What the server says, without what differs in every answer. */
const outcome = (text: string) => /\{"ok":false[^}]*?"message":"([^"]*)"/.exec(text)?.[1];

test("a Sub admin sees people and groups and is refused every change; ids of another account are nobody's", async ({
  page,
  account,
  scim,
  cli,
  playwright,
  baseURL,
  accountMaker,
}) => {
  test.slow();
  const ann = (await scim().post("/Users", { userName: "ann@example.com", displayName: "Ann Example" })).body.id;
  const pushed = (await scim().post("/Groups", { displayName: "Pushed", members: [{ value: ann }] })).body.id;
  const gone = (await scim().post("/Users", { userName: "gone@example.com", displayName: "Gone Example" })).body.id;
  await scim().delete(`/Users/${gone}`);
  const full = await makeAdmin(account);
  await signIn(page, full, "/groups");
  await page.getByRole("button", { name: "Create group" }).click();
  await dialog(page).getByLabel("Name").fill("Mine");
  await dialog(page).getByRole("button", { name: "Create group" }).click();
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByRole("option", { name: /Ann/ }).click();
  await dialog(page).getByRole("button", { name: "Add 1 person" }).click();
  await page.getByRole("button", { name: "Add rule" }).click();
  await dialog(page).getByLabel("License").selectOption({ index: 1 });
  await dialog(page).getByRole("button", { name: "Add rule" }).click();
  await expect(dialog(page)).toBeHidden();
  const mine = page.url().split("/").at(-1) ?? "";

  const attempts: { path: string; act: () => Promise<void>; id?: string }[] = [
    {
      path: `/groups/${mine}`,
      id: mine,
      act: async () => {
        await choose(page, "More actions", "Rename");
        await dialog(page).getByLabel("Name").fill("Taken over");
        await dialog(page).getByRole("button", { name: "Rename group" }).click();
      },
    },
    {
      path: `/groups/${mine}`,
      id: mine,
      act: async () => {
        await choose(page, "More actions", "Delete");
        await question(page).getByLabel("Type Mine to confirm").fill("Mine");
        await question(page).getByRole("button", { name: "Delete group" }).click();
      },
    },
    {
      path: `/groups/${mine}`,
      id: mine,
      act: async () => {
        await page.getByRole("button", { name: "Remove Ann Example" }).click();
        await question(page).getByRole("button", { name: "Remove from group" }).click();
      },
    },
    {
      path: `/groups/${mine}`,
      act: async () => {
        await page
          .getByRole("button", { name: /^Remove the rule for/ })
          .first()
          .click();
        await question(page).getByRole("button", { name: "Remove rule" }).click();
      },
    },
    {
      path: `/groups/${pushed}`,
      id: pushed,
      act: async () => {
        await choose(page, "More actions", "Release from IdP");
        await question(page).getByRole("button", { name: "Release from IdP" }).click();
      },
    },
    // what the dialog of "Add people" asks while somebody types
    { path: `/groups/${pushed}`, act: () => page.getByRole("button", { name: "Add people" }).click() },
    {
      path: "/groups",
      act: async () => {
        await page.getByRole("button", { name: "Create group" }).click();
        await dialog(page).getByLabel("Name").fill("By a Sub admin");
        await dialog(page).getByRole("button", { name: "Create group" }).click();
      },
    },
    {
      path: `/users/${ann}`,
      id: ann,
      act: async () => {
        await choose(page, "More actions", "Suspend");
        await question(page).getByRole("button", { name: "Suspend" }).click();
      },
    },
    {
      path: `/users/${ann}`,
      id: ann,
      act: async () => {
        await page.getByRole("button", { name: "Edit" }).click();
        await dialog(page).getByLabel("Title").fill("Chief");
        await dialog(page).getByRole("button", { name: "Save" }).click();
      },
    },
    {
      path: `/users/${ann}`,
      id: ann,
      act: async () => {
        await choose(page, "Actions for Sales Navigator Advanced", "Return license");
        await question(page).getByRole("button", { name: "Return license" }).click();
      },
    },
    {
      path: `/users/${ann}`,
      id: ann,
      act: async () => {
        await choose(page, "Actions for Sales Navigator Advanced", "Resend invitation");
        await question(page).getByRole("button", { name: "Resend invitation" }).click();
      },
    },
    {
      path: `/users/${ann}`,
      id: ann,
      act: () => choose(page, "Actions for Sales Navigator Advanced", "Copy invitation link"),
    },
    {
      path: `/users/${gone}`,
      id: gone,
      act: async () => {
        await page.getByRole("button", { name: "Restore" }).click();
        await question(page).getByRole("button", { name: "Restore person" }).click();
      },
    },
  ];
  const caught: { action: Action; path: string; id: string | undefined }[] = [];
  for (const { path, act, id } of attempts) {
    await page.goto(path);
    caught.push({ action: await catchAction(page, act), path, id });
  }
  const before = await cli("pool", "list", "--account", account);

  const sub = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  await postSignIn(sub, await makeAdmin(account, "sub"));
  for (const { action, path } of caught) expect(await sendAction(sub, action), path).toContain(refusal);
  await sub.dispose();

  const other = await accountMaker.make();
  const stranger = await playwright.request.newContext({ ...(baseURL && { baseURL }) });
  await postSignIn(stranger, await makeAdmin(other.account));
  for (const { action, path, id } of caught) {
    if (id === undefined) continue;
    const theirs = outcome(await sendAction(stranger, action));
    expect(theirs, path).toBeDefined();
    expect(outcome(await sendAction(stranger, about(action, id, randomUUID()))), path).toBe(theirs);
  }
  await stranger.dispose();

  expect(await cli("pool", "list", "--account", account)).toEqual(before);
  await page.goto(`/groups/${mine}`);
  await expect(page.getByText("Made by hand · 1 member", { exact: true })).toBeVisible();
  await page.goto(`/users/${ann}`);
  await expect(page.getByText("Active", { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).not.toContainText("Chief");
});

test("a Sub admin finds nothing to change on groups, their rules and profiles", async ({ page, account, scim }) => {
  const ann = (await scim().post("/Users", { userName: "ann@example.com", displayName: "Ann Example" })).body.id;
  const group = (await scim().post("/Groups", { displayName: "Pushed", members: [{ value: ann }] })).body.id;
  await signIn(page, await makeAdmin(account, "sub"), "/groups");
  const nothing = page
    .getByRole("main")
    .getByRole("button", { name: /Create|Add|Edit|Remove|More actions|Actions for|Assign|Move/ });
  for (const [path, heading] of [
    ["/groups", "Groups"],
    [`/groups/${group}`, "Pushed"],
    ["/groups/rules", "License rules"],
    [`/users/${ann}`, "Ann Example"],
    [`/users/${ann}?tab=groups`, "Ann Example"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
    await expect(nothing, path).toHaveCount(0);
  }
});
