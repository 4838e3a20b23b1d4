import { randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport } from "nodemailer";
import { env } from "../env.ts";
import { processState } from "../process-state.ts";
import { t } from "../text.ts";
import { sendsMail } from "./enabled.ts";
import type { Letter } from "./letter.ts";

export type Mail = Letter & { to: string };
type Send = (mail: Mail) => Promise<void>;

const transport = () => processState().once("mail.transport", makeTransport);

function makeTransport(): { send: Send; close: () => void } {
  if (env.mailCaptureDir !== undefined) return { send: captureIn(env.mailCaptureDir), close: () => {} };
  if (env.smtpUrl === undefined) throw new Error("No e-mail is sent without SMTP_URL.");
  const smtp = createTransport({
    url: env.smtpUrl,
    pool: true,
    maxConnections: 2,
    // a server that hangs must not hold up the others' e-mail for long, in milliseconds
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send: Send = async ({ to, ...letter }) => {
    // as an object: an address that an IdP sent is one recipient, never a list
    await smtp.sendMail({ ...letter, from: env.mailFrom, to: { name: "", address: to } });
  };
  return { send, close: () => smtp.close() };
}

/** One file for each, whole at once. */
const captureIn =
  (folder: string): Send =>
  async (mail) => {
    await mkdir(folder, { recursive: true });
    const file = path.join(/* turbopackIgnore: true */ folder, `${Date.now()}-${randomUUID()}`);
    await writeFile(file, JSON.stringify({ from: env.mailFrom, ...mail }, null, 2), { mode: 0o600 });
    await rename(file, `${file}.json`);
  };

export const sendMail: Send = (mail) => transport().send(mail);

/** Ends idle connections to the mail server. */
export const closeMail = (): void => {
  if (sendsMail()) transport().close();
};

/** One address and nothing that a header or a list could be made of. */
export const isMailAddress = (text: string): boolean => /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/.test(text);

type Refusal = {
  /** A sentence without the address, which a mail server's own words would repeat. */
  sentence: string;
  /** Is it the server, so that others cannot be sent either? */
  serverFails: boolean;
};

/** Why an e-mail could not be sent. */
export function explainMailError(error: unknown): Refusal {
  // nodemailer's errors carry these, undeclared
  const { code, responseCode } = Object(error) as { code?: unknown; responseCode?: unknown };
  if (code === "EAUTH") return { sentence: t("The mail server refused our user name and password."), serverFails: true };
  if (code === "EENVELOPE" || code === "EMESSAGE")
    return {
      sentence:
        typeof responseCode === "number"
          ? t("The mail server refused it ({code}).", { code: responseCode })
          : t("The mail server refused it."),
      serverFails: false,
    };
  return { sentence: t("The mail server cannot be reached."), serverFails: true };
}
