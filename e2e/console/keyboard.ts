import type { Locator, Page } from "@playwright/test";
import { expect } from "../fixtures/test.ts";

/** Presses Tab (or Shift+Tab) until there, as somebody does who sees where the focus is. */
export async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(target).toBeFocused();
  await expect(target).not.toHaveCSS("outline-style", "none");
  await expect(target).toBeInViewport();
}

/** Goes there and presses Enter. */
export async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
