import type { Page } from "@playwright/test";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";

const [userSchema, enterpriseSchema] = [
  "urn:ietf:params:scim:schemas:core:2.0:User",
  "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
];
const pageSize = 50;

/** Number 7 is "Person 007", p007@mail.example, U-007, with a title of their own. */
const letters = (number: number) => String(1000 - number).replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
const three = (number: number) => String(number).padStart(3, "0");
const person = (number: number) => ({
  schemas: [userSchema, enterpriseSchema],
  userName: `login-${three(number)}`,
  externalId: `U-${three(number)}`,
  displayName: `Person ${three(number)}`,
  emails: [{ value: `p${three(number)}@mail.example`, type: "work", primary: true }],
  title: `Chief ${letters(number)}`,
  [enterpriseSchema]: { department: number % 2 === 0 ? "Even" : "Odd" },
  active: number % 10 !== 0,
});

const namesOf = (page: Page) => page.getByRole("row").getByRole("link", { name: /^Person/ });
const search = (page: Page) => page.getByLabel("Search by name, email or ID");
const pager = (page: Page) => page.getByRole("navigation", { name: "Pages" });
const expectNames = (page: Page, numbers: number[]) =>
  expect(namesOf(page)).toHaveText(numbers.map((number) => new RegExp(`^Person ${three(number)}`)));
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

test.beforeEach(async ({ page, account, scim }) => {
  const people = range(1, 120);
  while (people.length > 0) {
    const answers = await Promise.all(people.splice(0, 20).map((number) => scim().post("/Users", person(number))));
    for (const { status } of answers) expect(status).toBe(201);
  }
  await signIn(page, await makeAdmin(account));
});

test("search finds people by name, e-mail, title, user name and unique ID, and the URL keeps it", async ({ page }) => {
  for (const [text, found] of [
    ["person 042", [42]],
    ["P042@MAIL", [42]],
    ["chief jfi", [42]],
    ["login-042", [42]],
    ["U-042", [42]],
    ["p04", range(40, 49)],
    ["p042 chief", [42]],
    ["100%", []],
    ["person_042", []],
  ] as const) {
    await search(page).fill(text);
    await expect(page).toHaveURL((url) => url.searchParams.get("q") === text);
    if (found.length === 0) await expect(page.getByText("No people match")).toBeVisible();
    await expectNames(page, [...found]);
  }
  await search(page).fill("p04");
  await expectNames(page, range(40, 49));
  await page.reload();
  await expect(search(page)).toHaveValue("p04");
  await expectNames(page, range(40, 49));
  await expect(pager(page)).toContainText("10 people");
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(page).toHaveURL(/\/users$/);
});

test("a column sorts both ways, and Back undoes it", async ({ page }) => {
  const sortBy = (name: string) => page.getByRole("columnheader", { name }).getByRole("link").click();
  const header = (name: string) => page.getByRole("columnheader", { name });
  await sortBy("Title");
  await expect(header("Title")).toHaveAttribute("aria-sort", "ascending");
  await expectNames(page, range(71, 120).reverse());
  await sortBy("Title");
  await expect(header("Title")).toHaveAttribute("aria-sort", "descending");
  await expectNames(page, range(1, 50));
  await expect(page).toHaveURL(/[?&]sort=-title/);
  await sortBy("Email");
  await expectNames(page, range(1, 50));
  await expect(header("Title")).not.toHaveAttribute("aria-sort");
  await page.goBack();
  await page.goBack();
  await expect(header("Title")).toHaveAttribute("aria-sort", "ascending");
  await expectNames(page, range(71, 120).reverse());
});

test("pages are exact, and the URL names them", async ({ page }) => {
  await expect(pager(page)).toContainText("1–50 of 120 people");
  await expect(page.getByRole("button", { name: "Previous page" })).toBeDisabled();
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(pager(page)).toContainText("51–100 of 120 people");
  await expectNames(page, range(pageSize + 1, 2 * pageSize));
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/[?&]page=3/);
  await page.reload();
  await expect(pager(page)).toContainText("101–120 of 120 people");
  await expect(page.getByRole("button", { name: "Next page" })).toBeDisabled();
  await expectNames(page, range(101, 120));

  // a search starts at the first page; Back returns to where it was
  await search(page).fill("p0");
  await expect(pager(page)).toContainText("1–50 of 99 people");
  await expect(page).toHaveURL((url) => !url.searchParams.has("page"));
  await page.goBack();
  await expect(pager(page)).toContainText("51–100 of 120 people");
});

test("a page that is beyond the last leads to the last", async ({ page }) => {
  await page.goto("/users?page=99");
  await expect(pager(page)).toContainText("101–120 of 120 people");
  await expectNames(page, range(101, 120));
});

test("filters narrow together, show what they are, and come off one by one", async ({ page }) => {
  await page.getByRole("button", { name: "Filter" }).click();
  await page.getByRole("menuitemradio", { name: "Inactive" }).click();
  await page.keyboard.press("Escape");
  await expectNames(
    page,
    range(1, 12).map((tens) => tens * 10),
  );
  await search(page).fill("p1");
  await expectNames(page, [100, 110, 120]);
  await expect(page).toHaveURL((url) => url.searchParams.get("state") === "inactive" && url.searchParams.get("q") === "p1");
  await page.getByRole("link", { name: /^Remove filter State/ }).click();
  await expect(pager(page)).toContainText("21 people");
});

test("who clicks a person while the search is still being typed gets that person", async ({ page }) => {
  await search(page).fill("person");
  await namesOf(page).first().click();
  await expect(page.getByRole("heading", { name: "Person 001", level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/users\/[0-9a-f-]{36}$/);
});
