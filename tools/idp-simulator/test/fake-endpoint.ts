import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { asResource, asResources, type Resource, readPath, writePath } from "../resource.ts";

export type Request = { method: string; url: string; headers: IncomingMessage["headers"]; body: Resource };
type Reply = { status: number; body?: unknown; headers?: Record<string, string> };
/** Lets a test answer in place of the endpoint. */
export type Interfere = (request: Request) => Reply | undefined;

/** A SCIM endpoint in memory, just able enough for what the simulator sends: the simulator must not depend on a real one. */
export async function fakeEndpoint(interfere: Interfere = () => undefined) {
  const users = new Map<string, Resource>();
  const requests: Request[] = [];

  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    const request: Request = { method, url, headers, body: await readBody(incoming) };
    requests.push(request);
    const reply = interfere(request) ?? answer(users, request);
    outgoing.writeHead(reply.status, { "content-type": "application/scim+json", ...reply.headers });
    outgoing.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");

  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${address.port}/scim/v2`, users, requests, stop };
}

async function readBody(incoming: IncomingMessage): Promise<Resource> {
  let text = "";
  for await (const chunk of incoming) text += chunk;
  return text === "" ? {} : asResource(JSON.parse(text));
}

function answer(users: Map<string, Resource>, { method, url, body }: Request): Reply {
  const { pathname, searchParams } = new URL(url, "http://fake");
  const id = pathname.split("/Users/")[1];
  if (id === undefined) return method === "POST" ? create(users, body) : list(users, searchParams);
  const user = users.get(id);
  if (user === undefined) return { status: 404, body: { detail: "no such user" } };
  if (method === "DELETE") {
    users.delete(id);
    return { status: 204 };
  }
  if (method === "PUT") users.set(id, strip({ ...body, id }));
  if (method === "PATCH") for (const operation of asResources(body.Operations)) patch(user, operation);
  return { status: 200, body: users.get(id) };
}

function create(users: Map<string, Resource>, body: Resource): Reply {
  if ([...users.values()].some((user) => user.userName === body.userName))
    return { status: 409, body: { scimType: "uniqueness" } };
  const user = strip({ ...body, id: randomUUID() });
  users.set(String(user.id), user);
  return { status: 201, body: user };
}

function list(users: Map<string, Resource>, query: URLSearchParams): Reply {
  const wanted = /^userName eq "(.*)"$/.exec(query.get("filter") ?? "")?.[1];
  const all = [...users.values()].filter((user) => wanted === undefined || user.userName === wanted);
  const from = Number(query.get("startIndex") ?? 1) - 1;
  const page = all.slice(from, from + Number(query.get("count") ?? 100));
  return { status: 200, body: { totalResults: all.length, startIndex: from + 1, itemsPerPage: page.length, Resources: page } };
}

function patch(user: Resource, { op, path, value }: Resource): void {
  const verb = String(op).toLowerCase();
  if (typeof path === "string" && verb === "add" && Array.isArray(value) && Array.isArray(user[path])) {
    user[path] = [...asResources(user[path]), ...value];
    return;
  }
  const changes: [string, unknown][] = typeof path === "string" ? [[path, value]] : Object.entries(asResource(value));
  for (const [target, given] of changes) writePath(user, target, verb === "remove" ? undefined : plain(given));
}

/** "False" → false, "" and null → unset, a manager in any of its forms → its id. */
function plain(value: unknown): unknown {
  if (value === "True" || value === "False") return value === "True";
  const inner = Array.isArray(value) && asResource(value[0]).$ref !== undefined ? asResource(value[0]).value : value;
  const single = Object.keys(asResource(inner)).join() === "value" ? readPath({ it: inner }, "it") : inner;
  return single === "" || single === null ? undefined : single;
}

/** Passwords and unassigned values are not kept. */
function strip({ password: _, ...user }: Resource): Resource {
  return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null && value !== ""));
}
