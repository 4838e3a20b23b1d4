// People whom an admin adds: by e-mail, and out of CSV files.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { makeAdmin, signIn } from "../fixtures/sign-in.ts";
import { expect, test } from "../fixtures/test.ts";
import { expectAccessible, expectStateAccessible } from "./accessible.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const addresses = (page: Page) => dialog(page).getByLabel("Email addresses");
const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });

async function openAdd(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "Add people" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("people are added by e-mail, all or none, with what is wrong address by address", async ({ page, account, scim }) => {
  const taken = { userName: "taken", displayName: "Ann Taken", emails: [{ value: "ann@example.com", type: "work" }] };
  expect((await scim().post("/Users", taken)).status).toBe(201);
  await signIn(page, await makeAdmin(account));
  await openAdd(page, "By email");
  await dialog(page).getByRole("button", { name: "Add person" }).click();
  await expect(dialog(page).getByText("Type or paste at least one e-mail address.")).toBeVisible();

  await addresses(page).fill("Bo Berg <bo@example.com>, nobody\nANN@example.com; cy@example.com bo@example.com");
  await dialog(page).getByRole("button", { name: "Add 5 people" }).click();
  const problems = dialog(page).getByRole("alert");
  await expect(problems).toContainText("Nobody was added: 3 addresses need a look");
  await expect(problems.getByRole("listitem")).toHaveText([
    "nobody This is not an e-mail address.",
    "ANN@example.com Ann Taken has this address already.",
    "bo@example.com This address is in the list twice.",
  ]);
  await expectStateAccessible(page, "Add people, refused");

  await addresses(page).fill("Bo Berg <bo@example.com>, nobody, cy@example.com");
  await dialog(page).getByRole("button", { name: "Add 3 people" }).click();
  await problems.getByRole("button", { name: "Leave it out" }).click();
  await dialog(page).getByLabel("License").selectOption({ label: "Sales Navigator Advanced (50 available)" });
  await dialog(page).getByRole("button", { name: "Add 2 people" }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(row(page, /Bo Berg/)).toContainText("Invited");
  await expect(row(page, /cy@example.com/)).toContainText("Added by hand");
  await page.goto("/users?source=hand");
  await expect(page.getByText("2 people", { exact: true })).toBeVisible();
});

test("more than fifty addresses are refused", async ({ page, account }) => {
  await signIn(page, await makeAdmin(account));
  await openAdd(page, "By email");
  await addresses(page).fill(Array.from({ length: 51 }, (_, index) => `p${index}@example.com`).join("\n"));
  await dialog(page).getByRole("button", { name: "Add 51 people" }).click();
  await expect(dialog(page).getByText("Add at most 50 people at once. For more, upload a CSV file.")).toBeVisible();
});

async function check(page: Page, file: string | Buffer): Promise<void> {
  await page.goto("/users/import");
  await page.getByLabel("CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Check the file" }).click();
}

test("a CSV file shows first what it would do, is then applied, and ends with a line for each person", async ({
  page,
  account,
  scim,
}) => {
  expect((await scim().post("/Users", { userName: "ann@example.com", displayName: "Ann Lee", title: "Clerk" })).status).toBe(201);
  await signIn(page, await makeAdmin(account), "/users");
  await openAdd(page, "From a CSV file");
  await expect(page.getByRole("heading", { name: "Upload a CSV file" })).toBeVisible();
  await expectAccessible(page, "Upload a CSV file");
  await check(
    page,
    [
      "Email,First name,Title,Assign license",
      "zoe@example.com,Zoé 😀,Boss,Sales Navigator Advanced",
      "ann@example.com,,Head,",
      "bo@example.com,=HYPERLINK(1),,",
      "cy@example.com,<b>Cy</b>,,Golf",
      `long@example.com,${"x".repeat(200)},,`,
    ].join("\n"),
  );
  const lines = page.getByRole("table", { name: "Lines" });
  await expect(lines.getByRole("row", { name: /Zoé/ })).toContainText("New");
  await expect(lines.getByRole("row", { name: /Ann Lee/ })).toContainText(
    "Title: your identity provider owns this, so it stays.",
  );
  await expect(lines.getByRole("row", { name: /^4/ })).toContainText("First name begins with “=”");
  await expect(lines.getByRole("row", { name: /<b>Cy<\/b>/ })).toContainText("There is no license “Golf”.");
  await expectStateAccessible(page, "what a CSV file would do");
  await page.getByRole("link", { name: "2 Left out" }).click();
  await expect(lines.getByRole("row")).toHaveCount(3);

  await page.getByRole("button", { name: "Apply 2 lines" }).click();
  await expect(page.getByRole("heading", { name: "Upload people.csv", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Upload people.csv" })).toContainText("Done: 3 of 5. 2 failed.");
  await expect(row(page, /Zoé/)).toContainText("Done");
  await page.goto("/users");
  await expect(row(page, /Zoé 😀/)).toContainText("Invited");
  await expect(row(page, /Ann Lee/)).toContainText("Clerk");
  await expect(page.getByText("bo@example.com")).toHaveCount(0);
});

for (const [what, file, message] of [
  ["in UTF-16", Buffer.from("\uFEFFEmail\na@example.com", "utf16le"), "This file is in UTF-16."],
  ["with an unknown column", "Email,Shoe size\na@example.com,43", "There is no column “Shoe size”."],
  ["with a line of a million characters", `Email,Title\na@example.com,${"x".repeat(1_000_000)}`, "Line 2 is longer than 32,768"],
  ["without people", "Email\n", "The file names columns, but no people."],
  ["of more than 10 MB", Buffer.alloc(10 * 1024 * 1024 + 1, "x"), "The file is larger than 10 MB. Split it."],
] as const) {
  test(`a CSV file ${what} is refused in words, and nothing is changed`, async ({ page, account }) => {
    await signIn(page, await makeAdmin(account), "/users/import");
    await check(page, file);
    await expect(page.getByRole("alert").filter({ hasText: "Nothing was changed" })).toContainText(message);
    await page.goto("/users");
    await expect(page.getByText("Nobody here yet")).toBeVisible();
  });
}

test("what is downloaded can be uploaded again and changes nothing; names never become formulas", async ({
  page,
  account,
  scim,
}) => {
  const names = ["=1+1", "@home", "Ünïcode 😀", "שרה", `<img src=x onerror="alert(1)">`, 'say "hi", ok'];
  for (const [index, displayName] of names.entries()) {
    const { status } = await scim().post("/Users", { userName: `p${index}@example.com`, displayName, externalId: `U-${index}` });
    expect(status).toBe(201);
  }
  await signIn(page, await makeAdmin(account));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("menuitem", { name: "Download everybody (CSV)" }).click();
  const file = await readFile(await (await download).path());
  const text = file.toString("utf8");
  expect(text.split("\r\n")[0]).toBe(
    "\uFEFFUser name,Email,First name,Last name,Display name,Title,Department,Location,Unique ID,State,Licenses,Groups,Source",
  );
  expect(text).toContain("'=1+1");
  expect(text).toContain("'@home");
  await check(page, file);
  await expect(page.getByRole("button", { name: "Nothing to apply" })).toBeDisabled();
  await expect(page.getByRole("link", { name: "6 Unchanged" })).toBeVisible();
});
