import path from "node:path";
import postgres from "postgres";
import { z } from "zod";
import { type EnvironmentSettings, readEnv } from "../lib/env.ts";
import { buildIfChanged } from "./build.ts";
import { startEmbeddedDatabase } from "./embedded-database.ts";
import { failure, say, step } from "./report.mjs";
import { runNode } from "./run.ts";
import { readOrCreateSecret } from "./secret-file.ts";
import { keepServerRunning, type ServerProcess } from "./server-process.ts";

export type Application = {
  /** What the browser is pointed at. */
  origin: string;
  /** What the command line needs to work on the same data. */
  environment: NodeJS.ProcessEnv;
  admin: Admin | undefined;
  server: ServerProcess;
  failed: Promise<never>;
  /** The server first, then its database. */
  stop(): Promise<void>;
};

type Database = { databaseUrl: string; migrationDatabaseUrl: string; failed?: Promise<never>; stop: () => Promise<void> };

type Options = {
  /** The variables of lib/env.ts and whatever else the children need, such as PATH. */
  source: Record<string, string | undefined>;
  mode: "production" | "development";
  durable?: boolean;
  /** Where the server's output goes instead of the terminal. */
  log?: string;
  signal?: AbortSignal;
};

/** What db/seed.ts prints; the password only when it made the admin. */
const seedOutput = z.object({ adminEmail: z.string().nullish(), password: z.string().optional(), created: z.boolean() });
export type Admin = { email: string; password: string | undefined };

/** Everything from the settings to a listening server; whatever was started is stopped again when a step fails. */
export async function startApplication({ source, mode, durable = true, log, signal }: Options): Promise<Application> {
  const settings = readSettings(source);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopOne of stops.splice(0).reverse()) await stopOne();
  };
  try {
    requireSecret(settings);
    const database = settings.databaseUrl ? await checkDatabases(settings) : await startEmbedded(settings.dataDir, durable);
    stops.push(database.stop);
    signal?.throwIfAborted();
    if (mode === "production") await buildIfChanged(signal);

    const { databaseUrl, migrationDatabaseUrl } = database;
    const appSecret = settings.appSecret ?? readOrCreateSecret(path.join(settings.dataDir, "app-secret"));
    const environment: NodeJS.ProcessEnv = {
      ...source,
      ...{
        PORT: String(settings.port),
        HOST: settings.host,
        DATA_DIR: settings.dataDir,
        SEED_DEMO: settings.seedDemo ? "1" : "0",
      },
      ...{ DATABASE_URL: databaseUrl, MIGRATION_DATABASE_URL: migrationDatabaseUrl, APP_SECRET: appSecret, NODE_ENV: mode },
    };
    await step("Migrated the database", () => migrate(environment, signal));
    const admin = settings.seedDemo || settings.adminEmail ? await seed(environment, signal) : undefined;

    // The server works with the runtime role alone; the owner's password and the first admin's stay here.
    const { MIGRATION_DATABASE_URL: _, ADMIN_PASSWORD: __, ...serverEnvironment } = environment;
    const onRestart = (reason: string) => say(`The server ended (${reason}); starting it again.`);
    const server = await step("Started the server", () => keepServerRunning({ env: serverEnvironment, log, signal, onRestart }));
    stops.push(server.stop);
    signal?.throwIfAborted();
    return {
      origin: settings.publicOrigin ?? `http://localhost:${settings.port}`,
      environment,
      admin,
      server,
      failed: Promise.race(database.failed ? [server.failed, database.failed] : [server.failed]),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The settings, or the sentences of lib/env.ts. */
export function readSettings(source: Record<string, string | undefined>): EnvironmentSettings {
  try {
    return readEnv(source);
  } catch (error) {
    throw failure(error instanceof Error ? error.message : String(error));
  }
}

/** Sessions and secrets of a database that outlives this machine must not hang on a file of this machine. */
function requireSecret({ appSecret, databaseUrl }: EnvironmentSettings): void {
  if (databaseUrl !== undefined && appSecret === undefined) {
    throw failure("APP_SECRET is required with DATABASE_URL: set it to at least 32 random characters.");
  }
}

async function startEmbedded(dataDir: string, durable: boolean): Promise<Database> {
  const onRestart = (reason: string) => say(`PostgreSQL ended (${reason}); starting it again.`);
  const database = await step("Started PostgreSQL", () => startEmbeddedDatabase({ dataDir, durable, onRestart }));
  if (database.stoppedLeftBehind) say("A PostgreSQL that an earlier launcher left behind was stopped first.");
  if (database.moved) say(`The data lies in ${database.folder}: PostgreSQL's user may not enter ${dataDir}.`);
  return database;
}

/** A database of the operator's own: reachable, or one sentence. */
async function checkDatabases({ databaseUrl, migrationDatabaseUrl }: EnvironmentSettings): Promise<Database> {
  if (!databaseUrl || !migrationDatabaseUrl) throw new Error("Only called with DATABASE_URL.");
  for (const url of new Set([databaseUrl, migrationDatabaseUrl])) {
    const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
    try {
      await sql`select 1`;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw failure(`The database at ${new URL(url).host} cannot be reached: ${reason}.`);
    } finally {
      await sql.end({ timeout: 1 });
    }
  }
  return { databaseUrl, migrationDatabaseUrl, stop: async () => {} };
}

async function migrate(env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<void> {
  const { code, stderr } = await runNode(["db/migrate.ts"], { env, signal });
  if (code !== 0) throw failure(lastLine(stderr) ?? `The database could not be migrated (exit code ${code}).`);
}

async function seed(env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<Admin | undefined> {
  const { code, stdout, stderr } = await runNode(["db/seed.ts"], { env, signal });
  if (code !== 0) throw failure("The first account could not be created.", stderr);
  const { adminEmail, password } = seedOutput.parse(JSON.parse(lastLine(stdout) ?? "{}"));
  return adminEmail ? { email: adminEmail, password } : undefined;
}

function lastLine(text: string): string | undefined {
  return text.trim().split("\n").at(-1) || undefined;
}
