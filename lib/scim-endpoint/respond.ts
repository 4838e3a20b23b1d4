import { type ScimError, scimErrorBody } from "../scim/error.ts";

export const contentType = "application/scim+json";

/** An answer with a SCIM body. */
export function respond(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": contentType, ...headers } });
}

/** An answer whose SCIM body is made piece by piece while it is sent, because it may be larger than memory should hold. */
export function respondPieces(status: number, pieces: AsyncIterable<string>): Response {
  const iterator = pieces[Symbol.asyncIterator]();
  const text = new ReadableStream<string>({
    async pull(controller) {
      const { value, done } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
  return new Response(text.pipeThrough(new TextEncoderStream()), { status, headers: { "content-type": contentType } });
}

/** An answer without a body: 204, 304. */
export const respondEmpty = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers });

/** RFC 7644 §3.12: every error, of every layer, is SCIM JSON. */
export const respondError = (error: ScimError, headers: Record<string, string> = {}): Response =>
  respond(error.status, scimErrorBody(error), headers);
