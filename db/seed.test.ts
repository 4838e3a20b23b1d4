import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";
import { licenseTypes } from "../lib/catalogue.ts";
import { verifyPassword } from "../lib/passwords.ts";
import { sql } from "./client.ts";
import { findAccountBySlug, listAccounts } from "./queries/accounts.ts";
import { findIdentityByEmail, listAdmins } from "./queries/admins.ts";
import { listPools, setPoolTotal } from "./queries/licenses.ts";
import { system } from "./testing.ts";

const seeded = z.object({
  created: z.boolean(),
  adminEmail: z.string().optional(),
  password: z.string().optional(),
  subAdminEmail: z.string().optional(),
  subAdminPassword: z.string().optional(),
});

/** Runs the script as the launcher does; its whole output is one line. */
async function seed(environment: Record<string, string>) {
  const child = spawn(process.execPath, ["db/seed.ts"], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const chunks = await child.stdout.setEncoding("utf8").toArray();
  return seeded.parse(JSON.parse(chunks.join("")));
}

const signsIn = async (email = "", password = "") =>
  verifyPassword((await findIdentityByEmail(email))?.passwordHash ?? undefined, password);

// One story, in order: each file has its own database, which is empty at first.
test("without the demo and without an e-mail nothing is made", async () => {
  expect(await seed({ SEED_DEMO: "0" })).toEqual({ created: false });
  expect(await listAccounts()).toEqual([]);
});

test("two runs at once make one demo account; only the first prints passwords", async () => {
  const turn = await sql().reserve();
  await turn`select pg_advisory_lock(hashtext('account-center seed'))`;
  const runs = [seed({ SEED_DEMO: "1" }), seed({ SEED_DEMO: "1" })];
  const waiting = () => turn`select 1 from pg_locks where locktype = 'advisory' and not granted`;
  await expect.poll(waiting, { timeout: 20_000 }).toHaveLength(2);
  await turn`select pg_advisory_unlock(hashtext('account-center seed'))`;
  turn.release();
  const answers = await Promise.all(runs);
  const [made] = answers.filter(({ created }) => created);
  expect(answers).toContainEqual({ created: false, adminEmail: "admin@example.com" });
  expect(await signsIn(made?.adminEmail, made?.password)).toBe(true);
  expect(await signsIn(made?.subAdminEmail, made?.subAdminPassword)).toBe(true);
  expect(await listAccounts()).toHaveLength(1);
});

test("the demo account has a pool of every license type, a Full and a Sub admin, and no people", async () => {
  const account = await findAccountBySlug("demo");
  const scope = { accountId: account?.id ?? "" };
  const pools = await listPools(scope);
  expect(pools.map(({ product, licenseType }) => `${product} ${licenseType}`).sort()).toEqual(
    licenseTypes.map(({ product, name }) => `${product} ${name}`).sort(),
  );
  expect((await listAdmins(scope)).map(({ role }) => role).sort()).toEqual(["full", "sub"]);
  expect(await sql()`select 1 from users`).toEqual([]);
});

test("a later start changes nothing that was changed meanwhile, and repeats no password", async () => {
  const account = await findAccountBySlug("demo");
  const scope = { accountId: account?.id ?? "" };
  await setPoolTotal(scope, system, { product: "Learning", instance: "Learning", licenseType: "Learning", total: 7 });
  expect(await seed({ SEED_DEMO: "1", ADMIN_EMAIL: "else@example.com" })).toEqual({
    created: false,
    adminEmail: "admin@example.com",
  });
  expect((await listPools(scope)).find(({ product }) => product === "Learning")).toMatchObject({ total: 7 });
});

test("a run that was cut off before the first Full admin is finished by the next", async () => {
  await sql()`delete from admins where role = 'full'`;
  await sql()`delete from identities where email = 'admin@example.com'`;
  const again = await seed({ SEED_DEMO: "1" });
  expect(again).toMatchObject({ created: true, adminEmail: "admin@example.com" });
  expect(await signsIn(again.adminEmail, again.password)).toBe(true);
  expect(await listAccounts()).toHaveLength(1);
});

test("a database with another account in it is not filled", async () => {
  expect(await seed({ SEED_DEMO: "0", ADMIN_EMAIL: "first@example.com" })).toEqual({ created: false });
  await sql()`delete from lookups where kind = 'account'`;
  expect(await seed({ SEED_DEMO: "1" })).toEqual({ created: false });
});
