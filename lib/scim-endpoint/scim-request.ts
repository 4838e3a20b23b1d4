import type { IncomingMessage } from "node:http";

/** What the endpoint reads of a request. A Request is one, but making one of what Node received cost a quarter of a create. */
export type ScimRequest = Pick<Request, "method" | "url"> & {
  headers: Pick<Headers, "get" | "has">;
  body: AsyncIterable<Uint8Array> | null;
};

/** What Node received, with the meaning that a Request has. An address or a Host that is none becomes an address that is none. */
export function requestOf(incoming: IncomingMessage): ScimRequest {
  const { method = "", url: path = "", headersDistinct } = incoming;
  const get = (name: string) => headersDistinct[name]?.join(", ") ?? null;
  const host = get("host") ?? "";
  return {
    method,
    // a slash in the Host would be part of the path
    url: isHost.test(host) && isPath.test(path) ? `http://${host}${path}` : "",
    headers: { get, has: (name) => get(name) !== null },
    // left as it is when the answer comes early: the listener reads the rest
    body: method === "GET" || method === "HEAD" ? null : incoming.iterator({ destroyOnReturn: false }),
  };
}

const isHost = /^(?:[\w.~-]+|\[[\da-f:.]+\])(?::\d+)?$/i;
/** `/a\b` would be taken for `/a/b`. */
const isPath = /^\/[^\\?]*(?:\?|$)/;
