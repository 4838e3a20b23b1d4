import { invalidSyntax, ScimError } from "../scim/error.ts";
import type { Call } from "./call.ts";
import { limits } from "./limits.ts";
import type { ScimRequest } from "./scim-request.ts";

const jsonTypes = ["application/scim+json", "application/json"];

/**
 * Reads the JSON body of a call: 415 for another media type, charset or encoding, 413 over the limit, 400 `invalidSyntax` for what is not JSON. `onLarge` is
 * awaited before more than the ordinary limit is read.
 */
export async function readBody(call: Call, maxBytes: number = limits.bodyBytes, onLarge?: () => Promise<void>): Promise<unknown> {
  const { request } = call;
  const [mediaType = "", ...parameters] = (request.headers.get("content-type") ?? "").split(";");
  // no type at all is accepted: several clients send none
  if (mediaType.trim() !== "" && !jsonTypes.includes(mediaType.trim().toLowerCase())) {
    throw new ScimError(415, undefined, `Send application/scim+json instead of ${mediaType.trim()}.`);
  }
  const charset = parameters.map((parameter) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/i.exec(parameter)?.[1]).find((name) => name);
  if (charset && !/^utf-?8$/i.test(charset)) throw new ScimError(415, undefined, `Send UTF-8 instead of ${charset}.`);
  const encoding = request.headers.get("content-encoding")?.trim() || "identity";
  if (encoding.toLowerCase() !== "identity") throw new ScimError(415, undefined, "Send the body without a Content-Encoding.");
  const bytes = await readBytes(request, maxBytes, onLarge);
  call.deadline.restart(limits.workMs);
  call.body = parseJson(decode(bytes));
  return call.body;
}

async function readBytes(request: ScimRequest, maxBytes: number, onLarge?: () => Promise<void>): Promise<Uint8Array> {
  const tooLarge = () => new ScimError(413, undefined, `The request body is larger than ${maxBytes} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLarge = false;
  // a declared length may be absent or a lie
  for await (const chunk of arriving(request.body)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    if (size > limits.bodyBytes && !isLarge) {
      isLarge = true;
      await onLarge?.();
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

/** A client that leaves is no failure of ours: its code would be taken for a database that cannot be reached. */
async function* arriving(body: ScimRequest["body"]): AsyncGenerator<Uint8Array> {
  try {
    if (body) yield* body;
  } catch {
    throw new ScimError(400, undefined, "The connection ended before the whole body had arrived.");
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw invalidSyntax("The request body is not UTF-8.");
  }
}

function parseJson(text: string): unknown {
  if (text.trim() === "") throw invalidSyntax("The request has no body.");
  if (isTooDeep(text)) throw invalidSyntax(`The JSON is nested deeper than ${limits.jsonDepth} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidSyntax("The request body is not JSON.");
  }
}

/** Counts brackets outside strings before anything recursive sees the text. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > limits.jsonDepth) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}
