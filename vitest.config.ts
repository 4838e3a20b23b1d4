// Two kinds of tests, chosen by where the file lies:
//   unit       lib, cli, tools, scripts      pure, start in milliseconds        npx vitest run --project unit
//   database   db, lib/scim-endpoint         against a real PostgreSQL          npx vitest run --project database db/queries
//              (and any *.database.test.ts elsewhere)
// (with node_modules/.bin first in PATH: the pinned Node runs them.) The database project starts one embedded PostgreSQL in the
// temp folder, runs db/migrate.ts once into a template, and gives every test file a fresh clone of it: when a test file's first
// import runs, DATABASE_URL and MIGRATION_DATABASE_URL already name that clone. So a test simply imports db/client and starts.
import { defineConfig } from "vitest/config";

const database = ["db/**/*.test.ts", "lib/scim-endpoint/**/*.test.ts", "{lib,cli,tools,scripts}/**/*.database.test.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["{lib,cli,tools,scripts,components,app}/**/*.test.ts"],
          exclude: [...database, "**/node_modules/**"],
        },
      },
      {
        test: {
          name: "database",
          include: database,
          globalSetup: "scripts/testing/database-setup.ts",
          setupFiles: "scripts/testing/worker-database.ts",
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
