import type { ResourceType } from "../scim/attribute.ts";
import { preconditionFailed } from "../scim/error.ts";
import { isStale, isUnchanged, weakEtag } from "../scim/etag.ts";
import { type Projection, parseProjection } from "../scim/project.ts";
import type { Call } from "./call.ts";
import { respondEmpty } from "./respond.ts";

/** What the query string selects of an answer (RFC 7644 §3.9). */
export function projectionOf(call: Call, type: ResourceType): Projection {
  const names = (name: string) => call.url.searchParams.get(name);
  return parseProjection({ attributes: names("attributes"), excludedAttributes: names("excludedAttributes") }, type);
}

/**
 * The preconditions of a write (RFC 7644 §3.14, RFC 9110 §13.1): 412 when If-Match names another version, or If-None-Match this one.
 * Returns whether the write is for this version alone; `If-Match: *` is for any.
 */
export function checkPrecondition(call: Call, { version }: { version: number }): boolean {
  const { headers } = call.request;
  const ifMatch = headers.get("if-match")?.trim();
  if (isStale(ifMatch, weakEtag(version))) throw changedMeanwhile();
  if (isUnchanged(headers.get("if-none-match"), weakEtag(version)))
    throw preconditionFailed("The resource is at the version that If-None-Match excludes.");
  return !!ifMatch && ifMatch !== "*";
}

export const changedMeanwhile = () => preconditionFailed("The resource is not at this version any more.");

/** 304 when the client has this version already (RFC 7644 §3.14). */
export function notModified(call: Call, { version }: { version: number }): Response | undefined {
  const etag = weakEtag(version);
  return isUnchanged(call.request.headers.get("if-none-match"), etag) ? respondEmpty(304, { etag }) : undefined;
}
