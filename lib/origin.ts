import { env } from "./env.ts";

type HeaderSource = { get(name: string): string | null };

/** What the nearest proxy wrote: the last of a list, since anything before it may come from the client. */
const forwarded = (headers: HeaderSource, name: string): string | undefined =>
  env.trustProxy ? headers.get(`x-forwarded-${name}`)?.split(",").at(-1)?.trim() || undefined : undefined;

/** The origin under which browsers and IdPs reach us: PUBLIC_ORIGIN, else what a trusted proxy says, else what was called. */
export function originOf(headers: HeaderSource): string {
  if (env.publicOrigin) return env.publicOrigin;
  const scheme = forwarded(headers, "proto") === "https" ? "https" : "http";
  return `${scheme}://${forwarded(headers, "host") ?? headers.get("host") ?? `localhost:${env.port}`}`;
}

/** Decides the `__Host-` cookies and HSTS. */
export const isHttps = (headers: HeaderSource): boolean => originOf(headers).startsWith("https:");

/** What an admin pastes into the IdP; rule 1. */
export const tenantUrl = (origin: string): string => `${origin}/scim/v2`;

/**
 * The client's address, for limits only. Without a trusted proxy it is the socket's address, which Next writes into the same
 * header when no client sent one (server.ts drops what clients send).
 */
export const clientAddress = (headers: HeaderSource): string =>
  headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || "unknown";
