import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { fillSignIn, makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { mailsTo, receive } from "./mailbox.ts";

const adminsOf = (page: Page) => page.getByRole("list", { name: "Admins" }).getByRole("listitem");

/** Invites from the page of Admins that is open; answers the link. */
async function invite(page: Page, email: string, role = "Sub admin: sees and exports"): Promise<string> {
  await page.getByRole("button", { name: "Invite admin" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Role").selectOption({ label: role });
  await page.getByRole("button", { name: "Send invitation" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  return link;
}

test("an admin invites by a link, which makes somebody an admin once", async ({ page, browser, account }) => {
  await signIn(page, await makeAdmin(account), "/admins");
  const email = `${randomUUID()}@example.com`;
  const link = await invite(page, email);
  await expect(page.getByRole("region", { name: "Invitations" })).toContainText(email);

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole("heading", { level: 1 })).toHaveText(`Join ${account}`);
  await other.getByLabel("Password").fill("short");
  await other.getByRole("button", { name: "Accept invitation" }).click();
  await expect(other.getByText("Use at least 8 characters.")).toBeVisible();
  await other.getByLabel("Name").fill("New Colleague");
  await other.getByLabel("Password").fill("a longer password");
  await other.getByRole("button", { name: "Accept invitation" }).click();
  await other.waitForURL("/");
  await other.goto("/admins");
  await expect(adminsOf(other).filter({ hasText: "New Colleague" })).toContainText("You");
  await expect(other.getByRole("button", { name: "Invite admin" })).toHaveCount(0);

  await other.goto(link);
  await expect(other.getByText("This invitation was accepted.")).toBeVisible();
  await expect(adminsOf(page).filter({ hasText: "New Colleague" })).toContainText("Sub admin");
  await expect(page.getByRole("region", { name: "Invitations" })).toHaveCount(0);
  await other.close();
});

test("an invitation arrives by email, says who invites to what and until when, and is sent again", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/admins");
  const email = `${randomUUID()}@example.com`;
  const link = await invite(page, email);
  const mail = await receive(email);
  expect(mail.subject).toBe(`Somebody invites you to administer ${account}`);
  expect(mail.text).toContain(`to become a Sub admin of ${account} in Account Center. A Sub admin sees and exports.`);
  expect(mail.text).toMatch(/The link works once, until \w+ \d+, \d{4} at \d+:\d\d [AP]M UTC\./);
  expect(new URL(link).pathname).toBe(new URL(/^http\S+\/join\/\S+$/m.exec(mail.text)?.[0] ?? "").pathname);
  const invitations = page.getByRole("region", { name: "Invitations" });
  await expect(invitations).toContainText("Emailed");

  await page.getByRole("button", { name: `Send again invitation of ${email}` }).click();
  await expect.poll(() => mailsTo(email).length).toBe(2);
  const [, again] = mailsTo(email);
  await page.goto(new URL(/^http\S+\/join\/\S+$/m.exec(again?.text ?? "")?.[0] ?? "").pathname);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Join ${account}`);
});

test("the link of one account gives nobody a password who signs in elsewhere", async ({ page, browser, account, cli }) => {
  const elsewhere = `elsewhere-${randomUUID().slice(-12)}`;
  await cli("account", "create", "--name", elsewhere, "--slug", elsewhere);
  const known = await makeAdmin(elsewhere);
  await signIn(page, await makeAdmin(account), "/admins");
  const link = await invite(page, known.email);

  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByLabel("Name")).toHaveCount(0);
  await other.getByLabel("Password").fill("a password of my own");
  await other.getByRole("button", { name: "Accept invitation" }).click();
  await expect(other.getByText("This is not the password of this email.")).toBeVisible();
  await other.goto("/sign-in");
  await fillSignIn(other, { ...known, password: "a password of my own" });
  await expect(other.getByText("This email and password do not match.")).toBeVisible();

  await other.goto(link);
  await other.getByLabel("Password").fill(known.password);
  await other.getByRole("button", { name: "Accept invitation" }).click();
  await other.waitForURL("**/choose-account");
  await expect(other.getByRole("button", { name: account })).toBeVisible();
  await other.close();
});

test("a link that was withdrawn, replaced, or changed by a letter opens nothing", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/admins");
  const email = `${randomUUID()}@example.com`;
  const first = await invite(page, email);
  const second = await invite(page, email);
  await page.getByRole("button", { name: `Withdraw invitation of ${email}` }).click();
  await page.getByRole("button", { name: "Withdraw invitation", exact: true }).click();
  await expect(page.getByRole("region", { name: "Invitations" })).toHaveCount(0);
  for (const link of [first, second]) {
    await page.goto(link);
    await expect(page.getByText("This invitation was withdrawn or replaced")).toBeVisible();
  }
  for (const link of [second.slice(0, -2), second.replace("/join/e", "/join/f"), `${new URL(second).origin}/join/x`]) {
    await page.goto(link);
    await expect(page.getByText("This link is not complete or not one of ours.")).toBeVisible();
  }
});

test("roles change, somebody is removed at once, and the last Full admin can neither leave nor be demoted", async ({
  page,
  browser,
  account,
}) => {
  const [me, colleague] = [await makeAdmin(account), await makeAdmin(account, "sub")];
  const other = await browser.newPage();
  await signIn(other, colleague, "/admins");
  await signIn(page, me, "/admins");
  const mine = adminsOf(page).filter({ hasText: me.email });
  const theirs = adminsOf(page).filter({ hasText: colleague.email });
  await mine.getByRole("button", { name: /^Actions for/ }).click();
  await expect(page.getByRole("menuitem", { name: "Leave this account" })).toHaveAttribute("data-disabled");
  await expect(page.getByText("The last Full admin stays.")).toBeVisible();
  await page.keyboard.press("Escape");

  await theirs.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Make Full admin" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make Full admin" }).click();
  await expect(theirs).toContainText("Full admin");
  await theirs.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0); // until then the list under it is hidden anyway
  await expect(theirs).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await other.close();
});

test("a stale page says that the admin is gone", async ({ page, browser, account, cli }) => {
  const [me, second, gone] = [await makeAdmin(account), await makeAdmin(account), await makeAdmin(account, "sub")];
  await signIn(page, me, "/admins");
  const row = adminsOf(page).filter({ hasText: gone.email });
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Make Full admin" }).click();

  const other = await browser.newPage();
  await signIn(other, second, "/admins");
  await adminsOf(other)
    .filter({ hasText: gone.email })
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await other.getByRole("menuitem", { name: "Remove" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(adminsOf(other).filter({ hasText: gone.email })).toHaveCount(0);
  await page.getByRole("alertdialog").getByRole("button", { name: "Make Full admin" }).click();
  await expect(page.getByRole("alertdialog")).toContainText("This admin was removed meanwhile.");
  expect((await cli("admin", "list", "--account", account)).length).toBe(2);
  await other.close();
});

test("one changes one's own name and password, and ends one's other sessions", async ({ page, browser, account }) => {
  const me = await makeAdmin(account, "sub");
  const other = await browser.newPage();
  await signIn(other, me);
  await signIn(page, me, "/admins/profile");
  await expect(page.getByRole("region", { name: "Open sessions" }).getByRole("listitem")).toHaveCount(2);
  await page.getByLabel("Name", { exact: true }).fill("Renamed Person");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Your account: Renamed Person" })).toBeVisible();

  await page.getByLabel("Current password").fill("wrong");
  await page.getByLabel("New password").fill("another good password");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await page.getByLabel("Current password").fill(me.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Open sessions" }).getByRole("listitem")).toHaveCount(1);
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(other, { ...me, password: "another good password" }, "/groups");
  await other.close();
});
