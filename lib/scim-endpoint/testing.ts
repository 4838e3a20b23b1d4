import { expect } from "vitest";
import { sql } from "../../db/client.ts";
import type { ScimScope, Scope } from "../../db/queries/scope.ts";
import { makeAccount, makeConfiguration, makePool } from "../../db/testing.ts";
import { handleScim } from "./handle.ts";

/** For contract tests of the endpoint: an identity provider that calls it. */

type Json = { [name: string]: unknown };
export type Answer = { status: number; headers: Headers; body: Json };

export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const origin = "http://localhost:3000";
export const baseUrl = `${origin}/scim/v2`;

/** Sends "GET /Users/1" below the tenant URL. A body that is text is sent as it is. */
export async function send(line: string, { body, headers }: { body?: unknown; headers?: HeadersInit } = {}): Promise<Answer> {
  const [method, path] = line.split(/ (.*)/, 2);
  const text = typeof body === "string" || body === undefined ? body : JSON.stringify(body);
  const all = new Headers(headers);
  if (text !== undefined && !all.has("content-type")) all.set("content-type", "application/scim+json");
  const request = new Request(`${baseUrl}${path}`, {
    method: method ?? "",
    headers: all,
    ...(text !== undefined && { body: text }),
  });
  const response = await handleScim(request);
  const answered = await response.text();
  // every body of the endpoint is a JSON object
  return { status: response.status, headers: response.headers, body: (answered ? JSON.parse(answered) : {}) as Json };
}

/** Calls with the token of one configuration: `await idp("POST /Users", { userName: "a" })`. */
export type Idp = ScimScope & {
  (line: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  token: string;
};

/** A new configuration, of a new account or of the given one; with `licenses`, a pool that it assigns from. */
export async function makeIdp({
  account,
  licenses,
}: {
  account?: Scope;
  licenses?: number;
} = {}): Promise<Idp & { poolId: string }> {
  const { accountId } = account ?? (await makeAccount());
  // an account needs a license type that opens SCIM
  const poolId = await makePool({ accountId }, licenses ?? 100);
  const { configurationId, token } = await makeConfiguration({ accountId }, licenses === undefined ? undefined : poolId);
  const call = (line: string, body?: unknown, headers?: Record<string, string>) =>
    send(line, { body, headers: { authorization: `Bearer ${token}`, ...headers } });
  return Object.assign(call, { accountId, configurationId, token, poolId });
}

/** Creates a user and returns its id. */
export async function createUser(idp: Idp, attributes: Json): Promise<string> {
  const { status, body } = await idp("POST /Users", attributes);
  if (status !== 201) throw new Error(`${status} ${body.detail}`);
  return String(body.id);
}

export const patchOf = (...Operations: Json[]): Json => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});

/** A filtered list; what the filter says is encoded here. */
export const listOf = (idp: Idp, query: Record<string, string | number>): Promise<Answer> =>
  idp(`GET /Users?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))}`);

/** The userNames of a list, in its order. */
export const userNamesOf = ({ body }: Answer): unknown[] =>
  Array.isArray(body.Resources) ? body.Resources.map((user: Json) => user.userName) : [];

/** What happened to a user, oldest first. */
export async function activityOf({ accountId }: Scope, subjectId: string): Promise<string[]> {
  const rows = await sql()<{ action: string }[]>`
    select action from activity where account_id = ${accountId} and subject_id = ${subjectId} order by id`;
  return rows.map(({ action }) => action);
}

/** An error body (RFC 7644 §3.12): status as text, the keyword, and a sentence. */
export const scimError = (status: number, scimType?: string) => ({
  status,
  body: {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(scimType && { scimType }),
    detail: expect.stringMatching(/\.$/),
  },
});

/** The tables in which a text is stored, anywhere in a row. */
export async function tablesWith(text: string): Promise<string[]> {
  const tables = await sql()<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const found = tables.map(async ({ name }) => {
    const rows = await sql()`select from ${sql()(name)} t where strpos(t::text, ${text}) > 0 limit 1`;
    return rows.length > 0 ? [name] : [];
  });
  return (await Promise.all(found)).flat();
}
