import { LRUCache } from "lru-cache";
import { type NewScimRequest, recordScimRequest, rememberIdp } from "../../db/queries/scim-requests.ts";
import { log } from "../log.ts";
import { processState } from "../process-state.ts";
import { ScimError } from "../scim/error.ts";
import { adviceFor, adviceForRefusal, adviceWhilePaused, type Subject } from "./advice.ts";
import type { Call } from "./call.ts";
import { detectIdp, isConnectionTest } from "./idp.ts";
import { limits } from "./limits.ts";
import { mask } from "./mask.ts";
import { scimSegments } from "./route.ts";

type State = {
  /** What was noted lately, by token and what it was: a retrying IdP must not fill the log. */
  noted: LRUCache<string, true>;
  /** Tokens that wrote lately: a first sync whose people are matched by GUIDs is full of what looks like connection tests. */
  wrote: LRUCache<string, true>;
};

const state = () =>
  processState().once(
    "scim request log",
    (): State => ({ noted: new LRUCache({ max: 10_000 }), wrote: new LRUCache({ max: 10_000, ttl: limits.syncQuietMs }) }),
  );

/** Is this the first of its kind within `ttl` milliseconds? */
function isFirst(what: string, ttl: number): boolean {
  const { noted } = state();
  if (noted.has(what)) return false;
  noted.set(what, true, { ttl });
  return true;
}

/**
 * Keeps what an admin must see of an answered call: connection tests, failures, and values that were left out. Successful
 * writes have their activity row instead. Never throws: the answer to the IdP does not depend on it.
 */
export async function noteCall(call: Call, status: number, error?: ScimError): Promise<void> {
  try {
    await learnIdp(call);
    const entry = entryOf(call, status, error);
    if (entry) await recordScimRequest(call.caller, entry);
  } catch (cause) {
    log().error({ err: cause, configurationId: call.caller.configurationId }, "a SCIM request could not be kept");
  }
}

async function learnIdp(call: Call): Promise<void> {
  if (call.caller.idp) return;
  const idp = detectIdp(call);
  if (!idp) return;
  call.caller.idp = idp;
  await rememberIdp(call.caller, idp);
}

const subjectOf = ({ url }: Call): Subject => (scimSegments(url.pathname)[0] === "Groups" ? "group" : "person");

const adviceOf = (call: Call, error: ScimError) => (call.caller.pausedAt ? adviceWhilePaused : adviceFor(error, subjectOf(call)));

function entryOf(call: Call, status: number, error: ScimError | undefined): NewScimRequest | undefined {
  const { tokenId } = call.caller;
  if (isConnectionTest(call) && !state().wrote.has(tokenId)) {
    // a sync that finds everybody it looks for writes nothing
    if (!isFirst(`${tokenId} ${call.url.pathname} ${status}`, limits.connectionTestNoteMs)) return undefined;
    return { ...common(call, status, error), kind: "connection_test", advice: error ? adviceOf(call, error) : null };
  }
  if (call.request.method !== "GET") state().wrote.set(tokenId, true);
  if (error)
    return {
      ...common(call, status, error),
      kind: "failure",
      advice: adviceOf(call, error),
      sent: mask.body(call.body),
    };
  if (call.unknownMembers.length > 0) return { ...common(call, status), ...unknownMembers(call.unknownMembers) };
  return leftOut(call, status);
}

const common = (call: Call, status: number, error?: ScimError) => ({
  at: new Date(),
  tokenId: call.caller.tokenId,
  method: call.request.method,
  path: mask.text((call.url.pathname + mask.query(call.url.searchParams)).slice(0, limits.notedPathLength)),
  status,
  scimType: error?.scimType ?? null,
  detail: error ? mask.text(error.detail) : null,
  advice: null,
  sent: null,
  idp: detectIdp(call) ?? call.caller.idp ?? null,
});

/** Attributes that were left out, once an hour for each mapping: every person of a sync carries the same ones. */
function leftOut(call: Call, status: number): NewScimRequest | undefined {
  if (call.ignored.length === 0) return undefined;
  const paths = call.ignored.map(({ path }) => path).join(", ");
  if (!isFirst(`${call.caller.tokenId} ${paths}`, limits.leftOutNoteMs)) return undefined;
  const advice = `Remove these from the attribute mapping: ${paths}.`;
  return { ...common(call, status), kind: "warning", detail: `Left out: ${paths}.`, advice };
}

const shortened = (ids: readonly string[]) => [
  ...ids.slice(0, 20).map((id) => id.slice(0, 100)),
  ...(ids.length > 20 ? ["…"] : []),
];

/** Members that were skipped (decision 13), twenty of them by their ids. */
const unknownMembers = (ids: readonly string[]) => ({
  kind: "warning" as const,
  detail: mask.text(`Members that are not known here were left out: ${shortened(ids).join(", ")}.`),
  advice: "Assign these people to the app as well, so that they are provisioned, then push the group again.",
});

/** A call with an expired or revoked token appears on its configuration, at most once a minute. */
export async function noteRefused(call: Call): Promise<void> {
  const { refused, tokenId } = call.caller;
  if (!refused || !isFirst(`${tokenId} refused`, limits.refusedNoteMs)) return;
  const error = new ScimError(401, undefined, `The access token was ${refused.reason === "expired" ? "expired" : "revoked"}.`);
  const advice = adviceForRefusal(refused.reason, refused.at);
  try {
    await recordScimRequest(call.caller, { ...common(call, 401, error), kind: "connection_test", advice });
  } catch (cause) {
    log().error({ err: cause }, "a refused SCIM request could not be kept");
  }
}
