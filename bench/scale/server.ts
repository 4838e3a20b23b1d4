import path from "node:path";
import { startApplication } from "../../scripts/application.ts";
import { startEmbeddedDatabase } from "../../scripts/embedded-database.ts";
import { freePort } from "../../scripts/free-port.mjs";

export type Server = { origin: string; pid(): number; migrationDatabaseUrl: string; stop(): Promise<void> };

/** A PostgreSQL with its data in a folder and the production server; from here on the queries of ours in this process find it too. */
export async function startServer(dataDir: string, more: Record<string, string> = {}): Promise<Server> {
  const database = await startEmbeddedDatabase({ dataDir });
  const { databaseUrl, migrationDatabaseUrl } = database;
  const source = {
    ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "warn", APP_SECRET: crypto.randomUUID().repeat(2) },
    ...{ PORT: String(await freePort()), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SEED_DEMO: "0" },
    MIGRATION_DATABASE_URL: migrationDatabaseUrl,
  };
  const log = path.join(dataDir, "server.log");
  try {
    const application = await startApplication({ source: { ...source, ...more }, mode: "production", log });
    Object.assign(process.env, source);
    const stop = async () => {
      await application.stop();
      await database.stop();
    };
    return { origin: `http://127.0.0.1:${source.PORT}`, pid: () => application.server.pid ?? 0, migrationDatabaseUrl, stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
