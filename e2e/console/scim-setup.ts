// The console as the tutorials name it: one function for each thing that they tell an admin to do.
import { expect, type Page } from "@playwright/test";
import type { Sent } from "./customer.ts";

const addLink = (page: Page) => page.getByRole("link", { name: "+ Add new SCIM configuration" });

/** "Settings > Global Settings", open the panel "SCIM Setup". */
export async function openScimPanel(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Admin Center" }).getByRole("link", { name: "Settings" }).click();
  await expect(page.getByRole("heading", { name: "Global Settings", level: 1 })).toBeVisible();
  const panel = page.getByRole("button", { name: /^SCIM/ });
  await expect(panel).toHaveAttribute("aria-expanded", "false");
  await panel.click();
  await expect(addLink(page)).toBeInViewport();
}

export async function openAdminSettings(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Admin", exact: true }).click();
  await page.getByRole("menuitem", { name: "Admin Settings" }).click();
}

/** In the left sidebar; the panel stands open on arrival. */
export async function openAdvancedIntegrations(page: Page): Promise<void> {
  const sidebar = page.getByRole("navigation", { name: "Admin Settings" });
  await sidebar.getByRole("link", { name: "Advanced Integrations" }).click();
  await expect(page.getByRole("button", { name: /^SCIM Setup/ })).toHaveAttribute("aria-expanded", "true");
  await expect(addLink(page)).toBeInViewport();
}

export async function addConfiguration(page: Page, name: string): Promise<void> {
  await addLink(page).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
}

export async function turnOnAutoAssign(page: Page): Promise<void> {
  await page.getByRole("switch", { name: "Auto-assign licenses" }).check();
  await expect(page.getByRole("group", { name: "License assignment" })).toBeVisible();
}

/** "Advanced (50 available)" is what the license type is called in its list. */
export async function chooseLicense(page: Page, instance: string, license: string, available: number): Promise<void> {
  const assignment = page.getByRole("group", { name: "License assignment" });
  await assignment.getByLabel("Application instance").selectOption({ label: instance });
  await assignment.getByLabel("License type").selectOption({ label: `${license} (${available} available)` });
}

/** Answers the token that the field shows. */
export async function generateToken(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Generate token" }).click();
  const field = page.getByLabel("Access token");
  await expect(field).toHaveValue(/^\S{20,}$/);
  await expect(field).toHaveAttribute("readonly");
  return field.inputValue();
}

export async function copyToken(page: Page, token: string): Promise<void> {
  await page.getByRole("button", { name: "Copy to clipboard" }).click();
  await expect(page.getByText("You have the token.")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
}

/** What the open page says about the identity provider's calls, by itself. */
export const connection = (page: Page) => page.getByRole("status", { name: "Connection" });

/** The tab, with nothing searched or filtered. */
export async function openUsers(page: Page): Promise<void> {
  await page.getByRole("navigation", { name: "Admin Center" }).getByRole("link", { name: "Users" }).click();
  await page.waitForURL("**/users");
}

/** A number on a license card, which is a link as well. */
export const licenseCount = (page: Page, license: string, count: string) =>
  page
    .getByRole("region", { name: license, exact: true })
    .getByRole("listitem")
    .filter({ hasText: count })
    .getByText(/^[\d,]+$/);

type Counts = { Available: number; Invited: number; Activated: number; Waiting: number };

export async function expectCounts(page: Page, license: string, counts: Counts): Promise<void> {
  for (const [name, value] of Object.entries(counts)) {
    await expect(licenseCount(page, license, name), `${license}: ${name}`).toHaveText(String(value));
  }
}

/** The line of those who wait: everybody of `people`, in the order in which they came. */
export async function expectWaitingInOrder(page: Page, license: string, people: Sent["people"]): Promise<void> {
  await page.getByRole("region", { name: license, exact: true }).getByRole("link", { name: "Waiting" }).click();
  await expect(page.getByRole("row")).toHaveCount(people.length + 1);
  for (const [index, { email }] of people.entries()) {
    const row = page.getByRole("row").filter({ hasText: email });
    await expect(row.getByText(`Waiting · ${index + 1}`, { exact: true })).toBeVisible();
  }
}

/** Finds somebody in Users and opens the enterprise profile by the name. */
export async function openProfile(page: Page, { email, displayName }: Sent["people"][number]): Promise<void> {
  await openUsers(page);
  await page.getByLabel("Search by name, email or ID").fill(email);
  await page.waitForURL(/[?&]q=/);
  await page.getByRole("row").filter({ hasText: email }).getByRole("link", { name: displayName }).click();
  await expect(page.getByRole("heading", { name: displayName, level: 1 })).toBeVisible();
}

/** The value beside a label of the enterprise profile, exactly. */
export const profileValue = (page: Page, label: string) =>
  page
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator("xpath=following-sibling::dd[1]/span[1]");

export const profileLicenses = (page: Page) => page.getByRole("tabpanel", { name: "Licenses" });
