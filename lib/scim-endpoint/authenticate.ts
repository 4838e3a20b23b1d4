import { LRUCache } from "lru-cache";
import { findTokenHolder, type TokenHolder, touchToken } from "../../db/queries/tokens.ts";
import { processState } from "../process-state.ts";
import { ScimError } from "../scim/error.ts";
import { digest, isTokenShaped } from "../tokens.ts";
import { limits } from "./limits.ts";
import type { ScimRequest } from "./scim-request.ts";

type State = {
  /** Token digest → its holder; promises, so that a burst asks the database once. */
  holders: LRUCache<string, Promise<TokenHolder | undefined>>;
  /** Token id → when its use was last noted by this process. */
  touched: LRUCache<string, number>;
};

const state = (): State =>
  processState().once("scim tokens", () => ({
    holders: new LRUCache<string, Promise<TokenHolder | undefined>>({ max: 10_000, ttl: limits.tokenCacheMs }),
    touched: new LRUCache<string, number>({ max: 10_000 }),
  }));

/** Who calls: the holder of the bearer token, with `refused` when it may not be used; undefined when there is none. */
export async function findCaller(request: ScimRequest): Promise<TokenHolder | undefined> {
  const token = /^bearer +([^\s]+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined || !isTokenShaped(token)) return undefined;
  const key = digest(token).toString("base64");
  const { holders } = state();
  const found = holders.get(key) ?? findTokenHolder(token);
  if (!holders.has(key)) {
    holders.set(key, found);
    found.catch(() => holders.delete(key));
  }
  return found;
}

/** RFC 6750 §3. One answer for missing, unknown, expired and revoked tokens: nothing is learned about which. */
export function unauthorized(request: ScimRequest): { error: ScimError; headers: Record<string, string> } {
  const challenge = 'Bearer realm="Account Center"';
  const presented = request.headers.has("authorization");
  return {
    error: new ScimError(401, undefined, "Send a valid access token of a SCIM configuration as bearer token."),
    headers: { "www-authenticate": presented ? `${challenge}, error="invalid_token"` : challenge },
  };
}

/** Notes the use of a token: the first call at once, then at most every five minutes. Resolves before the answer is sent. */
export async function noteUse(caller: TokenHolder, now: number): Promise<void> {
  const { touched } = state();
  const last = touched.get(caller.tokenId) ?? caller.lastUsedAt?.getTime() ?? 0;
  if (now - last < limits.tokenTouchMs) return;
  // at once, so that a burst writes once; what failed is written with the next call
  touched.set(caller.tokenId, now);
  await touchToken(caller, caller.tokenId, new Date(now)).catch((cause: unknown) => {
    touched.delete(caller.tokenId);
    throw cause;
  });
}
