import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { endpoint, idp, idpJson, main, newFile, start } from "./run.ts";

test("Entra's first sync tests the connection, creates everybody but Default Access, and links managers afterwards", async () => {
  await start();
  const report = await idpJson("entra", "--users", "20", "--concurrency", "1");
  expect(report).toMatchObject({
    code: 0,
    ok: true,
    failures: [],
    drift: [],
    counts: { created: 18, skipped: 2, linked: 17, verified: 18 },
  });
  expect(endpoint.users.size).toBe(18);
  const [connection, match, create] = endpoint.requests;
  expect(connection?.url).toMatch(/\/Users\?filter=userName\+eq\+%22[0-9a-f-]{36}%22$/);
  expect(match?.url).toContain("filter=userName");
  expect(create?.method).toBe("POST");
  expect(create?.headers).toMatchObject({
    authorization: "Bearer secret",
    "content-type": "application/scim+json; charset=utf-8",
  });
  for (const person of report.people) expect(person.userName).not.toBe(person.email);
  const matches = endpoint.requests.map(({ url }) => url).filter((url) => url.includes("directory.example"));
  expect(matches).toContainEqual(expect.stringContaining("userName+eq+"));
  expect(matches).toContainEqual(expect.stringContaining("userName%20eq%20"));
});

test("people with the role Default Access are sent when asked for", async () => {
  await start();
  const report = await idpJson("entra", "--users", "10", "--default-access", "send");
  expect(report).toMatchObject({ code: 0, counts: { created: 10 } });
});

test("Okta's first sync reads back what it created, and its import lists everybody once", async () => {
  await start();
  const report = await idpJson("okta", "--users", "130");
  expect(report).toMatchObject({ code: 0, drift: [], counts: { created: 130 } });
  const create = endpoint.requests.find(({ method }) => method === "POST");
  expect(create?.body).toMatchObject({
    groups: [],
    active: true,
    password: expect.any(String),
    externalId: expect.stringMatching(/^00u/),
  });
  expect(create?.headers["user-agent"]).toBe("Okta SCIM Client 1.0.0");
  expect(endpoint.requests.some(({ url }) => url.endsWith("startIndex=101&count=100"))).toBe(true);
});

test.each(["entra", "okta"])("%s: changes and leavers continue with the people of the directory file", async (name) => {
  await start();
  const file = newFile();
  const sync = await idpJson(name, "--users", "60", "--directory", file);
  const changes = await idpJson(name, "--users", "60", "--directory", file, "--scenario", "changes");
  expect(changes).toMatchObject({ code: 0, failures: [], drift: [], counts: { updated: expect.any(Number) } });
  const leavers = await idpJson(name, "--users", "60", "--directory", file, "--scenario", "leavers");
  expect(leavers).toMatchObject({ code: 0, failures: [], drift: [], counts: { disabled: 6, enabled: 2 } });
  expect(leavers.counts.deleted).toBe(name === "entra" ? 2 : undefined);
  expect(endpoint.users.size).toBe(sync.counts.created - (leavers.counts.deleted ?? 0));
  const saved = JSON.parse(readFileSync(file, "utf8"));
  expect(saved.people.filter((person: { active: boolean }) => !person.active)).toHaveLength(4);
});

test("Entra changes people in both spellings of PATCH, with up to 36 operations in one request", async () => {
  await start();
  await idpJson("entra", "--users", "60");
  await idpJson("entra", "--users", "60", "--scenario", "changes", "--concurrency", "1");
  const patches = endpoint.requests
    .filter(({ method }) => method === "PATCH")
    .map(({ body }) => body.Operations as { op: string; path?: string }[]);
  const paths = patches.flat().map(({ op, path }) => `${op} ${path ?? "(none)"}`);
  expect(paths).toContainEqual(expect.stringMatching(/^(Remove|Replace) title$/));
  expect(paths).toContain("replace (none)");
  expect(paths).toContainEqual(expect.stringMatching(/^(Add|Replace) addresses\[type eq "work"\]\.streetAddress$/));
  expect(Math.max(...patches.map((operations) => operations.length))).toBeGreaterThan(20);
});

test("on demand provisions one person and changes them in both spellings", async () => {
  await start();
  const report = await idpJson("entra", "--users", "5", "--scenario", "on-demand");
  expect(report).toMatchObject({ code: 0, counts: { created: 1, updated: 2 } });
  const kinds = report.requests.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(["update (legacy PATCH)", "update (flag PATCH)"]));
});

test("without a directory file people are matched by userName, not created twice", async () => {
  await start();
  await idpJson("entra", "--users", "10");
  const again = await idpJson("entra", "--users", "10");
  expect(again.counts).toMatchObject({ unchanged: expect.any(Number) });
  expect(again.counts.created).toBeUndefined();
  expect(endpoint.users.size).toBe(9);
});

test("the same seed gives the same people, another seed others, and more people begin with the same", async () => {
  await start();
  const names = async (...args: string[]) =>
    (await idpJson("entra", ...args)).people.map(({ userName }: { userName: string }) => userName);
  const ten = await names("--users", "10", "--seed", "7");
  const twenty = await names("--users", "20", "--seed", "7");
  expect(twenty.slice(0, ten.length)).toEqual(ten);
  expect(await names("--users", "10", "--seed", "8")).not.toEqual(ten);
});

test("a value that comes back changed is drift and fails the run", async () => {
  await start(({ method, url }) => {
    if (method !== "GET" || !url.includes("filter=")) return undefined;
    const Resources = [...endpoint.users.values()].map((user) => ({ ...user, userName: String(user.userName).toUpperCase() }));
    return { status: 200, body: { totalResults: Resources.length, Resources } };
  });
  const { code, drift } = await idpJson("entra", "--users", "1", "--scenario", "on-demand");
  expect(code).toBe(1);
  expect(drift).toContainEqual(expect.objectContaining({ attribute: "userName" }));
});

test("a refused create is reported with its reason, and the others go on", async () => {
  let refused = 0;
  await start(({ method }) => {
    if (method !== "POST" || refused > 0) return undefined;
    refused += 1;
    return { status: 400, body: { scimType: "invalidValue", detail: "no room for this one" } };
  });
  const { code, output } = await idp("entra", "--users", "5");
  expect(code).toBe(1);
  expect(output).toContain("1 failed:");
  expect(output).toContain("answered 400: invalidValue: no room for this one");
  expect(output).toContain("4 created");
});

test.each(["entra", "okta"])("%s: a 409 makes the identity provider match again", async (name) => {
  let hidden = true;
  await start(({ method, url }) => {
    // Only the match of a person: Entra's connection test is a filter as well.
    if (method !== "GET" || !url.includes("directory.example") || hidden || endpoint.users.size === 0) return undefined;
    hidden = true;
    return { status: 200, body: { totalResults: 0, Resources: [] } };
  });
  expect(await idpJson(name, "--users", "1")).toMatchObject({ code: 0, counts: { created: 1 } });
  hidden = false;
  const again = await idpJson(name, "--users", "1");
  expect(again).toMatchObject({ code: 0, failures: [], counts: { unchanged: 1 } });
  expect(again.requests).toContainEqual(expect.objectContaining({ kind: "create", status: 409 }));
  expect(again.requests).toContainEqual(expect.objectContaining({ kind: "match after 409", status: 200 }));
});

test("429 is retried after the seconds of Retry-After, 5xx with a pause of its own", async () => {
  const answers = [{ status: 429, headers: { "retry-after": "3" } }, { status: 503 }];
  const arrived: number[] = [];
  await start(({ method }) => {
    if (method !== "POST") return undefined;
    arrived.push(performance.now());
    return answers.shift();
  });
  const report = await idpJson("entra", "--users", "1");
  expect(report).toMatchObject({ code: 0, counts: { created: 1 } });
  const creates = report.requests
    .filter(({ kind }: { kind: string }) => kind === "create")
    .map(({ status }: { status: number }) => status);
  expect(creates).toEqual([429, 503, 201]);
  const [first = 0, second = 0] = arrived;
  expect(second - first).toBeGreaterThan(2900); // its own first pause would be half a second
});

test("the rate is a ceiling", async () => {
  await start();
  const report = await idpJson("entra", "--users", "5", "--rate", "20");
  const requests = endpoint.requests.length;
  expect(report.seconds).toBeGreaterThanOrEqual((requests - 1) / 20 - 0.1);
});

test("a wrong token stops the run before anybody is sent", async () => {
  await start(() => ({ status: 401, body: { detail: "who is this?" } }));
  const report = await idpJson("entra", "--users", "5");
  expect(report).toMatchObject({ code: 1, failures: [{ what: "test connection" }] });
  expect(endpoint.requests).toHaveLength(1);
});

test("a value that another source gave a matched person is neither cleared nor drift", async () => {
  await start();
  await idpJson("entra", "--users", "8", "--seed", "3");
  for (const user of endpoint.users.values()) user.nickName = "from elsewhere";
  const again = await idpJson("entra", "--users", "8", "--seed", "3");
  expect(again).toMatchObject({ code: 0, drift: [] });
  for (const user of endpoint.users.values()) expect(user.nickName).toBe("from elsewhere");
});

test("Ctrl-C ends the run with the table so far and keeps the directory", async () => {
  await start(({ method }) => {
    if (method === "POST" && endpoint.users.size >= 2) stop?.();
    return undefined;
  });
  const file = newFile();
  const scope = ["--users", "50", "--rate", "20", "--concurrency", "1", "--directory", file];
  const args = [main, "okta", "--url", endpoint.url, "--token", "secret", ...scope];
  let stop: (() => void) | undefined;
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = execFile(process.execPath, args, (_, printed) => resolve({ code: child.exitCode, output: printed }));
    stop = () => child.kill("SIGINT");
  });
  expect(code).toBe(130);
  expect(output).toContain("okta first-sync: 2 created;");
  expect(JSON.parse(readFileSync(file, "utf8")).people).toHaveLength(50);
});

test("an endpoint that finds somebody for a random userName fails Entra's connection test", async () => {
  await start(() => ({ status: 200, body: { totalResults: 1, Resources: [{ id: "1", userName: "anybody" }] } }));
  const report = await idpJson("entra", "--users", "3");
  expect(report).toMatchObject({
    code: 1,
    failures: [{ what: "test connection", reason: "a random userName matched somebody" }],
  });
});

test("an endpoint that gives a password back fails the run", async () => {
  await start(({ method, body }) => (method === "POST" ? { status: 201, body: { ...body, id: "1" } } : undefined));
  const report = await idpJson("okta", "--users", "1");
  expect(report.code).toBe(1);
  expect(report.failures).toContainEqual(expect.objectContaining({ reason: "the endpoint gave a password back" }));
});

test("an import that lists somebody twice, or not at all, is drift", async () => {
  await start(({ url }) => {
    if (!url.includes("startIndex=1&count=100") || url.includes("filter=")) return undefined;
    const [first, ...others] = [...endpoint.users.values()];
    const Resources = [first, first, ...others.slice(1)];
    return { status: 200, body: { totalResults: Resources.length, Resources } };
  });
  const { code, drift } = await idpJson("okta", "--users", "4");
  expect(code).toBe(1);
  const found = drift
    .filter(({ attribute }: { attribute: string }) => attribute === "import")
    .map((row: { found: string }) => row.found);
  expect(found).toEqual(["2 times", "not listed"]);
});

test("a value that was cleared but is still there is drift", async () => {
  await start(({ method, url }) => {
    if (method !== "PATCH") return undefined;
    return { status: 200, body: endpoint.users.get(url.split("/Users/")[1]?.split("?")[0] ?? "") };
  });
  const file = newFile();
  await idpJson("entra", "--users", "60", "--directory", file);
  const { code, drift } = await idpJson("entra", "--users", "60", "--directory", file, "--scenario", "changes");
  expect(code).toBe(1);
  const cleared = drift.filter(
    ({ attribute, sent }: { attribute: string; sent?: string }) => attribute === "title" && sent === undefined,
  );
  expect(cleared.length).toBeGreaterThan(0);
});

test("a deleted person who is still found by filter is drift", async () => {
  const deleted = new Set<string>();
  await start(({ method, url }) => {
    const id = url.split("/Users/")[1] ?? "";
    if (method === "DELETE") deleted.add(id);
    if (method === "DELETE") return { status: 204 };
    return method === "GET" && deleted.has(id) ? { status: 404, body: { detail: "gone" } } : undefined;
  });
  const file = newFile();
  await idpJson("entra", "--users", "60", "--directory", file);
  const { code, drift } = await idpJson("entra", "--users", "60", "--directory", file, "--scenario", "leavers");
  expect(code).toBe(1);
  expect(drift).toContainEqual(expect.objectContaining({ attribute: "existence", sent: "deleted", found: "still there" }));
});

test("a directory file of another identity provider is refused in one sentence", async () => {
  await start();
  const file = newFile();
  await idpJson("entra", "--users", "2", "--directory", file);
  const before = endpoint.requests.length;
  expect(await idp("okta", "--users", "2", "--directory", file)).toMatchObject({ code: 1, output: "" });
  expect(endpoint.requests).toHaveLength(before);
});
