import { randomUUID } from "node:crypto";
import { type Exchange, type Expectation, exchangeSchema, type Request } from "./exchange.ts";
import { mismatches } from "./match.ts";

/** Where an exchange is played: a configuration of its own. */
export type Target = { tenantUrl: string; token: string };
type Answer = { status: number; headers: Headers; text: string; body: unknown };
type Values = Map<string, string>;

/** Reads a file's text; a mistyped key or value is an error that names it. */
export const parseExchange = (text: string): Exchange => exchangeSchema.parse(JSON.parse(text));

/** Plays one exchange and returns everything that was not as the file says; nothing when all was. */
export async function play(exchange: Exchange, target: Target): Promise<string[]> {
  const values: Values = new Map([
    ["run", randomUUID().slice(-8)],
    ["guid", randomUUID()],
    ["base", target.tenantUrl],
  ]);

  async function run(
    name: string,
    request: Request,
    expect: Expectation,
    captures: Record<string, string> = {},
  ): Promise<string[]> {
    const answer = await send(fill(request, values), target);
    const wrong = [...brokenRules(answer), ...unexpected(fill(expect, values), answer)];
    for (const [variable, path] of Object.entries(captures)) {
      const value = at(answer.body, path);
      if (value === undefined) wrong.push(`${path} is not there to be captured`);
      values.set(variable, String(value));
    }
    return wrong.map((reason) => `${name} ${request.method} ${request.path}: ${reason}`);
  }

  for (const { request, capture } of exchange.setup ?? []) {
    const wrong = await run("setup", request, { status: [200, 201, 204] }, capture);
    if (wrong.length > 0) return wrong;
  }
  const wrong: string[] = [];
  const { request, expect, together, statuses } = exchange;
  if (request && expect) wrong.push(...(await run("request", request, expect, exchange.capture)));
  if (together && statuses) wrong.push(...(await atOnce(fill(together, values), statuses, target)));
  for (const [index, step] of (exchange.then ?? []).entries()) {
    wrong.push(...(await run(`then[${index}]`, step.request, step.expect, step.capture)));
  }
  return wrong;
}

async function atOnce(requests: Request[], statuses: number[], target: Target): Promise<string[]> {
  const answers = await Promise.all(requests.map((request) => send(request, target)));
  const found = answers.map(({ status }) => status).sort((a, b) => a - b);
  const wrong = found.join() === statuses.join() ? [] : [`together: answered ${found}, expected ${statuses}`];
  return [...wrong, ...answers.flatMap(brokenRules)];
}

async function send({ method, path, headers, body, text }: Request, { tenantUrl, token }: Target): Promise<Answer> {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const sent = new Headers({
    Authorization: `Bearer ${token}`,
    ...(content !== undefined && { "Content-Type": "application/scim+json" }),
  });
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value === null) sent.delete(name);
    else sent.set(name, value);
  }
  // Bytes, because fetch gives text a Content-Type of its own.
  const response = await fetch(tenantUrl + path, {
    method,
    headers: sent,
    body: content === undefined ? undefined : Buffer.from(content),
  });
  const received = await response.text();
  return { status: response.status, headers: response.headers, text: received, body: parse(received) };
}

function unexpected(expect: Expectation, { status, headers, text, body }: Answer): string[] {
  const wrong = [expect.status].flat().includes(status)
    ? []
    : [`answered ${status} ${text.slice(0, 300)}, expected ${expect.status}`];
  if (expect.body !== undefined) wrong.push(...mismatches(expect.body, body));
  for (const [name, value] of Object.entries(expect.headers ?? {})) {
    const found = headers.get(name)?.split(";")[0];
    wrong.push(...mismatches(value, found, `header ${name}`));
  }
  for (const fragment of expect.bodyNot ?? []) if (text.includes(fragment)) wrong.push(`the answer contains ${fragment}`);
  return wrong;
}

/** What holds for every answer: SCIM JSON, a SCIM error from 400 on, and never a null. */
function brokenRules({ status, headers, text, body }: Answer): string[] {
  const wrong: string[] = [];
  if (status >= 500) wrong.push(`answered ${status}`);
  if (status === 204 || status === 304) return text === "" ? wrong : [...wrong, "a body with 204"];
  const type = headers.get("content-type")?.split(";")[0];
  if (type !== "application/scim+json") wrong.push(`content type ${type}`);
  if (status >= 400) {
    const error = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status), detail: "$string" };
    wrong.push(...mismatches(error, body));
  }
  if (hasNull(body)) wrong.push("the answer contains null");
  return wrong;
}

function hasNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === "object" && Object.values(value).some(hasNull);
}

/** Puts `{{name}}` values in; `{{fill:n}}` is n characters. A name that nothing gave stays an error. */
function fill<Part>(part: Part, values: Values): Part {
  const text = JSON.stringify(part).replace(/\{\{(\w+)(?::(\d+))?\}\}/g, (_, name: string, size?: string) => {
    const value = name === "fill" ? "x".repeat(Number(size)) : values.get(name);
    if (value === undefined) throw new Error(`nothing is called {{${name}}}`);
    return JSON.stringify(value).slice(1, -1);
  });
  return JSON.parse(text);
}

function at(body: unknown, path: string): unknown {
  const keys = path.split(".").slice(1);
  return keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    body,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
