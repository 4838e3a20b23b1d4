import { checkSchemas, getMember } from "./body.ts";
import { invalidSyntax, invalidValue, ScimError } from "./error.ts";
import { isJsonObject, type JsonObject } from "./resource.ts";

export const bulkRequestSchema = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
export const bulkResponseSchema = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";

/** Operations of one Bulk request. */
export const bulkLimits = { operations: 1000 };

const methods = ["POST", "PUT", "PATCH", "DELETE"] as const;
export type BulkMethod = (typeof methods)[number];

/** One operation of a Bulk request (RFC 7644 §3.7). `path` is relative to the tenant URL and starts with a slash. */
export type BulkOperation = {
  method: BulkMethod;
  path: string;
  bulkId: string | undefined;
  version: string | undefined;
  data: unknown;
};

/** An operation that cannot be carried out as it was sent; what could be read of it is repeated in its result. */
export type RefusedOperation = {
  error: ScimError;
  method: string | undefined;
  path: string | undefined;
  bulkId: string | undefined;
};

export type BulkRequest = {
  operations: (BulkOperation | RefusedOperation)[];
  /** Errors after which the rest is left alone. */
  failOnErrors: number;
};

/**
 * Reads the body of a Bulk request. A body that is none: 400 `invalidSyntax`; too many operations: 413. What is wrong with one
 * operation is that operation's result: the others are carried out (§3.7: as many changes as possible).
 */
export function parseBulkRequest(body: unknown): BulkRequest {
  if (!isJsonObject(body)) throw invalidSyntax("A Bulk request is a JSON object.");
  checkSchemas(body, [bulkRequestSchema]);
  const given = getMember(body, "Operations");
  if (!Array.isArray(given) || given.length === 0) throw invalidSyntax("Operations must be an array of one or more operations.");
  if (given.length > bulkLimits.operations)
    throw new ScimError(413, undefined, `The number of operations exceeds maxOperations (${bulkLimits.operations}).`);
  const bulkIds = new Set<string>();
  return { operations: given.map((item) => readOperation(item, bulkIds)), failOnErrors: readFailOnErrors(body) };
}

function readFailOnErrors(body: JsonObject): number {
  const given = getMember(body, "failOnErrors") ?? Number.POSITIVE_INFINITY;
  if (given === Number.POSITIVE_INFINITY || (Number.isInteger(given) && Number(given) >= 0)) return Math.max(1, Number(given));
  throw invalidValue("failOnErrors is an integer, 1 or more.");
}

function readOperation(item: unknown, bulkIds: Set<string>): BulkOperation | RefusedOperation {
  const operation = isJsonObject(item) ? item : {};
  const method = readText(operation, "method");
  const bulkId = readText(operation, "bulkId");
  try {
    return { ...checkOperation(item, bulkIds), bulkId };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { error, method, path: readPath(operation), bulkId };
  }
}

function checkOperation(item: unknown, bulkIds: Set<string>): Omit<BulkOperation, "bulkId"> {
  if (!isJsonObject(item)) throw invalidSyntax("An operation is a JSON object.");
  const method = methods.find((known) => known === readText(item, "method")?.toUpperCase());
  if (!method) throw invalidSyntax("method must be POST, PUT, PATCH or DELETE.");
  const path = readPath(item);
  if (path === undefined) throw invalidSyntax("path must name an endpoint, such as /Users or /Users/{id}.");
  if (method === "POST") claim(readText(item, "bulkId"), bulkIds);
  const version = getMember(item, "version") ?? undefined;
  if (version !== undefined && typeof version !== "string") throw invalidSyntax("version must be a string.");
  return { method, path, version, data: readData(method, getMember(item, "data")) };
}

/** §3.7: required of a POST and unique in the request, or nobody could tell its result. */
function claim(bulkId: string | undefined, bulkIds: Set<string>): void {
  if (!bulkId) throw invalidValue("bulkId is required when method is POST.");
  if (bulkIds.has(bulkId)) throw invalidValue(`The bulkId ${bulkId} is used more than once.`);
  bulkIds.add(bulkId);
}

/** The example of §3.7.3 gives the operations of a PATCH without what surrounds them; an array is taken for that. */
const readData = (method: BulkMethod, data: unknown): unknown =>
  method === "PATCH" && Array.isArray(data) ? { Operations: data } : data;

function readPath(operation: JsonObject): string | undefined {
  const path = readText(operation, "path");
  if (!path) return undefined;
  return path.startsWith("/") ? path : `/${path}`;
}

function readText(operation: JsonObject, name: string): string | undefined {
  const value = getMember(operation, name);
  return typeof value === "string" ? value : undefined;
}

/** What the response says of one operation. */
export type BulkResult = {
  method: string | undefined;
  bulkId?: string | undefined;
  location?: string | undefined;
  version?: string | undefined;
  status: string;
  response?: unknown;
};

/** The body of the response (§3.7.3). */
export const bulkResponse = (results: BulkResult[]) => ({ schemas: [bulkResponseSchema], Operations: results });
