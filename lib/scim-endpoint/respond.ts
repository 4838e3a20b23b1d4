import { type ScimError, scimErrorBody } from "../scim/error.ts";

export const contentType = "application/scim+json";

/** What the endpoint answers, before a door makes it HTTP: a Response, or a write to a socket, which costs a fraction of one. */
export type Answer = { status: number; headers: Record<string, string>; body: string | AsyncIterable<string> | undefined };

/** An answer with a SCIM body. */
export const respond = (status: number, body: unknown, headers?: Record<string, string>): Answer =>
  respondJson(status, JSON.stringify(body), headers);

/** The same with a body that is JSON already, or made piece by piece while it is sent, because it may be larger than memory should hold. */
export const respondJson = (
  status: number,
  body: string | AsyncIterable<string>,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { "content-type": contentType, ...headers },
  body,
});

/** An answer without a body: 204, 304. */
export const respondEmpty = (status: number, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: undefined,
});

/** RFC 7644 §3.12: every error, of every layer, is SCIM JSON. */
export const respondError = (error: ScimError, headers: Record<string, string> = {}): Answer =>
  respond(error.status, scimErrorBody(error), headers);

export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(typeof body === "object" ? streamOf(body) : body, { status, headers });
}

function streamOf(pieces: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  const text = new ReadableStream<string>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
  return text.pipeThrough(new TextEncoderStream());
}
