import { findIdentityByEmail, type Identity, listSeats } from "../db/queries/admins.ts";
import { passwordLength, verifyPassword } from "./passwords.ts";
import { type Attempt, takePasswordCheck } from "./sign-in-limit.ts";

export type SignInResult = { kind: "right"; identity: Identity } | { kind: "wrong" } | { kind: "too_many" };

/** Is this the password of this e-mail? Unknown e-mail, wrong password and no password set are the same answer after the same work. */
export async function checkPassword(attempt: Attempt & { password: string }): Promise<SignInResult> {
  if (attempt.password.length > passwordLength.max) return { kind: "wrong" };
  const check = await takePasswordCheck(attempt);
  if (!check) return { kind: "too_many" };
  const identity = await findIdentityByEmail(attempt.email);
  const right = await verifyPassword(identity?.passwordHash ?? undefined, attempt.password);
  if (!identity || !right) return { kind: "wrong" };
  await check.giveBack();
  return { kind: "right", identity };
}

/**
 * The same, of an admin: who administers nothing signs in nowhere, and is told nothing else than a wrong password. Who knows
 * the password is told that it opens nothing any more.
 */
export async function checkSignIn(attempt: Attempt & { password: string }): Promise<SignInResult | { kind: "sso_only" }> {
  const result = await checkPassword(attempt);
  if (result.kind !== "right") return result;
  const seats = await listSeats(result.identity.id);
  if (seats.length === 0) return { kind: "wrong" };
  return seats.every(({ onlySso }) => onlySso) ? { kind: "sso_only" } : result;
}
