import { type Command, Option } from "commander";
import {
  type ConfigurationRow,
  createConfiguration,
  deleteConfiguration,
  listConfigurations,
} from "#db/queries/configurations.ts";
import type { Scope } from "#db/queries/scope.ts";
import { type TokenLifetime, tokenLifetimes } from "#db/queries/tokens.ts";
import { AppError } from "#lib/errors.ts";
import { publicOrigin, tenantUrl } from "#lib/origin.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";
import { findPool } from "../named.ts";

type CreateOptions = {
  account: string;
  name: string;
  autoAssign?: boolean;
  instance?: string;
  license?: string;
  notificationEmail?: string;
  expires: TokenLifetime;
};

export const expiresOption = () =>
  new Option("--expires <lifetime>", "how long the token works").choices(Object.keys(tokenLifetimes)).default("1y");

export function configurationCommands(program: Command): void {
  const configuration = program.command("configuration").description("SCIM configurations");

  addCommand<CreateOptions>(configuration, "create", "create a configuration with its first access token", create)
    .requiredOption(...accountOption)
    .requiredOption("--name <name>", "its name")
    .option("--auto-assign", "give licenses to active people, first come, first served")
    .option("--instance <name>", "application instance, with --auto-assign")
    .option("--license <type>", "license type, with --auto-assign")
    .option("--notification-email <email>", "who gets an email when provisioning fails")
    .addOption(expiresOption());

  addCommand<{ account: string }>(configuration, "list", "list the configurations of an account", list).requiredOption(
    ...accountOption,
  );

  addCommand<{ account: string }>(
    configuration,
    "delete <configuration>",
    "delete a configuration, by id or name: its tokens stop working and what only it gave returns",
    remove,
  ).requiredOption(...accountOption);
}

async function create(options: CreateOptions) {
  const account = await accountOf(options);
  const created = await createConfiguration(account, operator, {
    name: options.name,
    poolId: await poolOf(account, options),
    notificationEmail: options.notificationEmail,
    notifyOnFailure: options.notificationEmail !== undefined,
    lifetime: options.expires,
  });
  const { id: tokenId, token, expiresAt } = created.token;
  const url = tenantUrl(publicOrigin());
  return {
    json: { configurationId: created.id, tenantUrl: url, tokenId, token, expiresAt },
    text: facts({
      Configuration: created.id,
      "Tenant URL": url,
      "Access token": token,
      "Token id": tokenId,
      Expires: expiresAt,
      Note: "The access token is shown only now.",
    }),
  };
}

async function poolOf(scope: Scope, { autoAssign, instance, license }: CreateOptions): Promise<string | undefined> {
  if (!autoAssign) {
    if (instance ?? license) throw new AppError("invalid", "--instance and --license need --auto-assign.");
    return undefined;
  }
  return (await findPool(scope, { instance, license }, ({ scim }) => scim !== "none")).id;
}

async function list(options: { account: string }) {
  const configurations = await listConfigurations(await accountOf(options));
  const rows = configurations.map(({ id, name, license, activeTokens, lastCallAt, linkedPeople }) => ({
    id,
    name,
    "auto-assign": license && `${license.instanceName}: ${license.licenseType}`,
    tokens: activeTokens,
    people: linkedPeople,
    "last call": lastCallAt,
  }));
  return { json: configurations, text: table(rows, "This account has no SCIM configurations.") };
}

async function remove(options: { account: string }, given: string) {
  const scope = await accountOf(options);
  const { id, name } = await findConfiguration(scope, given);
  await deleteConfiguration(scope, operator, id);
  return { json: { id, deleted: true }, text: `Deleted "${name}".` };
}

/** The configuration with this id, or the only one with this name. */
export async function findConfiguration(scope: Scope, given: string): Promise<ConfigurationRow> {
  const all = await listConfigurations(scope);
  const found = all.filter(({ id, name }) => id === given || name === given);
  const [only] = found;
  if (!only) throw new AppError("not_found", `There is no SCIM configuration "${given}" in this account.`);
  if (found.length > 1) throw new AppError("conflict", `${found.length} configurations are called "${given}". Give the id.`);
  return only;
}
