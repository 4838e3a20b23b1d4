import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { type Duplex, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { log } from "../log.ts";
import { invalidSyntax, ScimError, scimErrorBody } from "../scim/error.ts";
import { failureOf } from "./failure.ts";
import { answerRequest } from "./handle.ts";
import { limits } from "./limits.ts";
import { type Answer, contentType, respondError } from "./respond.ts";
import { requestOf } from "./scim-request.ts";

/** The endpoint as a listener of Node's HTTP server. */
export async function answerScim(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    await send(await answerRequest(requestOf(incoming)), incoming, outgoing);
  } catch (cause) {
    const requestId = randomUUID();
    log().error({ err: cause, requestId }, "SCIM request failed");
    const { error, headers } = failureOf(cause, requestId);
    if (outgoing.headersSent) outgoing.destroy();
    else await send(respondError(error, { ...headers, "x-request-id": requestId }), incoming, outgoing);
  }
}

async function send({ status, headers, body }: Answer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  if (!(await isRead(incoming))) headers.connection = "close";
  if (typeof body === "string") headers["content-length"] = String(Buffer.byteLength(body));
  outgoing.writeHead(status, headers);
  if (typeof body === "object") await sendPieces(body, outgoing);
  else outgoing.end(body);
}

/** An answer that breaks in the middle ends with its connection: its status is sent already. */
async function sendPieces(pieces: AsyncIterable<string>, outgoing: NodeJS.WritableStream): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), outgoing);
  } catch (cause) {
    // the client left
    if (cause instanceof Error && "code" in cause && cause.code === "ERR_STREAM_PREMATURE_CLOSE") return;
    log().error({ err: cause }, "SCIM answer ended early");
  }
}

/**
 * Has the whole body arrived? Reads on for a while when it was answered early (401, 405, 413, 415): on a connection that stays open,
 * what is left of it would be in the way of the next request, and one that closes meanwhile may lose the answer.
 */
function isRead(incoming: IncomingMessage): Promise<boolean> {
  if (incoming.complete || incoming.destroyed) return Promise.resolve(incoming.complete);
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, limits.drainMs);
  let size = 0;
  const onData = (chunk: Uint8Array) => {
    size += chunk.byteLength;
    if (size > limits.drainBytes) resolve();
    // who read before may have paused
    else incoming.resume();
  };
  incoming.on("data", onData).once("end", resolve).once("close", resolve).resume();
  return promise.then(() => {
    clearTimeout(timer);
    incoming.off("data", onData);
    return incoming.complete;
  });
}

const clientErrors = new Map([
  ["HPE_HEADER_OVERFLOW", new ScimError(431, undefined, "The address or the headers of the request are too long.")],
  ["ERR_HTTP_REQUEST_TIMEOUT", new ScimError(408, undefined, "The request did not arrive in time.")],
]);

/** For "clientError" of the server: what cannot be read as a request is answered in SCIM too, and its connection closed. */
export function answerClientError({ code = "" }: NodeJS.ErrnoException, socket: Duplex): void {
  const answering: unknown = Reflect.get(socket, "_httpMessage");
  const hasBegun = typeof answering === "object" && answering !== null && Reflect.get(answering, "headersSent") === true;
  if (code === "ECONNRESET" || !socket.writable || hasBegun) {
    socket.destroy();
    return;
  }
  const error = clientErrors.get(code) ?? invalidSyntax("The request is not valid HTTP.");
  const body = JSON.stringify(scimErrorBody(error));
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    `content-type: ${contentType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  // time for the answer to be read, even by a client that is still sending
  setTimeout(() => socket.destroy(), limits.drainMs).unref();
}
