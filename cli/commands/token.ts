import type { Command } from "commander";
import { createToken, listTokens, revokeToken, type TokenLifetime, type TokenRow } from "#db/queries/tokens.ts";
import { AppError } from "#lib/errors.ts";
import { isId } from "#lib/ids.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";
import { expiresOption, findConfiguration } from "./configuration.ts";

type ListOptions = { account: string; configuration: string };
type CreateOptions = ListOptions & { expires: TokenLifetime };

export function tokenCommands(program: Command): void {
  const token = program.command("token").description("access tokens of a SCIM configuration");
  const configurationOption = ["--configuration <configuration>", "the configuration, by id or name"] as const;

  addCommand<CreateOptions>(token, "create", "add an access token", create)
    .requiredOption(...accountOption)
    .requiredOption(...configurationOption)
    .addOption(expiresOption());

  addCommand<ListOptions>(token, "list", "list the access tokens of a configuration", list)
    .requiredOption(...accountOption)
    .requiredOption(...configurationOption);

  addCommand<{ account: string }>(token, "revoke <token-id>", "revoke an access token for good", revoke).requiredOption(
    ...accountOption,
  );
}

async function create(options: CreateOptions) {
  const scope = await accountOf(options);
  const { id: configurationId } = await findConfiguration(scope, options.configuration);
  const { id, token, expiresAt } = await createToken(scope, operator, { configurationId, lifetime: options.expires });
  return {
    json: { tokenId: id, token, expiresAt },
    text: facts({ "Access token": token, "Token id": id, Expires: expiresAt, Note: "The access token is shown only now." }),
  };
}

async function list(options: ListOptions) {
  const scope = await accountOf(options);
  const { id: configurationId } = await findConfiguration(scope, options.configuration);
  const tokens = (await listTokens(scope, configurationId)).map((row) => ({
    id: row.id,
    token: `…${row.hint}`,
    state: stateOf(row),
    created: row.createdAt,
    expires: row.expiresAt,
    "last used": row.lastUsedAt,
  }));
  return { json: tokens, text: table(tokens, "This configuration has no access tokens.") };
}

function stateOf({ revokedAt, expiresAt }: TokenRow): "active" | "expired" | "revoked" {
  if (revokedAt) return "revoked";
  return expiresAt <= new Date() ? "expired" : "active";
}

async function revoke(options: { account: string }, tokenId: string) {
  const scope = await accountOf(options);
  if (!isId(tokenId)) throw new AppError("not_found", `There is no access token "${tokenId}" in this account.`);
  await revokeToken(scope, operator, tokenId);
  return { json: { tokenId, revoked: true }, text: "Revoked. Calls with this token are refused from now on." };
}
