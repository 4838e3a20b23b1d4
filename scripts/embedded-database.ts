import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { freePort, isFree } from "./free-port.mjs";
import { lockFolder } from "./launcher-lock.ts";
import { findBinaries } from "./postgres/binaries.ts";
import { type Home, openHome } from "./postgres/home.ts";
import * as server from "./postgres/server.ts";
import { settings, throwAwaySettings } from "./postgres/settings.ts";
import { processIdentity, signal } from "./process-identity.ts";
import { failure } from "./report.mjs";
import { randomSecret, readIfExists, writeSecret } from "./secret-file.ts";

/** What DATA_DIR/postgres/connection.json keeps, mode 0600. The command line finds the running database by it (lib/env.ts). */
type Connection = {
  port: number;
  passwords: { postgres: string; account_center_owner: string; account_center_app: string };
  databaseUrl: string;
  migrationDatabaseUrl: string;
};

export type EmbeddedDatabase = {
  /** The runtime role: no superuser, owns nothing, cannot pass row-level security. */
  databaseUrl: string;
  /** The owner of the database and its tables. */
  migrationDatabaseUrl: string;
  /** Only for the test harness, which clones databases. */
  superuserUrl: string;
  folder: string;
  /** True when the data does not lie in DATA_DIR, because the server's user may not enter it. */
  moved: boolean;
  stoppedLeftBehind: boolean;
  /** Settles only when the server cannot be brought back; until then a crash is answered by a restart. */
  failed: Promise<never>;
  stop(): Promise<void>;
};

type Options = { dataDir: string; durable?: boolean; onRestart?: (reason: string) => void };

/** Starts the PostgreSQL of this DATA_DIR, makes it on first use, and keeps it running until `stop`. */
export async function startEmbeddedDatabase({ dataDir, durable = true, onRestart }: Options): Promise<EmbeddedDatabase> {
  const home = openHome(path.resolve(dataDir));
  const unlock = lockFolder(home.folder);
  try {
    const binaries = findBinaries(home.account);
    const stoppedLeftBehind = await server.stopLeftBehind(home);
    const connection = await readConnection(home);
    if (!existsSync(home.cluster)) server.initialise(binaries, home, connection.passwords.postgres, durable);
    const running = await keepRunning(binaries, home, connection, durable ? settings : throwAwaySettings, onRestart);
    try {
      await createRolesAndDatabase(connection);
    } catch (error) {
      await running.stop();
      throw error;
    }
    return {
      databaseUrl: connection.databaseUrl,
      migrationDatabaseUrl: connection.migrationDatabaseUrl,
      superuserUrl: urlOf(connection, "postgres", "postgres"),
      folder: home.folder,
      moved: home.moved,
      stoppedLeftBehind,
      failed: running.failed,
      stop: async () => {
        await running.stop();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** The kept passwords and port; another port when somebody took it meanwhile. */
async function readConnection(home: Home): Promise<Connection> {
  const file = path.join(home.folder, "connection.json");
  const text = readIfExists(file);
  if (text === undefined && existsSync(home.cluster)) {
    throw failure(
      `${file} is missing: without its passwords nobody can open the database beside it. Bring it back from a backup.`,
    );
  }
  const kept: Connection | undefined = text === undefined ? undefined : JSON.parse(text);
  if (kept && (await isFree(kept.port))) return kept;
  const connection = {
    port: await freePort(),
    passwords: kept?.passwords ?? {
      postgres: randomSecret(),
      account_center_owner: randomSecret(),
      account_center_app: randomSecret(),
    },
    databaseUrl: "",
    migrationDatabaseUrl: "",
  };
  connection.databaseUrl = urlOf(connection, "account_center_app", "account_center");
  connection.migrationDatabaseUrl = urlOf(connection, "account_center_owner", "account_center");
  writeSecret(file, `${JSON.stringify(connection, null, 2)}\n`);
  return connection;
}

function urlOf(
  { port, passwords }: Pick<Connection, "port" | "passwords">,
  role: keyof Connection["passwords"],
  database: string,
): string {
  return `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
}

async function keepRunning(
  binaries: string,
  home: Home,
  { port }: Connection,
  flags: Record<string, string>,
  onRestart: Options["onRestart"],
): Promise<{ failed: Promise<never>; stop: () => Promise<void> }> {
  const { promise: failed, reject: giveUp } = Promise.withResolvers<never>();
  failed.catch(() => {}); // whoever supervises looks at it; nobody has to
  let stopping = false;
  let child = await startPatiently();
  watch();
  const endWithUs = () => child.pid && signal(child.pid, "SIGINT"); // a bug in the launcher leaves no database behind
  process.once("exit", endWithUs);

  /** After a crash the old server's children need a moment to notice and leave the shared memory. */
  async function startPatiently() {
    const deadline = performance.now() + 10_000;
    for (;;) {
      const started = await server.start(binaries, home, port, flags);
      if (started.kind === "ready") return started.child;
      const occupied = started.log.includes("shared memory block") || started.log.includes("could not bind");
      if (!occupied || performance.now() > deadline)
        throw failure(`PostgreSQL does not start; its log is ${home.folder}/postgres.log.`, started.log);
      await sleep(100);
    }
  }

  function watch(): void {
    child.once("exit", async (code, name) => {
      if (stopping) return;
      onRestart?.(name ?? `exit code ${code}`);
      try {
        child = await startPatiently();
        if (stopping && child.pid) await server.stop(child.pid);
        else watch();
      } catch (error) {
        giveUp(error);
      }
    });
  }

  return {
    failed,
    stop: async () => {
      stopping = true;
      process.removeListener("exit", endWithUs);
      if (child.pid && processIdentity(child.pid) !== undefined) await server.stop(child.pid);
    },
  };
}

/** Idempotent, because a first start may be interrupted anywhere. */
async function createRolesAndDatabase(connection: Connection): Promise<void> {
  const sql = postgres(urlOf(connection, "postgres", "postgres"), { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    for (const role of ["account_center_owner", "account_center_app"] as const) {
      const [exists] = await sql`select 1 from pg_roles where rolname = ${role}`;
      // A password is not a parameter in SQL; ours is base64url and cannot end the literal.
      await sql.unsafe(
        `${exists ? "alter" : "create"} role ${role} login nosuperuser nobypassrls password '${connection.passwords[role]}'`,
      );
    }
    const [exists] = await sql`select 1 from pg_database where datname = 'account_center'`;
    if (!exists) await sql.unsafe("create database account_center owner account_center_owner");
  } finally {
    await sql.end({ timeout: 5 });
  }
}
