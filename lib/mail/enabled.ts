import { env } from "../env.ts";

/** Is e-mail sent at all? Otherwise links are copied by an admin. */
export const sendsMail = (): boolean => env.smtpUrl !== undefined || env.mailCaptureDir !== undefined;
