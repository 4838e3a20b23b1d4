import { hash, randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";

const prefix = "ac_scim_";
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const secretLength = 43; // 62^43 > 2^256
const checksumLength = 6; // 62^6 > 2^32
const pattern = new RegExp(`^${prefix}[0-9A-Za-z]{${secretLength + checksumLength}}$`);

function base62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) text = (alphabet[Number(rest % 62n)] ?? "") + text;
  return text;
}

const checksum = (secret: string) => base62(BigInt(crc32(secret)), checksumLength);

/** A new access token: 256 random bits, 57 characters (Entra stores little), with a checksum that secret scanners can verify. */
export function newToken(): string {
  const secret = base62(BigInt(`0x${randomBytes(32).toString("hex")}`), secretLength);
  return `${prefix}${secret}${checksum(secret)}`;
}

/** Could this be a token of ours? Decides without the database; a typo or a foreign secret ends here. */
export function isTokenShaped(text: string): boolean {
  if (!pattern.test(text)) return false;
  const secret = text.slice(prefix.length, prefix.length + secretLength);
  return text.slice(-checksumLength) === checksum(secret);
}

/** What is stored of a secret: SHA-256 needs no salt or stretching at 256 random bits. */
export const digest = (secret: string): Buffer => hash("sha256", secret, "buffer");

/** The last characters, by which an admin tells tokens apart. */
export const tokenHint = (token: string): string => token.slice(-4);
