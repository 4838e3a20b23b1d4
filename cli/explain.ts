import { AppError } from "#lib/errors.ts";
import { describeError } from "#lib/log.ts";

const unreachable = new Set(["ECONNREFUSED", "ENOENT", "ENOTFOUND", "CONNECT_TIMEOUT", "CONNECTION_ENDED", "ETIMEDOUT"]);

/** One sentence for the person at the terminal; never with the values of a query. */
export function explain(error: unknown): string {
  if (error instanceof AppError) return error.message;
  // Drizzle wraps what the database said
  const cause = error instanceof Error && "query" in error ? error.cause : error;
  const { code, address, port } = Object(cause);
  if (unreachable.has(code)) {
    const where = port ? ` at ${address ?? "its host"}:${port}` : "";
    return `The database${where} does not answer. Start it first with npm start, or set DATABASE_URL.`;
  }
  if (code === undefined && cause instanceof Error) return cause.message;
  return `This failed, and nothing was changed: ${JSON.stringify(describeError(error), null, 2)}`;
}
