import type { TokenHolder } from "../../db/queries/tokens.ts";
import type { Deadline } from "./deadline.ts";
import type { ScimRequest } from "./scim-request.ts";

/** One authenticated SCIM request on its way through the endpoint. */
export type Call = {
  request: ScimRequest;
  url: URL;
  /** `<origin>/scim/v2`, under which meta.location is built. */
  baseUrl: string;
  caller: TokenHolder;
  deadline: Deadline;
  /** Headers that an error answer carries beside its own. */
  headers: Record<string, string>;
  /** An operation of a Bulk request: a circle of groups is a conflict among its operations (decision 13). */
  isBulk?: boolean;
  /** The body as parsed, for the log of a failure. */
  body?: unknown;
  /** What was accepted but left out, for the log: attribute or path, and why. */
  ignored: { path: string; reason: string }[];
  /** Members that a group was sent but that are not known here: skipped, and told in the log. */
  unknownMembers: string[];
};
