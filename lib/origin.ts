import { env } from "./env.ts";
import { processState } from "./process-state.ts";

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

/** The same where no request tells: in an e-mail, at the command line. */
export const publicOrigin = (): string => env.publicOrigin ?? `http://localhost:${env.port}`;

/** Decides the `__Host-` cookies and HSTS. */
export const isHttps = (headers: HeaderSource): boolean => originOf(headers).startsWith("https:");

/** What an admin pastes into the IdP; rule 1. */
export const tenantUrl = (origin: string): string => `${origin}/scim/v2`;

const door = () => processState().once("origin.door", () => ({ dropsForwarded: false }));

/** server.ts says that it lets no client's X-Forwarded-* through; under `next start` nobody says so. */
export function serverDropsForwarded(): void {
  door().dropsForwarded = true;
}

/**
 * The client's address, for limits only, or undefined when nobody vouches for it. Without a trusted proxy it is the socket's
 * address: Next writes it into the same header, but only where no client wrote one.
 */
export function clientAddress(headers: HeaderSource): string | undefined {
  if (!env.trustProxy && !door().dropsForwarded) return undefined;
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || undefined;
}
