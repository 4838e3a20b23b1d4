import { env } from "../env.ts";

/**
 * The origin that clients know us by, for meta.location: configured, else what a trusted proxy forwarded, else what the
 * request itself says.
 */
export function publicOrigin(request: Request): string {
  if (env.publicOrigin) return env.publicOrigin;
  const url = new URL(request.url);
  if (!env.trustProxy) return url.origin;
  const first = (name: string) => request.headers.get(name)?.split(",", 1)[0]?.trim();
  const proto = first("x-forwarded-proto");
  const host = first("x-forwarded-host");
  const forwarded = `${proto === "http" || proto === "https" ? proto : url.protocol.slice(0, -1)}://${host ?? url.host}`;
  return URL.canParse(forwarded) ? new URL(forwarded).origin : url.origin;
}

/** Where resources live; meta.location stays here also for callers of the shorter paths (product.md, rule 1). */
export const scimBaseUrl = (request: Request): string => `${publicOrigin(request)}/scim/v2`;
