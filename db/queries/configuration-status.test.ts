import { expect, it } from "vitest";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import { getConfigurationStatus } from "./configuration-status.ts";

it("while people arrive it says how many of them have a license and how many wait", async () => {
  const account = await makeAccount();
  const scope = await makeConfiguration(account, await makePool(account, 1));
  const status = () => getConfigurationStatus(scope, scope.configurationId);
  expect(await status()).toMatchObject({ syncing: false, created: 0, licensed: 0, waiting: 0 });
  for (const userName of ["ada", "bob", "cem"]) await makeUser(scope, { userName });
  expect(await status()).toMatchObject({ syncing: true, created: 3, licensed: 1, waiting: 2 });
  // half a minute without a new person
  await sql()`update activity set at = at - interval '31 seconds' where account_id = ${scope.accountId}`;
  expect(await status()).toMatchObject({ syncing: false, created: 3, licensed: 0, waiting: 0 });
});
