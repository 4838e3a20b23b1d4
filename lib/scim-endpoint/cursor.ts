import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { env } from "../env.ts";
import { processState } from "../process-state.ts";
import { expiredCursor, invalidCursor } from "../scim/error.ts";

/** How long a cursor can be used, in seconds; ServiceProviderConfig publishes it (RFC 9865 §4). */
export const cursorTimeout = 3600;

/** Where a walk stands: after the row of `id`, sorted by `value`; what was counted at its start, and what was asked for. */
const cursorState = z.object({
  id: z.string(),
  value: z.string().nullable(),
  totalResults: z.number(),
  count: z.number(),
  expiresAt: z.number(),
});
export type CursorState = Omit<z.infer<typeof cursorState>, "expiresAt">;

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

const key = (): Buffer =>
  processState().once("cursor key", () => Buffer.from(hkdfSync("sha256", env.appSecret, "", "SCIM cursors", 32)));

/**
 * Makes a cursor for the list that `binding` names. Encrypted and authenticated: it holds an attribute's value and travels in
 * URLs, which end in logs (RFC 9865 §5.2). Only characters that a URL needs not escape (§2).
 */
export function sealCursor(state: CursorState, binding: readonly unknown[], now: number): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key(), nonce).setAAD(bytesOf(binding));
  const text = JSON.stringify({ ...state, expiresAt: now + cursorTimeout * 1000 });
  const sealed = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString("base64url");
}

/** Reads a cursor; 400 `invalidCursor` for one that was not made here for exactly this list, `expiredCursor` for an old one. */
export function openCursor(cursor: string, binding: readonly unknown[], now: number): CursorState {
  const { expiresAt, ...state } = decrypt(cursor, binding);
  if (now >= expiresAt) throw expiredCursor("The cursor has expired. Start again with an empty cursor.");
  return state;
}

function decrypt(cursor: string, binding: readonly unknown[]): z.infer<typeof cursorState> {
  const bytes = Buffer.from(cursor, "base64url");
  const [nonce, rest] = [bytes.subarray(0, nonceBytes), bytes.subarray(nonceBytes)];
  try {
    const opening = createDecipheriv(cipher, key(), nonce, { authTagLength: tagBytes })
      .setAAD(bytesOf(binding))
      .setAuthTag(rest.subarray(0, tagBytes));
    const text = Buffer.concat([opening.update(rest.subarray(tagBytes)), opening.final()]).toString("utf8");
    return cursorState.parse(JSON.parse(text));
  } catch {
    throw invalidCursor("The cursor does not belong to this list. Start again with an empty cursor.");
  }
}

const bytesOf = (binding: readonly unknown[]) => Buffer.from(JSON.stringify(binding));
