import { randomUUID } from "node:crypto";
import { log } from "../log.ts";
import { originOf, tenantUrl } from "../origin.ts";
import { notFound, notImplemented, ScimError } from "../scim/error.ts";
import { parseListQuery, parseSearchRequest } from "../scim/list.ts";
import { withTurn } from "./admission.ts";
import { findCaller, noteUse, unauthorized } from "./authenticate.ts";
import { readBody } from "./body.ts";
import type { Call } from "./call.ts";
import { type Deadline, startDeadline } from "./deadline.ts";
import { discover } from "./discovery.ts";
import { failureOf, isDeletedConfiguration } from "./failure.ts";
import * as groups from "./groups.ts";
import { withGroupBody } from "./large-body.ts";
import { limits } from "./limits.ts";
import { noteCall, noteRefused } from "./request-log.ts";
import { respondError } from "./respond.ts";
import { scimSegments } from "./route.ts";
import * as users from "./users.ts";

/**
 * The SCIM endpoint: one function behind both doors, the listener of server.ts and the Next route handler. Takes any request
 * below the tenant URL and always answers in SCIM, also when something breaks.
 */
export async function handleScim(request: Request): Promise<Response> {
  // RFC 9110 §9.3.2: HEAD is GET without the body
  if (request.method === "HEAD") return withoutBody(await handleScim(new Request(request.url, { headers: request.headers })));
  const requestId = randomUUID();
  const deadline = startDeadline(request.body ? limits.requestMs : limits.workMs);
  const response = await Promise.race([answer(request, requestId, deadline), deadline.passed.then(tooLate)]).finally(
    deadline.stop,
  );
  response.headers.set("x-request-id", requestId);
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}

const withoutBody = ({ status, headers }: Response) => new Response(null, { status, headers });

const tooLate = () =>
  respondError(new ScimError(503, undefined, "The request took too long. Try again."), { "retry-after": "5" });

async function answer(request: Request, requestId: string, deadline: Deadline): Promise<Response> {
  let call: Call | undefined;
  try {
    const caller = await findCaller(request);
    const url = new URL(request.url);
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
    const response = await route(call);
    await noteCall(call, response.status);
    return response;
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

function refuse(request: Request, call: Call | undefined): Response {
  // not awaited: how long a refusal takes must not tell that the token was once good
  if (call) void noteRefused(call);
  const { error, headers } = unauthorized(request);
  return respondError(error, headers);
}

function route(call: Call): Response | Promise<Response> {
  const segments = scimSegments(call.url.pathname);
  switch (segments[0]) {
    case "Users":
      return routeResources(call, segments.slice(1), usersInTurn, withBody);
    case "Groups":
      return routeResources(call, segments.slice(1), groupsInTurn, withGroupBody);
    case "ServiceProviderConfig":
    case "ResourceTypes":
    case "Schemas":
      allow(call, ["GET"]);
      return discover(call, segments);
    case "Me":
      // the token is a configuration, not a person (RFC 7644 §3.11)
      throw notImplemented("A configuration has no /Me.");
    case "Bulk":
      throw notImplemented("Bulk operations are not supported.");
    default:
      throw notFound(`There is no endpoint ${call.url.pathname}.`);
  }
}

type Resources = Pick<typeof users, "list" | "create" | "get" | "replace" | "patch" | "remove">;

/** What works in the database does it when it is the account's turn; a body was read before. */
const inTurn = (resources: Resources): Resources => ({
  list: (call, query) => withTurn(call, () => resources.list(call, query)),
  create: (call, body) => withTurn(call, () => resources.create(call, body)),
  get: (call, id) => withTurn(call, () => resources.get(call, id)),
  replace: (call, id, body) => withTurn(call, () => resources.replace(call, id, body)),
  patch: (call, id, body) => withTurn(call, () => resources.patch(call, id, body)),
  remove: (call, id) => withTurn(call, () => resources.remove(call, id)),
});
const usersInTurn = inTurn(users);
const groupsInTurn = inTurn(groups);

async function routeResources(
  call: Call,
  [id, ...rest]: string[],
  resources: Resources,
  withBody: (call: Call, work: (body: unknown) => Promise<Response>) => Promise<Response>,
): Promise<Response> {
  if (rest.length > 0) throw notFound(`There is no endpoint ${call.url.pathname}.`);
  const { method } = call.request;
  if (id === undefined) {
    allow(call, ["GET", "POST"]);
    if (method === "POST") return withBody(call, (body) => resources.create(call, body));
    return resources.list(call, parseListQuery(call.url.searchParams));
  }
  if (id === ".search") {
    allow(call, ["POST"]);
    return withBody(call, (body) => resources.list(call, parseSearchRequest(body)));
  }
  allow(call, ["GET", "PUT", "PATCH", "DELETE"]);
  if (method === "PUT") return withBody(call, (body) => resources.replace(call, id, body));
  if (method === "PATCH") return withBody(call, (body) => resources.patch(call, id, body));
  return method === "GET" ? resources.get(call, id) : resources.remove(call, id);
}

async function withBody(call: Call, work: (body: unknown) => Promise<Response>): Promise<Response> {
  return work(await readBody(call));
}

/** 405 with the methods that work here (RFC 9110 §15.5.6). */
function allow(call: Call, methods: string[]): void {
  const { method } = call.request;
  if (methods.includes(method)) return;
  call.headers.allow = methods.join(", ");
  throw new ScimError(405, undefined, `${method} is not allowed here.`);
}
