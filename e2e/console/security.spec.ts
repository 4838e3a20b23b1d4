import { makeAdmin, postSignIn, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";

test("every page has a policy without unsafe parts, a nonce of its own, and may not be framed, sniffed or cached", async ({
  request,
}) => {
  const nonces = new Set<string>();
  for (const path of ["/sign-in", "/users", "/settings/scim", "/nowhere", "/api/auth/csrf"]) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toMatch(/default-src 'self'; script-src 'self' 'nonce-\w{32}' 'strict-dynamic'/);
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toContain("unsafe");
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(headers["permissions-policy"], path).toContain("camera=()");
    expect(headers["cache-control"], path).toMatch(/no-store/);
    expect(headers["x-powered-by"], path).toBeUndefined();
    nonces.add(/nonce-(\w+)/.exec(policy)?.[1] ?? "");
  }
  expect(nonces.size).toBe(5);
});

test("no page breaks its own policy", async ({ page, account, configuration, scim }) => {
  const broken: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) broken.push(`${page.url()}: ${message.text()}`);
  });
  const { id } = (await scim().post("/Users", { schemas: [userSchema], userName: "ann@example.com" })).body;
  await signIn(page, await makeAdmin(account));
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  const { configurationId } = configuration;
  const pages = [
    "/users",
    `/users/${id}`,
    "/settings",
    "/settings/scim",
    `/settings/scim/${configurationId}`,
    "/settings/scim/new",
  ];
  for (const path of [...pages, "/choose-account", "/no-permission", "/nowhere"]) {
    await page.goto(path);
    await page.waitForLoadState("load");
  }
  await page.goto(`/settings/scim/${configurationId}`);
  await page.getByRole("button", { name: "Delete", exact: true }).first().click();
  await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toBeVisible();
  expect(broken).toEqual([]);
});

test("an access token opens no page, and a session opens no SCIM", async ({
  playwright,
  baseURL,
  adminCredentials,
  configuration,
}) => {
  const request = await playwright.request.newContext({ baseURL });
  const withToken = { headers: { authorization: `Bearer ${configuration.token}` }, maxRedirects: 0 };
  for (const path of ["/users?q=1", "/settings/scim", `/settings/scim/${configuration.configurationId}`]) {
    const response = await request.get(path, withToken);
    expect([response.status(), response.headers().location], path).toEqual([
      307,
      `/sign-in?callbackUrl=${encodeURIComponent(path)}`,
    ]);
  }
  await postSignIn(request, adminCredentials);
  expect((await request.get("/users")).url()).toMatch(/\/users$/);
  expect((await request.get("/scim/v2/Users")).status()).toBe(401);
  await request.dispose();
});

test("what a client claims about its path is not believed", async ({ request }) => {
  const headers = { "x-account-center-path": "/settings/scim" };
  const response = await request.get("/users?q=1", { headers, maxRedirects: 0 });
  expect(response.headers().location).toBe("/sign-in?callbackUrl=%2Fusers%3Fq%3D1");
});

test("browsers find an icon where they look for one, and crawlers are told to stay away", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, "image/x-icon"]);
  expect(await (await request.get("/robots.txt")).text()).toContain("Disallow: /");
});
