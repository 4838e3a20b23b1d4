import { AppError, type AppErrorCode } from "../errors.ts";
import { ScimError } from "../scim/error.ts";

export type Failure = { error: ScimError; headers: Record<string, string> };

const statusOf: Record<AppErrorCode, number> = { not_found: 404, conflict: 409, invalid: 400, forbidden: 403, unavailable: 503 };

/** The database shuts down, is read-only, out of connections, ended an idle one; a deadline passed, a deadlock: trying again helps. */
const busy = /^(08...|57P0[1-35]|53...|57014|25006|25P03|40P01|40001|55P03)$/;
/** It cannot be reached. */
const unreachable = /^(CONNECTION_.*|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|EAI_AGAIN|EPIPE)$/;

const codeOf = (cause: unknown): unknown =>
  typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;

/** Raised by `configuration_begin_write` in db/functions. */
export const isDeletedConfiguration = (cause: unknown): boolean => codeOf(cause) === "AC401";

/** The answer to whatever was thrown. A bug is 500 with the request id; its cause goes to the log, never to the client. */
export function failureOf(cause: unknown, requestId: string): Failure {
  if (cause instanceof ScimError) return { error: cause, headers: {} };
  if (cause instanceof AppError) return { error: new ScimError(statusOf[cause.code], undefined, cause.message), headers: {} };
  const code = codeOf(cause);
  if (typeof code === "string" && (busy.test(code) || unreachable.test(code))) return unavailable();
  return {
    error: new ScimError(500, undefined, `Something went wrong. Tell the operator the request id ${requestId}.`),
    headers: {},
  };
}

const unavailable = (): Failure => ({
  error: new ScimError(503, undefined, "The service is not available right now. Try again."),
  headers: { "retry-after": "2" },
});
