import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "../lib/env.ts";
import { processState } from "../lib/process-state.ts";
import { askForTypesOnce, endTransactionsWithConnection } from "./lost-connections.ts";

/** In milliseconds: how long a statement may take, wait for a lock, and a transaction wait for its next statement. */
export const deadlines = { statement_timeout: 8_000, lock_timeout: 5_000, idle_in_transaction_session_timeout: 10_000 };

/**
 * The one pool of this process. `drizzle(client)` rewrites the client's serialisers: timestamps come back as text and
 * every jsonb parameter must be a string. Raw queries therefore pass `json(value)` and read instants with `instantOf`.
 */
function connect() {
  const client = postgres(env.databaseUrl, {
    max: env.databasePoolSize,
    // a restarted server is found again within half a second instead of 11 to 20 s
    backoff: (retries) => Math.min(0.4, 0.05 * 2 ** retries),
    connect_timeout: 5,
    idle_timeout: 300,
    // old poolers in transaction mode know no prepared statements
    prepare: env.databasePrepare,
    onnotice: () => {},
    // old poolers refuse a connection that asks for settings; db/migrate.ts gave them to the role
    connection: { application_name: "account-center", ...(env.databasePrepare && deadlines) },
  });
  askForTypesOnce(client);
  endTransactionsWithConnection(client);
  return { sql: client, db: drizzle(client) };
}

const connection = () => processState().once("database", connect);

export type Database = PostgresJsDatabase;
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Where a hand-written query runs: the pool, or a transaction on it. */
export type Sql = postgres.Sql | postgres.TransactionSql;
/** Where a query runs: the pool, or a transaction that the caller opened. */
export type Executor = Database | Tx;

/** The pool for hand-written SQL. */
export const sql = () => connection().sql;

/** The same pool through Drizzle. */
export const db = () => connection().db;

/** A jsonb parameter of a raw query; undefined becomes null. */
export const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));

/** An instant from a raw query ("2026-01-31 10:00:00.123+00"). */
export const instantOf = (text: string): Date => new Date(text);

/** A value was refused, or one that somebody else writes was waited for: what was asked together may succeed one by one. */
export const blamesValue = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && /^(22|23|40|54|55P03|57014)/.test(error.code);

/** The name of the violated constraint when `error` is a unique violation, also inside a Drizzle error. */
export function violatedUnique(error: unknown): string | undefined {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof postgres.PostgresError && cause.code === "23505") return cause.constraint_name;
  return undefined;
}

/** Ends the pool; waits at most five seconds for running queries. */
export const closeDatabase = () => connection().sql.end({ timeout: 5 });
