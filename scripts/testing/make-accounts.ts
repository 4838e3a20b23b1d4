// Makes accounts for tests over HTTP. One process for many: the command line takes half a second to load for each.
// A line on stdin is the slug of the account to make, the answer on stdout is { account, configuration } as JSON.
import { createInterface } from "node:readline";
import { createAccount } from "../../db/queries/accounts.ts";
import { createConfiguration } from "../../db/queries/configurations.ts";
import { setPoolTotal } from "../../db/queries/licenses.ts";
import { env } from "../../lib/env.ts";
import { tenantUrl } from "../../lib/origin.ts";

const system = { kind: "system" } as const;
/** A license type that opens SCIM, bought fifty times; the configuration does not assign it. */
const pool = { product: "Sales Navigator", instance: "Sales Navigator", licenseType: "Advanced", total: 50 } as const;

for await (const slug of createInterface({ input: process.stdin })) {
  const { id } = await createAccount(system, { name: slug, slug });
  const scope = { accountId: id };
  await setPoolTotal(scope, system, pool);
  const { id: configurationId, token } = await createConfiguration(scope, system, {
    name: "Test",
    poolId: undefined,
    notificationEmail: undefined,
    notifyOnFailure: false,
    lifetime: "1y",
  });
  const url = tenantUrl(env.publicOrigin ?? `http://localhost:${env.port}`);
  const configuration = { configurationId, tenantUrl: url, tokenId: token.id, token: token.token, expiresAt: token.expiresAt };
  process.stdout.write(`${JSON.stringify({ account: slug, configuration })}\n`);
}
process.exit();
