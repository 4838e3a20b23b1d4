import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

test("a token that an admin revokes in the browser is refused by the endpoint within a second", async ({
  page,
  account,
  configuration: { configurationId, token },
  scim,
}) => {
  await signIn(page, await makeAdmin(account), `/settings/scim/${configurationId}`);
  await page.getByRole("button", { name: `Revoke token …${token.slice(-4)}` }).click();
  expect(await scim().get("/Users?count=0")).toMatchObject({ status: 200 }); // whose holder the endpoint now remembers
  await page.getByRole("button", { name: "Revoke token", exact: true }).click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  await expect(async () => expect(await scim().get("/Users?count=0")).toMatchObject({ status: 401 })).toPass({ timeout: 1_000 });
});
