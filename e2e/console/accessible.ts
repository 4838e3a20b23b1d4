import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const all = (["light", "dark"] as const).flatMap((colorScheme) => [360, 1440].map((width) => ({ colorScheme, width })));
const opposite = [all[0], all[3]].filter((look) => look !== undefined);

/** A page breaks no accessibility rule and is no wider than its window, in both themes and both widths. */
export const expectAccessible = (page: Page, state: string) => check(page, state, all);

/** The same for what opens or changes on a page that was looked at whole: narrow and light, wide and dark. */
export const expectStateAccessible = (page: Page, state: string) => check(page, state, opposite);

async function check(page: Page, state: string, looks: typeof all): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    await expect(page).toHaveTitle(/\S/); // Next streams it behind the page
    // legacy mode: without frames to look into, a second page for the result only costs time
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    expect.soft(found, `${state}, ${colorScheme}, ${width} px`).toEqual([]);
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(beyond, `${state}, ${width} px: wider than the window`).toBeLessThanOrEqual(0);
  }
}
