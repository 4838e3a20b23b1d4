import { LRUCache } from "lru-cache";
import { type NewScimRequest, recordScimRequest, rememberIdp } from "../../db/queries/scim-requests.ts";
import { log } from "../log.ts";
import { processState } from "../process-state.ts";
import { ScimError } from "../scim/error.ts";
import { adviceFor, adviceForRefusal } from "./advice.ts";
import type { Call } from "./call.ts";
import { detectIdp, isConnectionTest } from "./idp.ts";
import { limits } from "./limits.ts";
import { mask } from "./mask.ts";

const refusedNotes = () =>
  processState().once("scim refused notes", () => new LRUCache<string, true>({ max: 10_000, ttl: limits.refusedNoteMs }));

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

function entryOf(call: Call, status: number, error: ScimError | undefined): NewScimRequest | undefined {
  const common = {
    at: new Date(),
    tokenId: call.caller.tokenId,
    method: call.request.method,
    path: mask.text(call.url.pathname + mask.query(call.url.searchParams)),
    status,
    scimType: error?.scimType ?? null,
    detail: error ? mask.text(error.detail) : null,
    advice: null,
    sent: null,
    idp: detectIdp(call) ?? call.caller.idp ?? null,
  };
  if (isConnectionTest(call)) return { ...common, kind: "connection_test", advice: error ? adviceFor(error) : null };
  if (error) return { ...common, kind: "failure", advice: adviceFor(error), sent: mask.body(call.body) };
  if (call.unknownMembers.length > 0) return { ...common, ...unknownMembers(call.unknownMembers) };
  if (call.ignored.length === 0) return undefined;
  // explicit paths only: unknown keys of a body are normal and would fill the log
  const paths = call.ignored.map(({ path }) => path);
  return {
    ...common,
    kind: "warning",
    detail: `Left out: ${paths.join(", ")}.`,
    advice: `Remove these from the attribute mapping: ${paths.join(", ")}.`,
  };
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
  if (!refused || refusedNotes().has(tokenId)) return;
  refusedNotes().set(tokenId, true);
  const error = new ScimError(401, undefined, `The access token was ${refused.reason === "expired" ? "expired" : "revoked"}.`);
  try {
    await recordScimRequest(call.caller, {
      at: new Date(),
      tokenId,
      method: call.request.method,
      path: call.url.pathname,
      kind: "connection_test",
      status: 401,
      scimType: null,
      detail: error.detail,
      advice: adviceForRefusal(refused.reason, refused.at),
      sent: null,
      idp: detectIdp(call) ?? null,
    });
  } catch (cause) {
    log().error({ err: cause }, "a refused SCIM request could not be kept");
  }
}
