import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { processState } from "./process-state.ts";
import { takeTurns } from "./take-turns.ts";

/**
 * Argon2id (the package's default algorithm) with the first parameters that OWASP's Password Storage Cheat Sheet names:
 * 19 MiB and two passes, about 30 ms here. More memory would let a burst of sign-ins starve a small server.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const passwordLength = { min: 8, max: 256 } as const;

/** One person types "é" as one character, another keyboard sends two: both are the same password (NIST SP 800-63B §3.1.1.2). */
const normal = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string): Promise<string> => hash(normal(password), parameters);

/** Each check takes a core and 19 MiB: two at once leave room for the other requests, and 100 that wait are done in seconds. */
const turns = () => processState().once("passwords.turns", () => takeTurns({ atOnce: 2, waiting: 100 }));

/** Is it this password? Without a hash (nobody has this e-mail) the same work is done, so that time tells nothing. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const nobodys = await nobodysHash(); // also for a known e-mail: the first sign-in of a process waits for it whoever it is
  const right = await turns()(() => verify(passwordHash ?? nobodys, normal(password)));
  return right && passwordHash !== undefined;
}

const nobodysHash = () => processState().once("passwords.nobody", () => hashPassword(newPassword()));

const alphabet = "abcdefghjkmnpqrstuvwxyz23456789"; // without 0 o 1 l i: it is read from a screen and typed

/** A password to be printed once: four groups of five characters, 99 random bits. */
export function newPassword(): string {
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join("");
  return Array.from({ length: 4 }, group).join("-");
}
