import fc from "fast-check";
import { expect, it } from "vitest";
import { arbitraryRequest, type HostileRequest, type Known } from "./arbitrary-request.ts";
import { handleScim } from "./handle.ts";
import { baseUrl, createUser, type Idp, listOf, makeIdp } from "./testing.ts";

/** `npm run fuzz -- --minutes N` runs longer, with another seed. */
const milliseconds = Number(process.env.FUZZ_MINUTES ?? 10 / 60) * 60_000;
const seed = Number(process.env.FUZZ_SEED ?? 7643);
const batchSize = 100;

/** CPU time of this process that one request may cost, in milliseconds, and each operation of a Bulk request beside it. */
const maxCpu = 250;
const maxCpuOfOperation = 5;

const prototypeKeys = Object.getOwnPropertyNames(Object.prototype).sort();

async function makeKnown(idp: Idp): Promise<Known> {
  const users: string[] = [];
  for (const userName of ["ada", "bob", "eve"]) {
    const emails = [{ value: `${userName}@x.org`, type: "work" }];
    users.push(await createUser(idp, { userName, emails, externalId: userName }));
  }
  const group = await idp("POST /Groups", { displayName: "All", members: users.map((value) => ({ value })) });
  const { body } = await listOf(idp, { cursor: "", count: 1 });
  return { users, groups: [String(group.body.id)], cursors: [String(body.nextCursor)] };
}

/** The request, or undefined when no client could send it. */
function toRequest({ method, path, headers, body }: HostileRequest, token: string): Request | undefined {
  try {
    const request = new Request(baseUrl + path, { method, headers, ...(body && { body }) });
    request.headers.set("authorization", `Bearer ${token}`);
    return request;
  } catch {
    return undefined;
  }
}

/** What is wrong with the answer, or nothing. */
async function complaint(given: HostileRequest, token: string): Promise<string | undefined> {
  const request = toRequest(given, token);
  if (!request) return undefined;
  const before = process.cpuUsage();
  const response = await handleScim(request);
  const text = await response.text();
  const { user, system } = process.cpuUsage(before);
  // 501 says that an endpoint does not exist
  if (response.status >= 500 && response.status !== 501) return `answered ${response.status}: ${text}`;
  if (text !== "" && !isScim(response, text)) return `answered no SCIM: ${text.slice(0, 200)}`;
  const operations = operationsIn(text);
  const broken = operations.find(({ status }) => Number(status) === 500);
  if (broken) return `answered an operation ${JSON.stringify(broken)}`;
  const cpu = (user + system) / 1000;
  if (cpu > maxCpu + operations.length * maxCpuOfOperation) return `cost ${Math.round(cpu)} ms of CPU`;
  if (Object.getOwnPropertyNames(Object.prototype).sort().join() !== prototypeKeys.join()) return "changed Object.prototype";
  return undefined;
}

/** The results in the answer to a Bulk request. */
function operationsIn(text: string): { status?: unknown }[] {
  const body: unknown = text === "" ? {} : JSON.parse(text);
  const operations: unknown = Reflect.get(Object(body), "Operations");
  return Array.isArray(operations) ? operations : [];
}

function isScim(response: Response, text: string): boolean {
  const body: unknown = JSON.parse(text);
  const isObject = typeof body === "object" && body !== null && "schemas" in body;
  return isObject && response.headers.get("content-type") === "application/scim+json";
}

const show = ({ method, path, headers, body }: HostileRequest) =>
  JSON.stringify([method, path.slice(0, 1000), headers, body && new TextDecoder("latin1").decode(body.slice(0, 2000))]);

it(
  `${Math.round(milliseconds / 1000)} s of hostile requests: never a 5xx, no long work, Object.prototype untouched`,
  async () => {
    const idp = await makeIdp({ licenses: 2 });
    const known = await makeKnown(idp);
    const requests = arbitraryRequest(known);
    const end = performance.now() + milliseconds;
    let sent = 0;
    for (let batch = 0; performance.now() < end; batch++) {
      for (const given of fc.sample(requests, { numRuns: batchSize, seed: seed + batch })) {
        if (performance.now() >= end) break;
        const wrong = await complaint(given, idp.token);
        // another process or a garbage collection may have cost the first time
        const again = wrong?.startsWith("cost") ? await complaint(given, idp.token) : wrong;
        if (again) expect.fail(`${again}\nRepeat it with --seed ${seed + batch}: ${show(given)}`);
        sent++;
      }
    }
    process.stdout.write(`${sent} requests sent\n`);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  },
  milliseconds + 60_000,
);
