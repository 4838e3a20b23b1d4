import { type AttributePath, type AttributeTables, findAttribute, resolveName } from "./attribute.ts";
import { checkSchemas } from "./body.ts";
import { invalidCount, invalidSyntax, invalidValue } from "./error.ts";
import { isJsonObject } from "./resource.ts";

export const listResponseSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const searchRequestSchema = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/** Resources on a page when the client asks for no number, and the most it gets whatever it asks for. */
export const pageSize = { default: 100, max: 200 };

/**
 * What a list or a search asks for. `count` is what will be served (0 to 200). `cursor` present: cursor paging, empty for the first page
 * (RFC 9865 §2). `filter`, `sortBy` and the projection are text because their names depend on the resource type.
 */
export type ListQuery = {
  filter?: string;
  sortBy?: string;
  sortOrder: "ascending" | "descending";
  startIndex: number;
  count: number;
  cursor?: string;
  attributes?: string[];
  excludedAttributes?: string[];
};

/** Reads the query string of a list (RFC 7644 §3.4.2). Parameters we do not know are ignored; 400 `invalidValue` for what is not a number. */
export function parseListQuery(params: URLSearchParams): ListQuery {
  const text = (name: string) => params.get(name) ?? undefined;
  return {
    ...present("filter", text("filter")),
    // a name per parameter, as a client library writes a list
    ...present("attributes", params.has("attributes") ? params.getAll("attributes") : undefined),
    ...present("excludedAttributes", params.has("excludedAttributes") ? params.getAll("excludedAttributes") : undefined),
    ...readOrder(text("sortBy"), text("sortOrder")),
    ...readPage(text("startIndex"), text("count"), text("cursor")),
  };
}

/** Reads the body of a `.search` request (RFC 7644 §3.4.3) into the same shape. */
export function parseSearchRequest(body: unknown): ListQuery {
  if (!isJsonObject(body)) throw invalidSyntax("A search request is a JSON object.");
  checkSchemas(body, [searchRequestSchema]);
  const values = new Map<string, unknown>(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => readText(name, values.get(name.toLowerCase()));
  const names = (name: string) => readNames(name, values.get(name.toLowerCase()));
  return {
    ...present("filter", text("filter")),
    ...present("attributes", names("attributes")),
    ...present("excludedAttributes", names("excludedAttributes")),
    ...readOrder(text("sortBy"), text("sortOrder")),
    ...readPage(values.get("startindex"), values.get("count"), text("cursor")),
  };
}

const present = <N extends string, T>(name: N, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [K in N]?: T }; // a computed key loses its literal type

function readText(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidValue(`${name} is a string.`);
  return value;
}

function readNames(name: string, value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const names: unknown[] = Array.isArray(value) ? value : [value];
  return names.map((item) => readText(name, item) ?? "");
}

function readOrder(sortBy: string | undefined, sortOrder: string | undefined): Pick<ListQuery, "sortBy" | "sortOrder"> {
  const order = (sortOrder || "ascending").toLowerCase();
  if (order !== "ascending" && order !== "descending") throw invalidValue("sortOrder is ascending or descending.");
  return { ...(sortBy && { sortBy }), sortOrder: order };
}

function readPage(
  startIndex: unknown,
  count: unknown,
  cursor: string | undefined,
): Pick<ListQuery, "startIndex" | "count" | "cursor"> {
  // RFC 7644 §3.4.2.4: less than 1 is 1, a negative count is 0.
  return {
    startIndex: Math.max(1, readInteger("startIndex", startIndex) ?? 1),
    // RFC 9865 §2.1 has a keyword of its own for the count of a cursor.
    count: Math.min(
      pageSize.max,
      Math.max(0, readInteger("count", count, cursor === undefined ? invalidValue : invalidCount) ?? pageSize.default),
    ),
    ...present("cursor", cursor),
  };
}

function readInteger(name: string, value: unknown, error = invalidValue): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  if (!/^[+-]?\d+$/.test(text)) throw error(`${name} is an integer.`);
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(text)));
}

/**
 * The simple attribute that `sortBy` names on a resource type, or undefined when it has none of that name. RFC 7644 §3.4.2.3: a complex
 * attribute is sorted by its sub-attribute; `emails` alone means emails.value.
 */
export function resolveSortBy(sortBy: string, type: AttributeTables): AttributePath | undefined {
  const resolved = resolveName(type, sortBy);
  if (resolved.kind !== "attribute" || resolved.path.attribute.returned === "never") return undefined;
  const { path } = resolved;
  if (path.sub || path.attribute.type !== "complex") return path;
  const sub = findAttribute(path.attribute.subAttributes, "value");
  return sub && { ...path, sub };
}

export type ListResponse = {
  schemas: string[];
  totalResults: number;
  startIndex?: number;
  itemsPerPage: number;
  nextCursor?: string;
  previousCursor?: string;
  Resources: unknown[];
};

/** The envelope of a page. `Resources` is there even when empty; cursor pages have no startIndex (RFC 9865 §2). */
export function listResponse(page: {
  resources: unknown[];
  totalResults: number;
  startIndex?: number;
  itemsPerPage?: number;
  nextCursor?: string;
  previousCursor?: string;
}): ListResponse {
  return {
    schemas: [listResponseSchema],
    totalResults: page.totalResults,
    ...present("startIndex", page.startIndex),
    itemsPerPage: page.itemsPerPage ?? page.resources.length,
    ...present("nextCursor", page.nextCursor),
    ...present("previousCursor", page.previousCursor),
    Resources: page.resources,
  };
}
