import { fillSignIn, makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("a deep link survives sign-in", async ({ page, adminCredentials }) => {
  await page.goto("/users?q=a%26b");
  await fillSignIn(page, adminCredentials);
  await page.waitForURL("/users?q=a%26b");
});

test("the keyboard alone signs in", async ({ page, adminCredentials: { email, password } }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").focus();
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL("/");
});

test("a wrong password is told at the form: the email stays, the password goes, nothing moves", async ({ page, account }) => {
  const { email, password } = await makeAdmin(account);
  await page.goto("/sign-in");
  const places = () =>
    Promise.all([page.getByLabel("Email"), page.getByRole("button", { name: "Sign in" })].map((it) => it.boundingBox()));
  const before = await places();
  await fillSignIn(page, { email, password: "wrong" });
  await expect(page.getByRole("alert").filter({ hasText: "do not match" })).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await expect(page.getByLabel("Password")).toHaveValue("");
  await expect(page.getByLabel("Password")).toBeFocused();
  expect(await places()).toEqual(before);
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.waitForURL("/");
});

test("signing in never leads to another origin", async ({ page, adminCredentials }) => {
  const evil = ["https://evil.example/users", "//evil.example", "/\\evil.example", "javascript:alert(1)"];
  for (const [index, callbackUrl] of evil.entries()) {
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`);
    if (index === 0) await fillSignIn(page, adminCredentials); // afterwards signed in already, which leads on at once
    await page.waitForURL(/localhost:\d+\/$/);
  }
});

test("signing out ends the session: its cookie opens nothing any more", async ({ page, context, adminCredentials }) => {
  await signIn(page, adminCredentials);
  const cookies = await context.cookies();
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await context.addCookies(cookies);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
});

test("a reset password ends the sessions that are open", async ({ page, account, cli }) => {
  const credentials = await makeAdmin(account);
  await signIn(page, credentials);
  const { email } = credentials;
  const { password } = await cli("admin", "reset-password", "--email", email);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await fillSignIn(page, { email, password });
  await page.waitForURL("/");
});

test("who administers several accounts chooses one and lands on the deep link in it", async ({ page, account, cli }) => {
  const credentials = await makeAdmin(account);
  const other = await cli("account", "create", "--name", `Other of ${account}`);
  await cli("admin", "create", "--account", other.slug, "--email", credentials.email, "--name", "Same", "--role", "sub");
  await page.goto("/users?q=x");
  await fillSignIn(page, credentials);
  await page.getByRole("button", { name: `Other of ${account}` }).click();
  await page.waitForURL("**/users?q=x");
  await expect(page.getByRole("banner")).toContainText(`Other of ${account}`);
});

test("a Sub admin reads, and is told that only a Full admin creates configurations", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account, "sub"));
  await page.goto("/settings/scim/new");
  await expect(page.getByRole("heading", { name: "Only a Full admin can open this" })).toBeVisible();
});

test("guesses are throttled, and the owner's browser still signs in", async ({ page, context, account, browser, baseURL }) => {
  const credentials = await makeAdmin(account);
  await signIn(page, credentials);
  const stranger = await browser.newContext({ baseURL });
  for (let i = 0; i < 10; i++) await postSignIn(stranger.request, { ...credentials, password: "guess" });
  expect(await (await postSignIn(stranger.request, credentials)).text()).toContain("TooManyAttempts");
  const elsewhere = await stranger.newPage();
  await elsewhere.goto("/sign-in");
  await fillSignIn(elsewhere, credentials);
  await expect(elsewhere.getByRole("alert").filter({ hasText: "Too many attempts" })).toBeVisible();
  await stranger.close();

  await context.clearCookies({ name: /session$/ });
  await signIn(page, credentials);
});

test("a form from elsewhere signs nobody in: the CSRF token is missing", async ({
  playwright,
  baseURL,
  adminCredentials: credentials,
}) => {
  const request = await playwright.request.newContext({ baseURL });
  await request.post("/api/auth/callback/credentials", { form: { ...credentials, json: "true" } });
  expect((await request.storageState()).cookies.filter(({ name }) => name.endsWith("session"))).toEqual([]);
  expect((await postSignIn(request, credentials)).status()).toBe(200);
  expect((await request.storageState()).cookies.filter(({ name }) => name.endsWith("session"))).toHaveLength(1);
  await request.dispose();
});
