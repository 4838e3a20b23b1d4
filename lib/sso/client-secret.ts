import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "zod";
import type { Scope } from "../../db/queries/scope.ts";
import { AppError } from "../errors.ts";
import { keyFor } from "../server-key.ts";

const purpose = "single sign-on client secret";
const sealed = z.object({ secret: z.string() });

/** What is stored of a client secret: encrypted for this server and this account; copied to another account it opens nothing. */
export const sealClientSecret = ({ accountId }: Scope, secret: string): Promise<string> =>
  new EncryptJWT({ secret }).setSubject(accountId).setProtectedHeader({ alg: "dir", enc: "A256GCM" }).encrypt(keyFor(purpose));

/** The client secret itself, for the token endpoint alone. Throws unavailable when it was sealed by a server with another secret. */
export async function openClientSecret({ accountId }: Scope, text: string): Promise<string> {
  const limits = { subject: accountId, keyManagementAlgorithms: ["dir"], contentEncryptionAlgorithms: ["A256GCM"] };
  const opened = await jwtDecrypt(text, keyFor(purpose), limits).catch(() => undefined);
  if (opened) return sealed.parse(opened.payload).secret;
  throw new AppError("unavailable", "The stored client secret cannot be read any more. A Full admin has to enter it again.");
}
