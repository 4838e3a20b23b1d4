import { notFound, ScimError } from "../scim/error.ts";
import { parseListQuery, parseSearchRequest } from "../scim/list.ts";
import { withTurn } from "./admission.ts";
import type { Call } from "./call.ts";
import * as groups from "./groups.ts";
import type { Answer } from "./respond.ts";
import * as users from "./users.ts";

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
const endpoints = { Users: inTurn(users), Groups: inTurn(groups) };

/** Hands the body of a call to `work`. */
export type WithBody = (call: Call, work: (body: unknown) => Promise<Answer>) => Promise<Answer>;

/** A request to /Users or /Groups or below: by HTTP, or an operation of a Bulk request. */
export async function routeResources(
  call: Call,
  endpoint: keyof typeof endpoints,
  [id, ...rest]: string[],
  withBody: WithBody,
): Promise<Answer> {
  if (rest.length > 0) throw notFound(`There is no endpoint ${call.url.pathname}.`);
  const resources = endpoints[endpoint];
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

/** 405 with the methods that work here (RFC 9110 §15.5.6). */
export function allow(call: Call, methods: string[]): void {
  const { method } = call.request;
  if (methods.includes(method)) return;
  call.headers.allow = methods.join(", ");
  throw new ScimError(405, undefined, `${method} is not allowed here.`);
}
