// WEB_CONCURRENCY=2: two server processes share the port. Every request here has a connection of its own, and connections go to the
// processes in turns.
import { execFileSync } from "node:child_process";
import { Agent, request } from "node:http";
import { freePort } from "../../scripts/free-port.mjs";
import { keepServerRunning } from "../../scripts/server-process.ts";
import { runningServer } from "../fixtures/running-server.ts";
import { test as base, expect } from "../fixtures/test.ts";

type Processes = { origin: string; pids(): string[] };

const test = base.extend<object, { processes: Processes }>({
  processes: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
    async ({}, use) => {
      const { MIGRATION_DATABASE_URL: _, ADMIN_PASSWORD: __, ...environment } = runningServer().environment;
      const port = String(await freePort());
      const env = { ...environment, PORT: port, WEB_CONCURRENCY: "2", DATABASE_POOL_SIZE: "5" };
      const log = `${environment.DATA_DIR}/processes.log`;
      const server = await keepServerRunning({ env, log });
      const pids = () =>
        execFileSync("pgrep", ["-P", String(server.pid)], { encoding: "utf8" })
          .trim()
          .split("\n");
      const origin = `http://127.0.0.1:${port}`;
      await expect.poll(async () => pids().length).toBe(2);
      await use({ origin, pids });
      await server.stop();
    },
    { scope: "worker" },
  ],
  origin: [async ({ processes }, use) => use(processes.origin), { scope: "worker" }],
});

type Answer = { status: number; body: string };

/** A request on a connection of its own. */
function ask(url: string, token: string, method = "GET", body?: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/scim+json" };
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request(url, { method, headers, agent: new Agent({ keepAlive: false }) }, async (response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk);
    resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
  });
  sent.once("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

const eightTimes = <T>(run: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, run));
const person = (number: number) => ({ userName: `person${number}@example.com` });
const people = (count: number) => Array.from({ length: count }, (_, number) => number);

test("a revoked token is refused by all", async ({ cli, account, configuration: { tenantUrl, token, tokenId } }) => {
  const statuses = async () => new Set((await eightTimes(() => ask(`${tenantUrl}/Users`, token))).map(({ status }) => status));
  expect([...(await statuses())]).toEqual([200]);
  await cli("token", "revoke", tokenId, "--account", account);
  await expect.poll(async () => [...(await statuses())]).toEqual([401]);
});

test("what one has written all of them read, page by page", async ({ configuration: { tenantUrl, token } }) => {
  await Promise.all(people(25).map((number) => ask(`${tenantUrl}/Users`, token, "POST", person(number))));
  const names: string[] = [];
  for (const startIndex of [1, 11, 21]) {
    const { body } = await ask(`${tenantUrl}/Users?startIndex=${startIndex}&count=10&sortBy=userName`, token);
    const { totalResults, Resources } = JSON.parse(body);
    expect(totalResults).toBe(25);
    names.push(...Resources.map(({ userName }: { userName: string }) => userName));
  }
  expect(names.toSorted()).toEqual(
    people(25)
      .map((number) => person(number).userName)
      .toSorted(),
  );
});

test("the waiting line is one: fifty licenses for sixty people at once, and who leaves makes room", async ({
  cli,
  account,
  origin,
}) => {
  const assigning = ["--auto-assign", "--instance", "Sales Navigator", "--license", "Advanced"];
  const { token } = await cli("configuration", "create", "--account", account, "--name", "Both", ...assigning);
  const url = `${origin}/scim/v2/Users`;
  const created = await Promise.all(people(60).map((number) => ask(url, token, "POST", person(number))));
  expect(new Set(created.map(({ status }) => status))).toEqual(new Set([201]));
  const pools = () => cli("pool", "list", "--account", account);
  expect(await pools()).toMatchObject([{ invited: 50, waiting: 10 }]);
  const operations = [{ op: "replace", path: "active", value: false }];
  const ids = created.slice(0, 20).map(({ body }) => JSON.parse(body).id);
  await Promise.all(ids.map((id) => ask(`${url}/${id}`, token, "PATCH", { Operations: operations })));
  const [{ invited, waiting }] = await pools();
  expect(invited + waiting).toBe(40);
  expect(waiting).toBe(0);
});

test("one that dies is replaced, and the others go on", async ({ processes, configuration: { tenantUrl, token } }) => {
  const before = processes.pids();
  process.kill(Number(before[0]), "SIGKILL");
  await expect.poll(() => processes.pids().filter((pid) => !before.includes(pid)).length).toBe(1);
  await expect
    .poll(async () => new Set((await eightTimes(() => ask(`${tenantUrl}/Users`, token))).map(({ status }) => status)))
    .toEqual(new Set([200]));
});
