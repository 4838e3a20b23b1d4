import type { ScimScope } from "../db/queries/scope.ts";

export type Customer = { scope: ScimScope; token: string };

/** An account with a configuration that assigns a license to everybody. Reads DATABASE_URL on its first call. */
export async function makeCustomer(): Promise<Customer> {
  const { makeAccount, makeConfiguration, makePool } = await import("../db/testing.ts");
  const account = await makeAccount();
  const { token, ...scope } = await makeConfiguration(account, await makePool(account, 1_000_000_000));
  return { scope, token };
}
