import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sql } from "../db/client.ts";
import { createAdmin } from "../db/queries/admins.ts";
import { makeAccount, system } from "../db/testing.ts";
import { authOptions } from "./auth-options.ts";
import { newId } from "./ids.ts";
import { hashPassword } from "./passwords.ts";

vi.mock("next/headers", () => ({ cookies: async () => ({ get: () => undefined, set: () => {} }) }));

/** Next-auth over real HTTP, without Next around it. */
const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const cookies = Object.fromEntries(
    decodeURIComponent(request.headers.cookie ?? "")
      .split("; ")
      .map((cookie) => cookie.split("=", 2)),
  );
  const body = Object.fromEntries(new URLSearchParams(await text(request)));
  const asked = Object.assign(request, { cookies, body, query: { nextauth: url.pathname.split("/").slice(3) } });
  const headers = new Headers({ host: request.headers.host ?? "" });
  await NextAuth(...inNext(asked, response), authOptions(headers));
});

/** The parts of Next's request and response that next-auth uses. */
function inNext(request: IncomingMessage, response: ServerResponse): [NextApiRequest, NextApiResponse] {
  const status = (code: number) => Object.assign(response, { statusCode: code });
  const json = (value: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(value));
  // next-auth asks these objects for nothing else
  return [request as NextApiRequest, Object.assign(response, { status, json, send: json }) as unknown as NextApiResponse];
}

const origin = () => {
  const address = server.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
};

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Everything that the answer to a sign-in tells, as it is on the wire. */
async function answerTo(form: { email: string; password: string }, json: "true" | "false") {
  const csrf = await fetch(`${origin()}/api/auth/csrf`);
  const cookie = csrf.headers.getSetCookie().map((set) => set.split(";", 1)[0]);
  const answer = await fetch(`${origin()}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookie.join("; ") },
    body: new URLSearchParams({ ...form, json, csrfToken: (await csrf.json()).csrfToken }),
    redirect: "manual",
  });
  const url = json === "true" ? (await answer.json()).url : answer.headers.get("location");
  return { status: answer.status, error: new URL(url).searchParams.get("error") };
}

test.each(["true", "false"] as const)("an e-mail with U+0000 is a wrong one (json %s)", async (json) => {
  const { error } = await answerTo({ email: "a\u0000@x", password: "x" }, json);
  expect(error).toBe("CredentialsSignin");
});

test.each(["true", "false"] as const)("what fails on our side tells a stranger one fixed word (json %s)", async (json) => {
  const email = `${newId()}@example.com`;
  const input = { email, name: "Somebody", role: "full" as const, passwordHash: await hashPassword("x") };
  const { identityId } = await createAdmin(await makeAccount(), system, input);
  await sql()`update identities set password_hash = 'no hash' where id = ${identityId}`;
  const { error } = await answerTo({ email, password: "x" }, json);
  expect(error).toBe("SignInFailed");
});
