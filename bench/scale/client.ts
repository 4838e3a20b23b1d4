import type { ScimScope } from "../../db/queries/scope.ts";
import { type HttpAnswer, httpClient } from "../load/http-client.ts";

export type Client = {
  /** A SCIM request below the tenant URL. */
  ask(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
  /** A page of the console, as a Full admin of the account sees it. */
  open(path: string): Promise<HttpAnswer>;
  close(): void;
};

/** One connection of an account's identity provider, and of its admin with these cookies; throws unless the answer is a success. */
export function makeClient(origin: string, token: string, cookies: string): Client {
  const base = new URL(origin);
  const { send, close } = httpClient(base);
  const scim = `host: ${base.host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/scim+json\r\n`;
  const page = `host: ${base.host}\r\ncookie: ${cookies}\r\n`;
  const request = async (method: string, path: string, headers: string, text = "") => {
    const answer = await send(`${method} ${path} HTTP/1.1\r\n${headers}`, text);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`);
    return answer;
  };
  return {
    close,
    ask: (method, path, body) => request(method, `/scim/v2${path}`, scim, body === undefined ? "" : JSON.stringify(body)),
    open: (path) => request("GET", path, page),
  };
}

/** Makes an admin of the account; returns the cookies of its session. */
export async function signIn(origin: string, scope: ScimScope): Promise<string> {
  const { createAdmin } = await import("../../db/queries/admins.ts");
  const { hashPassword } = await import("../../lib/passwords.ts");
  const [email, password] = [`${scope.accountId}@bench.example.com`, crypto.randomUUID()];
  const input = { email, name: "Bench", role: "full" as const, passwordHash: await hashPassword(password) };
  await createAdmin(scope, { kind: "system" }, input);
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = await csrf.json();
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(csrf) },
    body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
  });
  if (!answer.ok) throw new Error(`The admin could not sign in: ${answer.status}.`);
  return `${cookiesOf(csrf)}; ${cookiesOf(answer)}`;
}

const cookiesOf = ({ headers }: Response) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
