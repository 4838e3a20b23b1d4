/** The endpoint at the root of a bare origin: three tutorials enter only a host as tenant URL (rule 1). */
const rootEndpoints = new Set(["Users", "Groups", "Schemas", "ResourceTypes", "ServiceProviderConfig", "Bulk", ".search"]);

/** Is this request for SCIM? Everything under /scim, and the root's endpoints in exact case with a bearer token. */
export function isScimRequest(pathname: string, authorization: string | null | undefined): boolean {
  const first = pathname.split("/").find((segment) => segment !== "");
  return first === "scim" || (rootEndpoints.has(first ?? "") && /^bearer\s/i.test(authorization ?? ""));
}

/**
 * The path below the tenant URL as segments: `/scim/v2/Users/1`, `/scim/Users/1` and `/Users/1` are all ["Users", "1"]. Repeated
 * slashes count as one: a tenant URL was entered with a slash at its end.
 */
export function scimSegments(pathname: string): string[] {
  const segments = pathname.split("/").filter((segment) => segment !== "");
  if (segments[0] === "scim") segments.splice(0, segments[1] === "v2" ? 2 : 1);
  return segments.map(decode);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // an id that is not well encoded is an unknown id
  }
}
