// What members and admins get by e-mail: the server of the tests writes files instead of sending.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "@playwright/test";
import { runningServer } from "../fixtures/running-server.ts";

export type Mail = { from: string; to: string; subject: string; text: string; html: string };

/** All that arrived at an address, in order. */
export function mailsTo(address: string): Mail[] {
  const folder = runningServer().environment.MAIL_CAPTURE_DIR;
  if (!folder || !existsSync(folder)) return [];
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
  const mails: Mail[] = files.map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")));
  return mails.filter(({ to }) => to === address);
}

/** The first e-mail to an address, once it is there. */
export async function receive(address: string): Promise<Mail> {
  await expect.poll(() => mailsTo(address).length, { message: `an e-mail to ${address}` }).toBeGreaterThan(0);
  const [mail] = mailsTo(address);
  if (!mail) throw new Error("it was there");
  return mail;
}

/** The path of the link in an invitation. */
export function activationPath({ text }: Mail): string {
  const [, found] = /^https?:\/\/[^/\s]+(\/activate\/\S+)$/m.exec(text) ?? [];
  if (!found) throw new Error(`no link in: ${text}`);
  return found;
}
