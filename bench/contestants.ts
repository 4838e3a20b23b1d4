import path from "node:path";
import postgres from "postgres";
import { startNextDoor } from "../e2e/fixtures/next-door.ts";
import { publishServer } from "../e2e/fixtures/running-server.ts";
import { startApplication } from "../scripts/application.ts";
import { startEmbeddedDatabase } from "../scripts/embedded-database.ts";
import { freePort } from "../scripts/free-port.mjs";
import { startServer } from "./children.ts";
import { makeCustomer } from "./customer.ts";
import type { Target } from "./load/process.ts";

/** Somebody whose speed is measured. */
export type Contestant = {
  name: string;
  title: string;
  target: Target;
  /** Works that it cannot do, or not as asked. */
  lacks: string[];
};

export type Field = { contestants: Contestant[]; databaseUrl: string; superuserUrl: string; stop(): Promise<void> };

const onlyOurs = ["patch", "put", "deactivate", "members", "first-sync"];

/** Starts a PostgreSQL, ours in both doors, and everybody that ours is compared with. All on that PostgreSQL, with the same settings. */
export async function startField(
  dataDir: string,
  { only, processes }: { only: string[] | undefined; processes: string },
): Promise<Field> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const database = await startEmbeddedDatabase({ dataDir });
    stops.push(database.stop);
    const { databaseUrl, migrationDatabaseUrl, superuserUrl } = database;
    const source = {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "warn", APP_SECRET: crypto.randomUUID().repeat(2) },
      ...{ PORT: String(await freePort()), DATA_DIR: dataDir, DATABASE_URL: databaseUrl, SEED_DEMO: "0" },
      ...{ MIGRATION_DATABASE_URL: migrationDatabaseUrl, WEB_CONCURRENCY: processes },
    };
    const log = path.join(dataDir, "server.log");
    const application = await startApplication({ source, mode: "production", log });
    stops.push(application.stop);
    Object.assign(process.env, source); // for the queries of ours that make customers
    const wants = (name: string) => only === undefined || only.includes(name);
    const contestants: Contestant[] = [];
    const add = (contestant: Contestant) => contestants.push(contestant);

    if (wants("floor")) {
      const { scope } = await makeCustomer();
      add({ name: "floor", title: "floor: one statement", target: { kind: "sql", databaseUrl, scope }, lacks: [] });
    }
    if (wants("bare")) {
      const { scope } = await makeCustomer();
      const bare = await startServer("bare.ts", [databaseUrl, scope.accountId, scope.configurationId]);
      stops.push(bare.stop);
      add({ name: "bare", title: "bare `node:http`", target: { kind: "http", url: bare.url, token: "" }, lacks: onlyOurs });
    }
    if (wants("ours")) {
      const { token } = await makeCustomer();
      const url = `http://127.0.0.1:${source.PORT}/scim/v2`;
      add({ name: "ours", title: "Account Center", target: { kind: "http", url, token }, lacks: [] });
    }
    if (wants("next")) {
      publishServer({ origin: application.origin, environment: application.environment, admin: { email: "", password: "" } });
      const next = await startNextDoor();
      stops.push(next.stop);
      const { token } = await makeCustomer();
      add({
        name: "next",
        title: "by the Next route",
        target: { kind: "http", url: `${next.origin}/scim/v2`, token },
        lacks: [],
      });
    }
    if (wants("scimmy")) {
      const scimmy = await startServer("scimmy.ts");
      stops.push(scimmy.stop);
      add({ name: "scimmy", title: "scimmy, in memory", target: { kind: "http", url: scimmy.url, token: "x" }, lacks: [] });
    }
    if (wants("polis")) {
      const polis = await startServer("polis.ts", [await makeDatabase(superuserUrl, "polis")]);
      stops.push(polis.stop);
      // it looks every filter up among e-mail addresses
      add({ name: "polis", title: "Polis", target: { kind: "http", url: polis.url, token: "x" }, lacks: ["match-externalId"] });
    }
    return { contestants, databaseUrl, superuserUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A database of its own on the same server; returns its address. */
async function makeDatabase(superuserUrl: string, name: string): Promise<string> {
  const sql = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name}`);
  await sql.end();
  return Object.assign(new URL(superuserUrl), { pathname: `/${name}` }).href;
}
