import { connect, type Socket } from "node:net";

export type HttpAnswer = { status: number; body: string };
export type HttpClient = { send(head: string, body: string): Promise<HttpAnswer>; close(): void };

/** Servers close what is idle for about 5 s; one that is used in that very moment ends in ECONNRESET. */
const restsAtMost = 1_000;

/**
 * One kept-alive connection that sends one request at a time and reads its answer whole; opened again after a rest. A few lines
 * over a socket, because on two cores whatever the client costs is taken from the server.
 */
export function httpClient(url: URL): HttpClient {
  let socket: Socket | undefined;
  let answeredAt = 0;
  let chunks: Buffer[] = [];
  let waiting: PromiseWithResolvers<HttpAnswer> | undefined;

  function open(): Socket {
    const opened = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    opened.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      const answer = readAnswer(chunks);
      if (!answer) return;
      chunks = [];
      answeredAt = performance.now();
      waiting?.resolve(answer);
      waiting = undefined;
    });
    const fail = (error: Error) => {
      if (socket !== opened) return; // left behind after a rest
      socket = undefined;
      waiting?.reject(error);
    };
    opened.on("error", fail);
    opened.on("close", () => fail(new Error("The server closed the connection.")));
    return opened;
  }

  function leave(): void {
    socket?.destroy();
    socket = undefined;
  }

  return {
    send(head, body) {
      waiting = Promise.withResolvers();
      if (performance.now() - answeredAt > restsAtMost) leave();
      const text = body === "" ? `${head}\r\n` : `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
      socket ??= open();
      socket.write(text);
      return waiting.promise;
    },
    close: leave,
  };
}

/** The answer when all of it has arrived. */
function readAnswer(chunks: Buffer[]): HttpAnswer | undefined {
  const last = chunks.at(-1);
  const [first] = chunks;
  if (!first || !last) return undefined;
  const bytes = chunks.length === 1 ? first : Buffer.concat(chunks);
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end).toLowerCase();
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/.exec(head)?.[1];
  const body = bytes.subarray(end + 4);
  if (length !== undefined) return body.length < Number(length) ? undefined : { status, body: body.toString("utf8") };
  if (!head.includes("\r\ntransfer-encoding: chunked")) return { status, body: "" };
  return body.subarray(-5).equals(lastChunk) ? { status, body: readChunks(body) } : undefined;
}

const lastChunk = Buffer.from("0\r\n\r\n");

function readChunks(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.toString("latin1", at, end), 16);
    if (size === 0) return Buffer.concat(parts).toString("utf8");
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
