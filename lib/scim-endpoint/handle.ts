import { randomUUID } from "node:crypto";
import { log } from "../log.ts";
import { originOf, tenantUrl } from "../origin.ts";
import { invalidSyntax, notFound, notImplemented, ScimError } from "../scim/error.ts";
import { parseListQuery, parseSearchRequest } from "../scim/list.ts";
import { findCaller, noteUse, unauthorized } from "./authenticate.ts";
import { readBody } from "./body.ts";
import { bulk } from "./bulk.ts";
import type { Call } from "./call.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { discover } from "./discovery.ts";
import { failureOf, isDeletedConfiguration } from "./failure.ts";
import { withGroupBody } from "./large-body.ts";
import { limits } from "./limits.ts";
import { noteCall, noteRefused } from "./request-log.ts";
import { allow, routeResources, type WithBody } from "./resources.ts";
import { type Answer, respondError, toResponse } from "./respond.ts";
import { scimSegments } from "./route.ts";
import type { ScimRequest } from "./scim-request.ts";
import { search } from "./search.ts";

/**
 * The SCIM endpoint: one function behind both doors, the listener of server.ts and the Next route handler. Takes any request
 * below the tenant URL and always answers in SCIM, also when something breaks.
 */
export async function answerRequest(request: ScimRequest): Promise<Answer> {
  const { method, url, headers, body } = request;
  // RFC 9110 §9.3.2: HEAD is GET without the body
  if (method === "HEAD") return { ...(await answerRequest({ method: "GET", url, headers, body })), body: undefined };
  const requestId = randomUUID();
  const deadline = startDeadline(body ? limits.requestMs : limits.workMs);
  const answered = await Promise.race([answer(request, requestId, deadline), deadline.passed.then(tooLate)]).finally(
    deadline.stop,
  );
  Object.assign(answered.headers, {
    "x-request-id": requestId,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  return answered;
}

/** The same, for who wants a Response. */
export const handleScim = async (request: Request): Promise<Response> => toResponse(await answerRequest(request));

const tooLate = () =>
  respondError(new ScimError(503, undefined, "The request took too long. Try again."), { "retry-after": "5" });

async function answer(request: ScimRequest, requestId: string, deadline: Deadline): Promise<Answer> {
  let call: Call | undefined;
  try {
    const url = URL.parse(request.url);
    if (!url) throw invalidSyntax("The address or the Host of the request is not valid.");
    const caller = await findCaller(request);
    call = caller && {
      request,
      url,
      baseUrl: tenantUrl(originOf(request.headers)),
      caller,
      deadline,
      headers: {},
      ignored: [],
      unknownMembers: [],
    };
    if (!call || call.caller.refused) return refuse(request, call);
    await noteUse(call.caller, Date.now());
    if (call.caller.pausedAt) refuseWhilePaused(call);
    const answered = await route(call);
    await noteCall(call, answered.status);
    return answered;
  } catch (cause) {
    // an admin deleted the configuration while its token was still remembered
    if (isDeletedConfiguration(cause)) return refuse(request, undefined);
    const { error, headers } = failureOf(cause, requestId);
    // a ScimError is an answer that was meant, 501 and 503 too
    if (error.status >= 500 && !(cause instanceof ScimError)) log().error({ err: cause, requestId }, "SCIM request failed");
    if (call) await noteCall(call, error.status, error);
    return respondError(error, { ...headers, ...call?.headers });
  }
}

function refuseWhilePaused(call: Call): never {
  call.headers["retry-after"] = "300";
  throw new ScimError(503, undefined, "Provisioning is paused by an administrator.");
}

function refuse(request: ScimRequest, call: Call | undefined): Answer {
  // not awaited: how long a refusal takes must not tell that the token was once good
  if (call) void noteRefused(call);
  const { error, headers } = unauthorized(request);
  return respondError(error, headers);
}

function route(call: Call): Answer | Promise<Answer> {
  const segments = scimSegments(call.url.pathname);
  const [endpoint, ...below] = segments;
  switch (endpoint) {
    case "Users":
      return routeResources(call, endpoint, below, withBody);
    case "Groups":
      return routeResources(call, endpoint, below, withGroupBody);
    case "ServiceProviderConfig":
    case "ResourceTypes":
    case "Schemas":
      allow(call, ["GET"]);
      return discover(call, segments);
    case "Bulk":
      return routeAlone(call, below, bulk);
    case ".search":
      return routeAlone(call, below, (_, body) => search(call, parseSearchRequest(body)));
    case undefined:
      allow(call, ["GET"]);
      return search(call, parseListQuery(call.url.searchParams));
    case "Me":
      // the token is a configuration, not a person (RFC 7644 §3.11)
      throw notImplemented("A configuration has no /Me.");
    default:
      throw unknownEndpoint(call);
  }
}

/** An endpoint that takes POST and has nothing below it. */
function routeAlone(call: Call, below: string[], work: (call: Call, body: unknown) => Promise<Answer>): Promise<Answer> {
  if (below.length > 0) throw unknownEndpoint(call);
  allow(call, ["POST"]);
  return withBody(call, (body) => work(call, body));
}

const unknownEndpoint = ({ url }: Call) => notFound(`There is no endpoint ${url.pathname}.`);

const withBody: WithBody = async (call, work) => work(await readBody(call));
