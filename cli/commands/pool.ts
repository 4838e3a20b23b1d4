import type { Command } from "commander";
import { setCountsInvited } from "#db/queries/license-changes.ts";
import { listPools, setPoolTotal } from "#db/queries/licenses.ts";
import type { Scope } from "#db/queries/scope.ts";
import { licenseTypes, products } from "#lib/catalogue.ts";
import { AppError } from "#lib/errors.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";
import { findPool, instanceOption, licenseOption, type PoolOptions } from "../named.ts";

type SetOptions = { account: string; instance: string; product?: string; license: string; total: string };

export function poolCommands(program: Command): void {
  const pool = program.command("pool").description("bought licenses");

  addCommand<SetOptions>(pool, "set", "set how many licenses were bought; makes what is missing", set)
    .requiredOption(...accountOption)
    .requiredOption(...instanceOption)
    .requiredOption(...licenseOption)
    .requiredOption("--total <number>", "how many")
    .option("--product <product>", `of a new instance: ${products.join(", ")}`);

  addCommand<PoolOptions & { account: string }>(
    pool,
    "counts-invited <on-or-off>",
    "whether an invitation uses a license, or only an activation does",
    countsInvited,
  )
    .requiredOption(...accountOption)
    .requiredOption(...instanceOption)
    .requiredOption(...licenseOption);

  addCommand<{ account: string }>(pool, "list", "list the license pools of an account", list).requiredOption(...accountOption);
}

async function set(options: SetOptions) {
  const scope = await accountOf(options);
  const { instance, license: licenseType } = options;
  const total = countOf(options.total);
  const product = options.product ?? (await productOf(scope, instance, licenseType));
  const { id } = await setPoolTotal(scope, operator, { product, instance, licenseType, total });
  return {
    json: { id, product, instance, license: licenseType, total },
    text: facts({ Pool: `${instance}: ${licenseType}`, Total: total, Id: id }),
  };
}

async function countsInvited(options: PoolOptions & { account: string }, given: string) {
  if (given !== "on" && given !== "off") throw new AppError("invalid", `Say on or off, not "${given}".`);
  const scope = await accountOf(options);
  const pool = await findPool(scope, options);
  await setCountsInvited(scope, operator, pool.id, given === "on");
  return {
    json: { poolId: pool.id, countsInvited: given === "on" },
    text: given === "on" ? "An invitation uses a license." : "Only an activation uses a license.",
  };
}

function countOf(text: string): number {
  const total = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw new AppError("invalid", `--total must be a whole number from 0, not "${text}".`);
  return total;
}

/** An instance keeps its product; a new one has the product of its name, else the only one that sells this license type. */
async function productOf(scope: Scope, instance: string, licenseType: string): Promise<string> {
  const existing = (await listPools(scope)).find(({ instanceName }) => instanceName === instance);
  if (existing) return existing.product;
  if (products.includes(instance)) return instance;
  const selling = licenseTypes.filter(({ name }) => name === licenseType);
  if (selling.length === 1 && selling[0]) return selling[0].product;
  throw new AppError("invalid", `--product is needed for the new instance "${instance}": ${products.join(", ")}.`);
}

async function list(options: { account: string }) {
  const pools = await listPools(await accountOf(options));
  const rows = pools.map(({ id: _, instanceId: __, scim: ___, createdAt: ____, instanceName, countsInvited, ...numbers }) => ({
    instance: instanceName,
    ...numbers,
    "counts invited": countsInvited ? "on" : "off",
  }));
  return { json: pools, text: table(rows, "This account has no licenses.") };
}
