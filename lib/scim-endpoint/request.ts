import type { ResourceType } from "../scim/attribute.ts";
import { preconditionFailed } from "../scim/error.ts";
import { isStale, isUnchanged, weakEtag } from "../scim/etag.ts";
import { type Projection, parseProjection } from "../scim/project.ts";
import type { Call } from "./call.ts";
import { type Answer, respondEmpty } from "./respond.ts";

/** What the query string selects of an answer (RFC 7644 §3.9). */
export function projectionOf(call: Call, type: ResourceType): Projection {
  const names = (name: string) => call.url.searchParams.getAll(name);
  return parseProjection({ attributes: names("attributes"), excludedAttributes: names("excludedAttributes") }, type);
}

/**
 * The headers of an answer about one resource: `meta.location` (RFC 7643 §3.1 names Content-Location, the examples of RFC 7644 §3.4.1
 * and §3.5.1 show Location) and `meta.version`.
 */
export const headersOf = (location: string, { version }: { version: number }) => ({
  etag: weakEtag(version),
  location,
  "content-location": location,
});

/**
 * The preconditions of a write (RFC 7644 §3.14, RFC 9110 §13.1): 412 when If-Match names another version, or If-None-Match this one.
 * Returns whether the write is for this version alone; `If-Match: *` is for any.
 */
export function checkPrecondition(call: Call, resource: { version: number }): boolean {
  const ifMatch = checkMatch(call, resource);
  const etag = weakEtag(resource.version);
  if (isUnchanged(call.request.headers.get("if-none-match"), etag)) {
    call.headers.etag = etag;
    throw preconditionFailed("The resource is at the version that If-None-Match excludes.");
  }
  return !!ifMatch && ifMatch !== "*";
}

/** 412 with the present version when If-Match names another one; else If-Match. */
function checkMatch(call: Call, { version }: { version: number }): string | undefined {
  const ifMatch = call.request.headers.get("if-match")?.trim();
  const etag = weakEtag(version);
  if (!isStale(ifMatch, etag)) return ifMatch;
  call.headers.etag = etag;
  throw changedMeanwhile();
}

export const changedMeanwhile = () => preconditionFailed("The resource is not at this version any more.");

/** The preconditions of a read: 304 when the client has this version already (RFC 7644 §3.14), 412 when it wants another one. */
export function notModified(call: Call, resource: { version: number }, location: string): Answer | undefined {
  checkMatch(call, resource);
  const etag = weakEtag(resource.version);
  // RFC 9110 §15.4.5: what a 200 would say of where it is and which version
  return isUnchanged(call.request.headers.get("if-none-match"), etag)
    ? respondEmpty(304, { etag, "content-location": location })
    : undefined;
}
