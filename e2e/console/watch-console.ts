import type { Page } from "@playwright/test";

/** Collects what a clean page never says: errors, warnings and exceptions, broken content policies among them. */
export function watchConsole(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    said.push(`${page.url()}: ${message.text()} (${message.location().url})`); // of a failed request, what was asked
  });
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  return said;
}
