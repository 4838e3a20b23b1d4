import { randomUUID } from "node:crypto";
import { log } from "../log.ts";
import { tenantUrl } from "../origin.ts";
import type { BulkOperation, BulkResult, RefusedOperation } from "../scim/bulk.ts";
import { type ScimError, scimErrorBody } from "../scim/error.ts";
import type { Call } from "./call.ts";
import { failureOf, isDeletedConfiguration } from "./failure.ts";
import { noteCall } from "./request-log.ts";
import type { Answer } from "./respond.ts";
import { scimSegments } from "./route.ts";

/** Answers the call of one operation, whose path is given as segments. */
type Work = (call: Call, segments: string[]) => Promise<Answer>;

/**
 * The result of an operation: as the request that it stands for would be answered, and kept in the request log like that one.
 * Without the body of a success, which the client can read when it wants it.
 */
export async function answerOperation(bulk: Call, operation: BulkOperation, path: () => string, work: Work): Promise<BulkResult> {
  const { method, bulkId } = operation;
  const call = callOf(bulk, operation);
  let location: string | undefined;
  try {
    call.url = urlOf(bulk, path());
    const segments = scimSegments(call.url.pathname);
    location = locationOf(call, method);
    // nobody sees the answer: what is costly in it is left out
    call.url.search = "?excludedAttributes=members,groups";
    const { status, headers } = await work(call, segments);
    await note(call, status);
    const version = headers.etag;
    return { method, bulkId, location: headers["content-location"] ?? location, version, status: `${status}` };
  } catch (cause) {
    if (isDeletedConfiguration(cause)) throw cause;
    return { method, bulkId, location, ...(await failed(call, cause)) };
  }
}

/** The result of an operation that cannot be carried out as it was sent. */
export async function refuseOperation(bulk: Call, { method, path, bulkId, error }: RefusedOperation): Promise<BulkResult> {
  const location = path && locationOf({ ...bulk, url: urlOf(bulk, path) }, method);
  return { method, bulkId, location, ...(await failed({ ...bulk, body: undefined }, error)) };
}

/** Not under `baseUrl`, whose host is what a header says. */
const urlOf = ({ url }: Call, path: string) => new URL(tenantUrl(url.origin) + path);

/** §3.7.3: every result tells the location of its resource, except that of a POST that failed. */
function locationOf({ baseUrl, url }: Call, method: string | undefined): string | undefined {
  const segments = scimSegments(url.pathname);
  return method?.toUpperCase() !== "POST" && segments.length === 2
    ? [baseUrl, ...segments.map(encodeURIComponent)].join("/")
    : undefined;
}

async function failed(call: Call, cause: unknown): Promise<Pick<BulkResult, "status" | "response">> {
  const requestId = randomUUID();
  const { error } = failureOf(cause, requestId);
  if (error.status === 500) log().error({ err: cause, requestId }, "an operation of a Bulk request failed");
  await note(call, error.status, error);
  return { status: `${error.status}`, response: scimErrorBody(error) };
}

function note(call: Call, status: number, error?: ScimError): Promise<void> {
  const url = new URL(call.url);
  url.search = "";
  return noteCall({ ...call, url }, status, error);
}

/** `version` is the If-Match of the operation (RFC 7644 §3.7). What no header can hold is no version of ours. */
function callOf(bulk: Call, { method, version }: BulkOperation): Call {
  const headers = new Headers({ "user-agent": bulk.request.headers.get("user-agent") ?? "" });
  if (version !== undefined) headers.set("if-match", version.replace(/[^\x20-\x7e]/g, "?"));
  const request = { method, url: bulk.url.href, headers, body: null };
  return { ...bulk, request, headers: {}, body: undefined, ignored: [], unknownMembers: [], isBulk: true };
}
