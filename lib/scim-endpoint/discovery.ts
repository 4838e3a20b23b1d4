import { bulkLimits } from "../scim/bulk.ts";
import { type Features, findById, resourceTypes, schemas, serviceProviderConfig } from "../scim/discovery.ts";
import { forbidden, notFound } from "../scim/error.ts";
import { listResponse, pageSize } from "../scim/list.ts";
import type { Call } from "./call.ts";
import { cursorTimeout } from "./cursor.ts";
import { limits } from "./limits.ts";
import { type Answer, respond } from "./respond.ts";

/** What works today; a client that reads it must be able to believe it. */
const features = {
  filterMaxResults: pageSize.max,
  bulk: { supported: true, maxOperations: bulkLimits.operations, maxPayloadSize: limits.bodyBytes },
  sort: true,
  etag: true,
  changePassword: false,
  // RFC 9865 §2.4: clients that know only index paging get it
  pagination: {
    cursor: true,
    index: true,
    defaultPaginationMethod: "index",
    defaultPageSize: pageSize.default,
    maxPageSize: pageSize.max,
    cursorTimeout,
  },
} satisfies Features;

/** GET /ServiceProviderConfig, /ResourceTypes, /Schemas and their single items. */
export function discover(call: Call, [endpoint, id, ...rest]: string[]): Answer {
  // RFC 7644 §4: a filter on a discovery endpoint is 403
  if (call.url.searchParams.has("filter")) throw forbidden("Discovery endpoints cannot be filtered.");
  if (rest.length > 0 || (endpoint === "ServiceProviderConfig" && id !== undefined)) throw notFound("No such endpoint.");
  if (endpoint === "ServiceProviderConfig") {
    return respond(200, serviceProviderConfig({ location: `${call.baseUrl}/ServiceProviderConfig`, features }));
  }
  const items = endpoint === "Schemas" ? schemas(call.baseUrl) : resourceTypes(call.baseUrl);
  return id === undefined ? respondAll(items) : respondOne(items, id);
}

const respondAll = (items: unknown[]) =>
  respond(200, listResponse({ resources: items, totalResults: items.length, startIndex: 1 }));

function respondOne(items: { id: string }[], id: string): Answer {
  const item = findById(items, id);
  if (!item) throw notFound(`There is no ${id} here.`);
  return respond(200, item);
}
