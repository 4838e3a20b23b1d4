import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { env } from "../lib/env.ts";
import { askForTypesOnce, endTransactionsWithConnection } from "./lost-connections.ts";

let client: postgres.Sql;
let other: postgres.Sql;

beforeAll(async () => {
  other = postgres(env.migrationDatabaseUrl, { max: 2, onnotice: () => {} });
  await other`create table said (what text)`;
});
afterAll(() => other.end());
beforeEach(async () => {
  await other`truncate said`;
  client = postgres(env.migrationDatabaseUrl, { max: 1, backoff: () => 0.01 });
  endTransactionsWithConnection(client);
  return () => client.end({ timeout: 1 });
});

async function cut(tx: postgres.TransactionSql): Promise<void> {
  const [me] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await other`select pg_terminate_backend(${me?.pid ?? 0})`;
}

const codeOf = (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => "done",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : error),
  );

it.each([
  ["at once", async () => {}],
  ["when the connection is a new one", async () => void (await client`select`)],
])("what a transaction says after its connection was lost, %s, is refused and not kept", async (_, before) => {
  let lost = false;
  let told: unknown;
  const transaction = client.begin(async (tx) => {
    await tx`insert into said values ('before')`;
    await cut(tx);
    await expect.poll(() => lost).toBe(true);
    await before();
    told = await codeOf(async () => tx`insert into said values ('after')`);
  });
  await expect(
    transaction.catch((error: unknown) => {
      lost = true;
      throw error;
    }),
  ).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
  await expect.poll(() => told).toBe("CONNECTION_CLOSED");
  expect([...(await client`select what from said`)]).toEqual([]);
});

it("a statement that runs when the connection is lost fails, and the client serves again", async () => {
  const transaction = client.begin(async (tx) => {
    await tx`insert into said values ('before')`;
    await tx`select pg_terminate_backend(pg_backend_pid()), pg_sleep(60)`;
  });
  expect(["CONNECTION_CLOSED", "ECONNRESET", "57P01"]).toContain(await codeOf(() => transaction));
  // the driver repeats the last word of a connection once on the next one
  await expect.poll(() => codeOf(() => client`select`.execute())).toBe("done");
  expect([...(await client`select what from said`)]).toEqual([]);
});

it("a transaction is otherwise what it is: its result comes back, its error takes everything along", async () => {
  expect(await client.begin((tx) => tx`insert into said values ('kept') returning what`)).toMatchObject([{ what: "kept" }]);
  const both = await client.begin((tx) => [tx`insert into said values ('list')`, tx`select what from said order by what`]);
  expect(both[1]).toMatchObject([{ what: "kept" }, { what: "list" }]);
  const failing = client.begin(async (tx) => {
    await tx`insert into said values ('lost')`;
    throw new Error("on purpose");
  });
  await expect(failing).rejects.toThrow("on purpose");
  expect([...(await client`select what from said order by what`)]).toEqual([{ what: "kept" }, { what: "list" }]);
});

it("what a transaction's code says after its end is refused", async () => {
  let late: postgres.TransactionSql | undefined;
  await client.begin(async (tx) => {
    late = tx;
    await tx`insert into said values ('in time')`;
  });
  expect(await codeOf(async () => late?.unsafe("insert into said values ('late')"))).toBe("CONNECTION_CLOSED");
  expect([...(await client`select what from said`)]).toEqual([{ what: "in time" }]);
});

it("only the first connection asks which types there are, and the next ones read arrays as well", async () => {
  const asked: string[] = [];
  const two = postgres(env.migrationDatabaseUrl, { max: 2, debug: (_, query) => asked.push(query) });
  askForTypesOnce(two);
  const array = async (from: postgres.Sql) => (await from`select array['a', 'b'] as value, pg_backend_pid() as pid`)[0];
  const first = await two.reserve();
  const [one, other] = [await array(first), await array(two)];
  first.release();
  await two.end();
  expect([one?.value, other?.value]).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(one?.pid).not.toBe(other?.pid);
  expect(asked.filter((query) => query.includes("pg_type"))).toHaveLength(1);
});
