/** The weak entity-tag of a version (RFC 7644 §3.14): the value of the header ETag and of `meta.version`. */
export const weakEtag = (version: string | number) => `W/"${version}"`;

/**
 * Whether a list in If-Match or If-None-Match names the tag. `*` names any. Compared weakly also for If-Match: SCIM's own examples
 * send weak tags there, and ours are all weak.
 */
export function namesEtag(header: string, etag: string): boolean {
  if (header.trim() === "*") return true;
  const opaque = (tag: string) => tag.trim().replace(/^W\//i, "").replaceAll('"', "");
  const tags = header.match(/(?:W\/)?"[^"]*"|[^\s,"]+/gi) ?? [];
  return tags.some((tag) => opaque(tag) === opaque(etag));
}

/** Whether a write must be refused with 412: If-Match is present and does not name the current version. */
export const isStale = (ifMatch: string | null | undefined, etag: string) => !!ifMatch?.trim() && !namesEtag(ifMatch, etag);

/** Whether a read may be answered with 304: If-None-Match names the current version. */
export const isUnchanged = (ifNoneMatch: string | null | undefined, etag: string) =>
  !!ifNoneMatch?.trim() && namesEtag(ifNoneMatch, etag);
