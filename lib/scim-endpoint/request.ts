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

/** If-Match (RFC 7644 §3.14): 412 when it names another version. Returns whether the request is conditional. */
export function checkPrecondition(call: Call, { version }: { version: number }): boolean {
  const ifMatch = call.request.headers.get("if-match");
  if (isStale(ifMatch, weakEtag(version))) throw changedMeanwhile();
  return !!ifMatch;
}

export const changedMeanwhile = () => preconditionFailed("The resource is not at this version any more.");

/** 304 when the client has this version already (RFC 7644 §3.14). */
export function notModified(call: Call, { version }: { version: number }): Response | undefined {
  const etag = weakEtag(version);
  return isUnchanged(call.request.headers.get("if-none-match"), etag) ? respondEmpty(304, { etag }) : undefined;
}
