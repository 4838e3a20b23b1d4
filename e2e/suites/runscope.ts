// An interpreter for what Okta's suites use of Runscope's export format.
import assert from "node:assert";
import { compileFunction } from "node:vm";
import { z } from "zod";
import { type Failure, fill, type Received, type Step, send, type Variables } from "./suite.ts";

const assertion = z.object({
  comparison: z.string(),
  source: z.enum(["response_status", "response_json", "response_time"]),
  property: z.string().optional(),
  value: z.string().nullable(),
});

const step = z.object({
  step_type: z.literal("request"),
  note: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.array(z.string())),
  body: z.string().optional(),
  assertions: z.array(assertion),
  variables: z.array(z.object({ name: z.string(), property: z.string() })),
  scripts: z.array(z.string()),
});

const suite = z.object({ steps: z.array(z.union([step, z.object({ step_type: z.literal("pause") })])) });

type Assertion = z.infer<typeof assertion>;
type RequestStep = z.infer<typeof step>;

/** The requests of an exported test, without its pauses: an answered write is readable at once. */
export const readRunscope = (text: string): Step[] =>
  suite
    .parse(JSON.parse(text))
    .steps.filter((one) => one.step_type === "request")
    .map((one) => ({ title: one.note.trim(), run: (variables) => run(one, variables) }));

async function run(one: RequestStep, variables: Variables): Promise<Failure[]> {
  const headers = new Headers();
  for (const [name, values] of Object.entries(one.headers))
    for (const value of values) headers.append(name, fill(value, variables));
  const body = one.body === undefined ? undefined : fill(one.body, variables);
  const received = await send(one.method, fill(one.url, variables), headers, body);
  for (const { name, property } of one.variables) {
    const value = valueAt(received, property);
    if (value !== undefined) variables.set(name, String(value));
  }
  const failed = one.assertions.filter((assertion) => !holds(assertion, received, variables));
  return [...failed.map((assertion) => failureOf(assertion, received)), ...runScripts(one.scripts, received)];
}

function holds({ comparison, source, property = "", value }: Assertion, received: Received, variables: Variables): boolean {
  if (source === "response_time") return true; // how fast depends on the machine and on what else runs there
  const actual = source === "response_status" ? received.status : valueAt(received, property);
  const wanted = fill(value ?? "", variables);
  switch (comparison) {
    case "equal":
      return String(actual) === wanted;
    case "equal_number":
      return Number(actual) === Number(wanted);
    case "is_a_number":
      return typeof actual === "number";
    case "not_empty":
      return actual !== undefined && actual !== null && actual !== "" && !(Array.isArray(actual) && actual.length === 0);
    case "has_value":
    case "contains":
      return (Array.isArray(actual) || typeof actual === "string") && actual.includes(wanted);
    default:
      throw new Error(`The suite compares by ${comparison}, which is not known here.`);
  }
}

const failureOf = ({ source, property, comparison, value }: Assertion, { status, text }: Received): Failure => ({
  check: [source, property, comparison, value].filter((part) => part).join(" "),
  why: `${status} ${text.slice(0, 300)}`,
});

function runScripts(scripts: string[], { status, text }: Received): Failure[] {
  return scripts.flatMap((source) => {
    try {
      compileFunction(source, ["response", "assert", "log"])({ status, body: text }, assert, () => {});
      return [];
    } catch (error) {
      return [{ check: "script", why: String(error) }];
    }
  });
}

/** `Resources[0].name.familyName` */
function valueAt({ text }: Received, property: string): unknown {
  const keys = property.split(/[.[\]]+/).filter((key) => key !== "");
  return keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    text === "" ? undefined : JSON.parse(text),
  );
}
