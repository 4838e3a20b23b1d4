/** The endpoint at the root of a bare origin: three tutorials enter only a host as tenant URL (rule 1). */
const rootEndpoints = new Set(["Users", "Groups", "Schemas", "ResourceTypes", "ServiceProviderConfig", "Bulk", ".search"]);

/** Is this request for SCIM? Everything under /scim, and the root's endpoints in exact case with a bearer token. */
export function isScimRequest(pathname: string, authorization: string | null | undefined): boolean {
  const [, first = ""] = pathname.split("/", 2);
  return first === "scim" || (rootEndpoints.has(first) && /^bearer\s/i.test(authorization ?? ""));
}

/** The path below the tenant URL as segments: `/scim/v2/Users/1`, `/scim/Users/1` and `/Users/1` are all ["Users", "1"]. */
export function scimSegments(pathname: string): string[] {
  const path = pathname.replace(/^\/scim(?=\/|$)/, "").replace(/^\/v2(?=\/|$)/, "");
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map(decode);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // an id that is not well encoded is an unknown id
  }
}
