import { errors, jwtVerify, SignJWT } from "jose";
import { keyFor } from "./server-key.ts";

/** What a link carries, signed. It is made of what is stored anyway and kept nowhere; the same values make the same text. */
export const signLink = (purpose: string, claims: Record<string, string>, expiresAt: Date): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setExpirationTime(expiresAt).sign(keyFor(purpose));

export type SignedLink = { kind: "signed"; claims: unknown } | { kind: "expired" } | { kind: "wrong" };

/** What a link carries, if we made it for this purpose. Decided without the database; whoever guesses learns nothing. */
export async function openLink(purpose: string, token: string): Promise<SignedLink> {
  try {
    const { payload } = await jwtVerify(token, keyFor(purpose), { algorithms: ["HS256"], requiredClaims: ["exp"] });
    return { kind: "signed", claims: payload };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { kind: "expired" }; // told only of a signature that holds
    if (error instanceof errors.JOSEError) return { kind: "wrong" };
    throw error;
  }
}
