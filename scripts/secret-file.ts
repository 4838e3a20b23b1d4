import { randomBytes } from "node:crypto";
import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Writes a file that its owner alone can read, whole or not at all. Root leaves it to the owner of the folder. */
export function writeSecret(file: string, text: string): void {
  const temporary = `${file}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  const folder = statSync(path.dirname(file));
  if (process.getuid?.() === 0) chownSync(temporary, folder.uid, folder.gid);
  renameSync(temporary, file);
}

/** The secret in the file, made on first use. */
export function readOrCreateSecret(file: string): string {
  const existing = readIfExists(file)?.trim();
  if (existing) return existing;
  const secret = randomSecret();
  writeSecret(file, `${secret}\n`);
  return secret;
}

export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** The text of a file, undefined when there is none; any other trouble (no permission) is an error. */
export function readIfExists(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
