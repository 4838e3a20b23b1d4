// An interpreter for what Microsoft's collection uses of Postman: folders, variables, bearer tokens, and `pm` in test scripts.
import assert from "node:assert/strict";
import { compileFunction } from "node:vm";
import { z } from "zod";
import { type Failure, fill, type Received, type Step, send, type Variables } from "./suite.ts";

const request = z.object({
  name: z.string(),
  event: z.array(z.object({ listen: z.string(), script: z.object({ exec: z.array(z.string()) }) })).default([]),
  request: z.object({
    method: z.string(),
    url: z.union([z.string(), z.object({ raw: z.string() })]),
    header: z.array(z.object({ key: z.string(), value: z.string() })),
    auth: z.object({ type: z.literal("bearer") }).optional(),
    body: z.object({ mode: z.literal("raw"), raw: z.string() }).optional(),
  }),
});
type Request = z.infer<typeof request>;
type Folder = { name: string; item: (Folder | Request)[] };
const folder: z.ZodType<Folder> = z.lazy(() => z.object({ name: z.string(), item: z.array(z.union([folder, request])) }));
const collection = z.object({ item: z.array(z.union([folder, request])) });

/** The requests of a collection in its order, each named by its folders. */
export const readPostman = (text: string): Step[] => flatten(collection.parse(JSON.parse(text)).item, []);

const flatten = (items: Folder["item"], folders: string[]): Step[] =>
  items.flatMap((item) => {
    const names = [...folders, item.name];
    if ("item" in item) return flatten(item.item, names);
    return { title: names.join(" / "), run: (variables: Variables) => run(item, variables) };
  });

async function run({ request: { method, url, header, auth, body }, event }: Request, variables: Variables): Promise<Failure[]> {
  const headers = new Headers(header.map(({ key, value }): [string, string] => [key, fill(value, variables)]));
  if (auth) headers.set("Authorization", fill("Bearer {{token}}", variables));
  const address = fill(typeof url === "string" ? url : url.raw, variables);
  const received = await send(method, address, headers, body && fill(body.raw, variables));
  const scripts = event.filter(({ listen }) => listen === "test").map(({ script }) => script.exec.join("\n"));
  return scripts.flatMap((script) => runScript(script, received, variables));
}

function runScript(script: string, received: Received, variables: Variables): Failure[] {
  const failures: Failure[] = [];
  const attempt = (check: string, work: () => void) => {
    try {
      work();
    } catch (error) {
      failures.push({ check, why: `${error instanceof Error ? error.message : error}\n${received.text.slice(0, 300)}` });
    }
  };
  const pm = {
    test: attempt,
    expect: expectation,
    environment: { get: (name: string) => variables.get(name), set: (name: string, value: unknown) => setOnce(name, value) },
    response: {
      text: () => received.text,
      json: () => JSON.parse(received.text),
      to: { have: { status: (status: number) => assert.equal(received.status, status) } },
    },
  };
  const given = new Set(["token"]); // ours; the suite would fetch one
  const setOnce = (name: string, value: unknown) => given.has(name) || variables.set(name, String(value));
  const postman = { setEnvironmentVariable: setOnce };
  attempt("script", () => compileFunction(script, ["pm", "postman", "responseBody"])(pm, postman, received.text));
  return failures;
}

/** The three words of Chai that the collection uses. */
const expectation = (actual: unknown) => ({
  to: {
    eql: (expected: unknown) => assert.deepEqual(actual, expected),
    include: (part: string) => assert.ok(String(actual).includes(part), `does not include ${part}`),
    not: { include: (part: string) => assert.ok(!String(actual).includes(part), `includes ${part}`) },
  },
});
