import { hkdfSync } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { env } from "./env.ts";

/** How long an invitation can be opened, from the moment it was made. */
export const invitationDays = 30;

/** What a link names: one invitation, of one person, to a license of one pool. */
export type Invitation = { accountId: string; poolId: string; userId: string; invitationId: string };

/** A key of its own: what is signed for another purpose never opens an invitation. */
const key = () => new Uint8Array(hkdfSync("sha256", env.appSecret, "", "license invitation", 32));

export const invitationExpires = (invitedAt: Date): Date => new Date(invitedAt.getTime() + invitationDays * 86_400_000);

/**
 * The path of the link that opens an invitation. It is made of what is stored anyway and kept nowhere, so an admin can copy it
 * whenever it is needed; the same invitation always has the same link.
 */
export async function invitationPath({ accountId, poolId, userId, invitationId }: Invitation, invitedAt: Date): Promise<string> {
  const token = await new SignJWT({ a: accountId, p: poolId, u: userId, i: invitationId })
    .setProtectedHeader({ alg: "HS256" })
    .setExpirationTime(invitationExpires(invitedAt))
    .sign(key());
  return `/activate/${token}`;
}

const claims = z
  .object({ a: z.string(), p: z.string(), u: z.string(), i: z.string() })
  .transform(({ a, p, u, i }): Invitation => ({ accountId: a, poolId: p, userId: u, invitationId: i }));

export type OpenedLink = { kind: "signed"; invitation: Invitation } | { kind: "expired" } | { kind: "wrong" };

/** What a link names, if we made it. Decided without the database; whoever guesses learns nothing. */
export async function openInvitationLink(token: string): Promise<OpenedLink> {
  try {
    const { payload } = await jwtVerify(token, key(), { algorithms: ["HS256"], requiredClaims: ["exp"] });
    return { kind: "signed", invitation: claims.parse(payload) };
  } catch (error) {
    // told only of a signature that holds
    if (error instanceof errors.JWTExpired) return { kind: "expired" };
    if (error instanceof errors.JOSEError) return { kind: "wrong" };
    throw error;
  }
}
