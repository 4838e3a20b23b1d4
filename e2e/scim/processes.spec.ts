// Several server processes over HTTP; in a browser: e2e/console/processes.spec.ts.
import { ask, eightTimes, test } from "../fixtures/processes.ts";
import { expect } from "../fixtures/test.ts";

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
