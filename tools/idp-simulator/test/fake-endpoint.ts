import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { asResource, asResources, enterpriseUser, type Resource, readPath, writePath } from "../resource.ts";
import { answerGroup } from "./fake-groups.ts";

export type Request = { method: string; url: string; headers: IncomingMessage["headers"]; body: Resource };
type Reply = { status: number; body?: unknown; headers?: Record<string, string> };
/** Lets a test answer in place of the endpoint. */
export type Interfere = (request: Request) => Reply | undefined;

/** A SCIM endpoint in memory, just able enough for what the simulator sends: the simulator must not depend on a real one. */
export async function fakeEndpoint(interfere: Interfere = () => undefined) {
  const users = new Map<string, Resource>();
  const groups = new Map<string, Resource>();
  const requests: Request[] = [];

  const server = createServer(async (incoming, outgoing) => {
    const { method = "", url = "", headers } = incoming;
    const request: Request = { method, url, headers, body: await readBody(incoming) };
    requests.push(request);
    const reply = interfere(request) ?? answer({ users, groups }, request);
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
  return { url: `http://127.0.0.1:${address.port}/scim/v2`, users, groups, requests, stop };
}

async function readBody(incoming: IncomingMessage): Promise<Resource> {
  let text = "";
  for await (const chunk of incoming) text += chunk;
  return text === "" ? {} : asResource(JSON.parse(text));
}

type Store = { users: Map<string, Resource>; groups: Map<string, Resource> };

function answer(store: Store, { method, url, body }: Request): Reply {
  const { users, groups } = store;
  const { pathname, searchParams } = new URL(url, "http://fake");
  const [, kind, id] = /\/(Users|Groups)(?:\/(.+))?$/.exec(pathname) ?? [];
  if (id === undefined && method === "GET") {
    return kind === "Groups" ? list([...groups.values()], searchParams) : list(shown(store), searchParams);
  }
  if (kind === "Groups") return answerGroup(groups, method, id, body, (user) => users.has(String(user)));
  if (id === undefined) return create(users, body);
  const user = users.get(id);
  if (user === undefined) return { status: 404, body: { detail: "no such user" } };
  if (method === "DELETE") {
    users.delete(id);
    for (const group of groups.values()) group.members = asResources(group.members).filter(({ value }) => value !== id);
    return { status: 204 };
  }
  if (method === "PUT") users.set(id, strip({ ...body, id }));
  if (method === "PATCH") for (const operation of asResources(body.Operations)) patch(user, operation);
  return { status: 200, body: users.get(id) };
}

/** Users with the groups that they are in. */
function shown({ users, groups }: Store): Resource[] {
  const isIn = (group: Resource, id: unknown) => asResources(group.members).some(({ value }) => value === id);
  return [...users.values()].map((user) => ({
    ...user,
    groups: [...groups.values()].filter((group) => isIn(group, user.id)).map(({ id }) => ({ value: id, type: "direct" })),
  }));
}

function create(users: Map<string, Resource>, body: Resource): Reply {
  if ([...users.values()].some((user) => user.userName === body.userName))
    return { status: 409, body: { scimType: "uniqueness" } };
  const user = strip({ ...body, id: randomUUID() });
  users.set(String(user.id), user);
  return { status: 201, body: user };
}

function list(all: Resource[], query: URLSearchParams): Reply {
  const [, attribute = "", text] = /^(userName|displayName) eq (".*")$/.exec(query.get("filter") ?? "") ?? [];
  const found = all.filter((resource) => text === undefined || resource[attribute] === JSON.parse(text));
  const from = Number(query.get("startIndex") ?? 1) - 1;
  const page = found.slice(from, from + Number(query.get("count") ?? 100));
  return { status: 200, body: { totalResults: found.length, startIndex: from + 1, itemsPerPage: page.length, Resources: page } };
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

/**
 * Passwords, unassigned values, other people's words for a manager and the endpoint's own attributes are not kept; active is a
 * boolean, and e-mails are a list.
 */
function strip({ password: _, groups: __, meta: ___, ...given }: Resource): Resource {
  const { emails, phoneNumbers, addresses, [enterpriseUser]: extension, ...user } = given;
  const enterprise = Object.entries(asResource(extension)).filter(([, value]) => isAssigned(value));
  const kept = Object.entries(user).filter(([, value]) => isAssigned(value));
  const lists = Object.entries({ emails, phoneNumbers, addresses }).map(([name, value]) => [name, elementsIn(value)] as const);
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(lists.filter(([, elements]) => elements.length > 0)),
    ...(user.active !== undefined && { active: user.active === true || /^true$/i.test(String(user.active)) }),
    ...(enterprise.length > 0 && { [enterpriseUser]: Object.fromEntries(enterprise) }),
  };
}

const isAssigned = (value: unknown): boolean =>
  value !== null && value !== "" && asResource(value).managerId === undefined && !(Array.isArray(value) && value.length === 0);

const elementsIn = (value: unknown): Resource[] =>
  (Array.isArray(value) ? asResources(value) : asResources([value]))
    .map((element) => Object.fromEntries(Object.entries(element).filter(([, inner]) => isAssigned(inner))))
    .filter((element) => Object.keys(element).some((key) => key !== "type" && key !== "primary"));
