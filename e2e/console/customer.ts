// What the console tests do around the browser: a customer who bought licenses, and that customer's identity provider.
import { randomUUID } from "node:crypto";
import { cli, simulator } from "../fixtures/run.ts";
import type { Credentials } from "../fixtures/running-server.ts";
import { makeAdmin } from "../fixtures/sign-in.ts";

export type Bought = { instance: string; license: string; total: number };
export type Customer = { account: string; admin: Credentials };

/** An account of the test's own with these licenses and a Full admin. */
export async function makeCustomer(...bought: Bought[]): Promise<Customer> {
  const account = `customer-${randomUUID().slice(-12)}`;
  await cli("account", "create", "--name", account, "--slug", account);
  for (const { instance, license, total } of bought) {
    await cli("pool", "set", "--account", account, "--instance", instance, "--license", license, "--total", String(total));
  }
  return { account, admin: await makeAdmin(account) };
}

/** What `npm run idp -- … --json` says of a run; the people carry the values that were sent last. */
export type Sent = {
  ok: boolean;
  counts: Record<string, number>;
  people: { id: string; userName: string; email: string; displayName: string; externalId: string; title?: string }[];
};

/** Another `seed` is another directory: other people. */
type Run = { url: string; token: string; users: number; seed?: number; scenario?: string; directory?: string };

/** Lets the identity provider work, one person after the other, as fast as it can. */
export async function runIdp(idp: "entra" | "okta", { url, token, users, seed = 1, scenario, directory }: Run): Promise<Sent> {
  const more = [...(scenario ? ["--scenario", scenario] : []), ...(directory ? ["--directory", directory] : [])];
  const paced = ["--seed", String(seed), "--rate", "0", "--concurrency", "1", "--json", ...more];
  return JSON.parse(await simulator(idp, "--url", url, "--token", token, "--users", String(users), ...paced));
}
