import { findIdentityByEmail, type Identity, listSeats } from "../db/queries/admins.ts";
import { passwordLength, verifyPassword } from "./passwords.ts";
import { type Attempt, takePasswordCheck } from "./sign-in-limit.ts";

export type SignInResult = { kind: "right"; identity: Identity } | { kind: "wrong" } | { kind: "too_many" };

/**
 * Is this the password of an admin? Unknown e-mail, wrong password, no password set and admin of nothing are the same answer
 * after the same work.
 */
export async function checkSignIn(attempt: Attempt & { password: string }): Promise<SignInResult> {
  if (attempt.password.length > passwordLength.max) return { kind: "wrong" };
  const check = await takePasswordCheck(attempt);
  if (!check) return { kind: "too_many" };
  const identity = await findIdentityByEmail(attempt.email);
  const right = await verifyPassword(identity?.passwordHash ?? undefined, attempt.password);
  if (!identity || !right || (await listSeats(identity.id)).length === 0) return { kind: "wrong" };
  await check.giveBack();
  return { kind: "right", identity };
}
