import pino, { type DestinationStream, type Logger } from "pino";
import { env } from "./env.ts";
import { processState } from "./process-state.ts";

const secretFields = [
  "authorization",
  "cookie",
  "set-cookie",
  "password",
  "passwordHash",
  "token",
  "secret",
  "clientSecret",
  "csrfToken",
];

/** At the top of an entry and up to two objects deep. */
const paths = secretFields.flatMap((name) => ["", "*", "*.*"].map((prefix) => `${prefix}["${name}"]`));

/** The log of this process: one JSON object per line on stdout. Give an error as `err`. */
export const log = (): Logger => processState().once("log", () => newLog(env.logLevel));

export const newLog = (level: string, destination?: DestinationStream): Logger =>
  pino({ level, redact: { paths, censor: "[redacted]" }, serializers: { err: describeError } }, destination);

/**
 * What may be written down about an error. Messages and details of database errors repeat the values of the query, Drizzle's
 * message lists its parameters, and a SyntaxError quotes the text it could not read: of those only the safe parts remain.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  // read as unknown, present or not; `digest` is the id that Next shows on the error page
  const { name, code, digest, query } = error as Error & { code?: unknown; digest?: unknown; query?: unknown };
  const rest = { code, digest, cause: error.cause === undefined ? undefined : describeError(error.cause), stack: frames(error) };
  if (name === "PostgresError") return { type: name, ...postgresFields(error), ...rest };
  if (query !== undefined && "params" in error) return { type: "DrizzleQueryError", query, ...rest };
  if (error instanceof SyntaxError) return { type: name, ...rest };
  return { type: name, message: error.message, ...rest };
}

const postgresFields = (error: Error) =>
  Object.fromEntries(
    ["severity", "routine", "schema_name", "table_name", "column_name", "constraint_name"].map((key) => [
      key,
      Reflect.get(error, key),
    ]),
  );

/** The stack begins with the message, which is decided on elsewhere. */
const frames = (error: Error) =>
  error.stack
    ?.split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
