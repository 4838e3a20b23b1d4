// Vitest's global setup of the project "database": one PostgreSQL, one migrated template.
import { spawnSync } from "node:child_process";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../embedded-database.ts";
import { makeTemporaryFolder } from "./temporary-folder.ts";

declare module "vitest" {
  interface ProvidedContext {
    superuserUrl: string;
    databaseUrl: string;
    migrationDatabaseUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await makeTemporaryFolder("vitest");
  const database = await startEmbeddedDatabase({ dataDir: folder.path, durable: false });
  const tearDown = async () => {
    await database.stop();
    folder.remove();
  };
  try {
    migrate(database);
    // Nobody may be connected to a template that is cloned.
    const sql = postgres(database.superuserUrl, { max: 1 });
    await sql.unsafe("alter database account_center with allow_connections false is_template true");
    await sql.end();
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("superuserUrl", database.superuserUrl);
  project.provide("databaseUrl", database.databaseUrl);
  project.provide("migrationDatabaseUrl", database.migrationDatabaseUrl);
  return tearDown;
}

function migrate({ databaseUrl, migrationDatabaseUrl }: { databaseUrl: string; migrationDatabaseUrl: string }): void {
  const { status } = spawnSync(process.execPath, ["db/migrate.ts"], {
    env: { ...process.env, DATABASE_URL: databaseUrl, MIGRATION_DATABASE_URL: migrationDatabaseUrl },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`db/migrate.ts ended with exit code ${status}.`);
}
