// Admins who sign in through their own identity provider: set up on one screen, used on another.
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { type IdentityProvider, startIdentityProvider } from "../../scripts/testing/identity-provider.ts";
import { type Credentials, runningServer } from "../fixtures/running-server.ts";
import { fillSignIn, makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { test as base, expect } from "../fixtures/test.ts";

const test = base.extend<{ idp: IdentityProvider }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
  idp: async ({}, use) => {
    const idp = await startIdentityProvider();
    await use(idp);
    await idp.stop();
  },
});

const panel = "/settings?panel=sso";

/** Fills in what an identity provider says, on the panel that is open. */
async function setUp(page: Page, idp: IdentityProvider, { on = true } = {}): Promise<void> {
  await page.getByLabel("Issuer URL").fill(idp.issuer);
  await page.getByLabel("Client ID").fill(idp.clientId);
  await page.getByLabel("Client secret").fill(idp.clientSecret);
  await page.getByRole("switch", { name: "Sign in with SSO" }).setChecked(on);
  await page.getByRole("button", { name: "Save single sign-on" }).click();
  await expect(page.getByRole("button", { name: /^Single Sign-On/ })).toContainText(
    on ? "SSO and password" : "Email and password",
  );
}

/** From the page of passwords to the identity provider and back. */
async function signOn(page: Page, { email }: { email: string }): Promise<void> {
  await page.getByRole("link", { name: "Sign in with SSO" }).click();
  await expect(page.getByRole("heading", { name: "Sign in with SSO" })).toBeVisible(); // the page before has an Email too
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
}

/** A second person's browser, on a page that asks to sign in. */
async function openElsewhere(page: Page, path = "/users"): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error("a page has a browser");
  const other = await browser.newPage();
  await other.goto(runningServer().origin + path);
  return other;
}

test("a Full admin sets single sign-on up, and a colleague signs in with it where they wanted to go", async ({
  page,
  account,
  cli,
  idp,
}) => {
  const [me, colleague] = [await makeAdmin(account), await makeAdmin(account, "sub")];
  await signIn(page, me, panel);
  await page.getByLabel("Issuer URL").fill(idp.issuer);
  await page.getByRole("button", { name: "Test issuer" }).click();
  await expect(page.getByText("It signs with ES256 and has 1 key.")).toBeVisible();
  await setUp(page, idp);

  const other = await openElsewhere(page, "/groups?q=x");
  await signOn(other, colleague);
  await other.waitForURL("**/groups?q=x");
  await other.goto("/admins/profile");
  await expect(other.getByRole("region", { name: "Open sessions" })).toContainText("signed in by single sign-on");

  await page.goto("/admins");
  const row = page.getByRole("list", { name: "Admins" }).getByRole("listitem").filter({ hasText: colleague.email });
  await row.getByRole("button", { name: /^Actions for/ }).click();
  await page.getByRole("menuitem", { name: "Unlink from identity provider" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Unlink" }).click();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await other.reload();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await other.close();

  await page.goto("/activity-log");
  await expect(page.getByText("Signed in by single sign-on.").first()).toBeVisible();
  await expect(page.getByText("Single sign-on of admins changed.").first()).toBeVisible();
  for (const path of ["/activity-log", panel, "/activity-log/export"])
    expect(await (await page.request.get(path)).text(), path).not.toContain(idp.clientSecret.slice(-12));
  await page.goto(panel);
  await expect(page.getByLabel("Client secret")).toHaveValue("");
  expect((await cli("admin", "list", "--account", account)).length).toBe(2);
});

test("what an identity provider publishes is judged before it is turned on", async ({ page, account, idp }) => {
  await signIn(page, await makeAdmin(account), panel);
  const says = async (issuer: string) => {
    await page.getByLabel("Issuer URL").fill(issuer);
    await page.getByRole("button", { name: "Test issuer" }).click();
    return page.getByRole("alert").filter({ hasText: "The identity provider cannot be used" });
  };
  await expect(await says("http://sso.example.com")).toContainText("must begin with https://.");
  await expect(await says("https://10.0.0.7")).toContainText("10.0.0.7 is at an address inside a private network");
  await expect(await says(`${idp.issuer}/tenant`)).toContainText("it answers 404");
  idp.bends = { document: (document) => ({ ...document, issuer: "https://other.example" }) };
  await expect(await says(idp.issuer)).toContainText("of another issuer: https://other.example");
  idp.bends = { document: (document) => ({ ...document, id_token_signing_alg_values_supported: ["HS256"] }) };
  await expect(await says(idp.issuer)).toContainText("signs with HS256");

  await page.getByLabel("Client ID").fill(idp.clientId);
  await page.getByLabel("Client secret").fill(idp.clientSecret);
  await page.getByRole("switch", { name: "Sign in with SSO" }).check();
  await page.getByRole("button", { name: "Save single sign-on" }).click();
  await expect(page.getByLabel("Issuer URL")).toHaveAttribute("aria-invalid", "true");
  await page.reload();
  await expect(page.getByLabel("Client ID")).toHaveValue("");
});

test("who is no admin, and who has no identity provider, are told so", async ({ page, account, idp }) => {
  const me = await makeAdmin(account);
  await signIn(page, me, panel);
  await setUp(page, idp);
  const other = await openElsewhere(page);
  await signOn(other, { email: `${randomUUID()}@example.com` });
  await expect(other.getByRole("alert").filter({ hasText: "No organization uses single sign-on" })).toBeVisible();

  idp.bends = { email: "stranger@example.com" };
  await other.getByLabel("Email").fill(me.email);
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other.getByRole("alert").filter({ hasText: "You are not an admin of this organization." })).toBeVisible();
  await other.goto("/users");
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await other.goto("/sign-in/sso?refusal=Pay%20here");
  await expect(other.getByText("Pay here")).toHaveCount(0);
  await other.close();

  await page.goto("/activity-log");
  const entry = page.getByRole("listitem").filter({ hasText: "Somebody came by single sign-on and was not let in." });
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText("stranger@example.com");
  await expect(entry).toContainText("You are not an admin of this organization.");
});

test("who administers several organizations enters one of them, and from there no other", async ({ page, account, cli, idp }) => {
  const me: Credentials = await makeAdmin(account);
  const second = `second-${randomUUID().slice(-12)}`;
  await cli("account", "create", "--name", second, "--slug", second);
  await cli("admin", "create", "--account", second, "--email", me.email, "--name", "Somebody", "--role", "full");
  const other = await openElsewhere(page, "/sign-in");
  await signOn(other, me);
  await expect(other.getByText("No organization uses single sign-on")).toBeVisible();

  for (const name of [account, second]) {
    await page.goto(`${runningServer().origin}/sign-in?callbackUrl=${encodeURIComponent(panel)}`);
    await fillSignIn(page, me);
    await page.getByRole("button", { name }).click();
    await setUp(page, idp);
    await page.context().clearCookies();
  }
  await other.getByRole("button", { name: "Continue" }).click();
  await other.getByLabel("Organization").selectOption({ label: second });
  await other.getByRole("button", { name: "Continue" }).click();
  await other.waitForURL("/");
  await other.goto("/choose-account?callbackUrl=/settings");
  await other.waitForURL("**/settings");
  await other.getByRole("button", { name: /^Organization profile/ }).click();
  await expect(other.getByText(second, { exact: true }).first()).toBeVisible();
  await other.close();
});

test("only who came by single sign-on refuses passwords, and the operator takes them again", async ({
  page,
  account,
  cli,
  idp,
}) => {
  test.slow(); // three browsers
  const [me, both] = [await makeAdmin(account), await makeAdmin(account)];
  const second = `second-${randomUUID().slice(-12)}`;
  await cli("account", "create", "--name", second, "--slug", second);
  await cli("admin", "create", "--account", second, "--email", both.email, "--name", "Somebody", "--role", "full");
  await signIn(page, me, panel);
  await setUp(page, idp);
  await expect(page.getByRole("button", { name: "Refuse passwords" })).toBeDisabled();

  const other = await openElsewhere(page, panel);
  await signOn(other, me);
  await other.waitForURL(`**${panel}`); // loaded: a button that is only drawn opens no dialog
  await other.getByRole("button", { name: "Refuse passwords" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Refuse passwords" }).click();
  await expect(other.getByText("Passwords do not open this account.")).toBeVisible();
  await page.goto("/users");
  await fillSignIn(page, me);
  await expect(page.getByText("Your organization does not take passwords.")).toBeVisible();

  const third = await openElsewhere(page);
  await fillSignIn(third, both);
  await expect(third.getByRole("button", { name: second })).toBeVisible();
  idp.bends = { email: both.email }; // asked without a hint, it knows who is signed in there
  await third.getByRole("link", { name: `${account} Full admin · by single sign-on` }).click();
  await third.waitForURL("**/users");
  await third.goto("/admins/profile");
  await expect(third.getByText(`Full admin of ${account}`)).toBeVisible();
  await third.close();

  await cli("sso", "accept-passwords", "--account", account);
  await fillSignIn(page, me);
  await page.waitForURL("**/users");
  await other.close();
});

test("a Sub admin sees how admins sign in, and changes nothing", async ({ page, account, idp }) => {
  await signIn(page, await makeAdmin(account), panel);
  await setUp(page, idp);
  const other = await openElsewhere(page, panel);
  await fillSignIn(other, await makeAdmin(account, "sub"));
  await other.waitForURL(`**${panel}`);
  await expect(other.getByRole("main").getByText(idp.issuer)).toBeVisible();
  for (const label of ["Issuer URL", "Client secret"]) await expect(other.getByLabel(label)).toHaveCount(0);
  await expect(other.getByRole("button", { name: "Save single sign-on" })).toHaveCount(0);
  await other.close();
});
