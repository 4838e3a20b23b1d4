import { signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { makeCustomer, runIdp } from "./customer.ts";
import { expectCounts, openUsers } from "./scim-setup.ts";

test("each number of a license card leads to the people behind it", async ({ page, cli }) => {
  const { account, admin } = await makeCustomer(
    { instance: "Learning", license: "Learning", total: 4 },
    { instance: "Elevate", license: "Elevate", total: 9 },
  );
  const assigned = ["--auto-assign", "--instance", "Learning", "--license", "Learning"];
  const { tenantUrl: url, token } = await cli("configuration", "create", "--account", account, "--name", "Okta", ...assigned);
  const { people } = await runIdp("okta", { url, token, users: 6 });

  await signIn(page, admin);
  await expectCounts(page, "Learning", { Available: 0, Invited: 4, Activated: 0, Waiting: 2 });
  await expectCounts(page, "Elevate", { Available: 9, Invited: 0, Activated: 0, Waiting: 0 });
  const number = (card: string, name: string) => page.getByRole("region", { name: card }).getByRole("link", { name });
  const emails = () =>
    page
      .getByRole("row")
      .getByText(/@mail\.example$/)
      .filter({ visible: true });

  await number("Learning", "Invited").click();
  await expect(page).toHaveURL(/[?&]status=invited/);
  await expect(emails()).toHaveCount(4);
  for (const { email } of people.slice(0, 4)) await expect(page.getByRole("row").filter({ hasText: email })).toBeVisible();
  await expect(number("Learning", "Invited")).toHaveAttribute("aria-current", "true");

  await number("Learning", "Waiting").click();
  await expect(page.getByText("2 people", { exact: true })).toBeVisible();
  for (const { email } of people.slice(4)) await expect(page.getByRole("row").filter({ hasText: email })).toBeVisible();
  await expect(page.getByRole("link", { name: "Remove filter License type Learning" })).toBeVisible();

  await number("Elevate", "Waiting").click();
  await expect(page.getByText("No people match")).toBeVisible();
  await page.getByRole("link", { name: "Clear search and filters" }).click();
  await expect(page.getByText("6 people", { exact: true })).toBeVisible();
  await openUsers(page);
  await expect(page.getByRole("region", { name: "Elevate" }).getByText("9 total")).toBeVisible();
});
