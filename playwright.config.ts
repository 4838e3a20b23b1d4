// `npm test -- e2e`, or `npx playwright test` after a build. Global setup starts the production server with a database of its own.
//   scim        HTTP alone: e2e/scim (the recorded exchanges of e2e/idp are played there)
//   next door   those of them that say what the endpoint answers, through `next start` without server.ts
//   console     Chromium: e2e/console
import { defineConfig } from "@playwright/test";
import type { WorkerFixtures } from "./e2e/fixtures/test.ts";

const bothDoors = "doors,idp-exchanges,okta-spec,microsoft-reference";

export default defineConfig<object, WorkerFixtures>({
  testDir: "e2e",
  globalSetup: "./e2e/fixtures/server.ts",
  workers: 2,
  fullyParallel: true,
  retries: 0, // a test that passes the second time hides a race
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  projects: [
    { name: "scim", testMatch: "scim/**/*.spec.ts" },
    { name: "next door", testMatch: `scim/{${bothDoors}}.spec.ts`, use: { door: "next" } },
    {
      name: "console",
      testMatch: "console/**/*.spec.ts",
      use: {
        browserName: "chromium",
        viewport: { width: 1440, height: 900 },
        permissions: ["clipboard-read", "clipboard-write"],
        trace: "off", // a fifth of the time of all; `--trace on` for the test that one looks into
        screenshot: "only-on-failure",
        launchOptions: {
          ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
          args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        },
      },
    },
  ],
});
