import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { runIdp } from "./customer.ts";
import { connection, copyToken, generateToken } from "./scim-setup.ts";

test("an access token is shown once: no page has it afterwards", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account), "/settings/scim/new");
  await page.getByLabel("Name", { exact: true }).fill("Once");
  const token = await generateToken(page);
  await copyToken(page, token);

  await page.reload();
  await expect(page.getByRole("button", { name: "Generate token" })).toBeVisible();
  await expect(page.getByLabel("Access token")).toHaveCount(0);
  await page.goto("/settings/scim");
  await page.getByRole("link", { name: "Once" }).click();
  await expect(page.getByRole("heading", { name: "Access tokens" })).toBeVisible();
  for (const path of [page.url(), "/settings/scim", "/settings/scim/new", "/users"]) {
    expect(await (await page.request.get(path)).text()).not.toContain(token);
  }
  // only its last characters remain, to tell it from others
  await expect(page.getByText(`…${token.slice(-4)}`, { exact: true })).toBeVisible();
});

test("a revoked token is refused within a second, and its page says which token the IdP used", async ({
  page,
  account,
  configuration,
  scim,
}) => {
  const { configurationId, tenantUrl: url, token } = configuration;
  await signIn(page, await makeAdmin(account), `/settings/scim/${configurationId}`);
  await runIdp("entra", { url, token, users: 0 });
  await expect(connection(page)).toContainText("Connection test accepted");

  await page.getByRole("button", { name: /^Revoke token/ }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("Calls with this token are refused from now on.");
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await scim().get("/Users")).status, { timeout: 1000, intervals: [50] }).toBe(401);
  await expect(runIdp("entra", { url, token, users: 0 })).rejects.toThrow();

  const sentence = `Your IdP used the token revoked on ${new Date().toISOString().slice(0, 10)}; paste the new one.`;
  await expect(connection(page)).toContainText(sentence);
  await expect(page.getByRole("listitem").filter({ hasText: "Refused" })).toContainText(sentence);
  await expect(page.getByRole("listitem").filter({ hasText: "Accepted" })).toContainText("Microsoft Entra ID");
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Revoke token/ })).toHaveCount(0);
});
