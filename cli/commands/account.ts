import type { Command } from "commander";
import { createAccount, listAccounts, slugOf } from "#db/queries/accounts.ts";
import { addCommand, facts, operator, table } from "../command.ts";

export function accountCommands(program: Command): void {
  const account = program.command("account").description("customer organisations");

  addCommand<{ name: string; slug?: string }>(account, "create", "create an account", create)
    .requiredOption("--name <name>", "its name on every screen")
    .option("--slug <slug>", "its short name for this command line; made from the name when left out");

  addCommand(account, "list", "list all accounts", list);
}

async function create({ name, slug = slugOf(name) }: { name: string; slug?: string }) {
  const { id } = await createAccount(operator, { name, slug });
  return { json: { id, name, slug }, text: facts({ Account: name, Slug: slug, Id: id }) };
}

async function list() {
  const accounts = await listAccounts();
  const rows = accounts.map(({ slug, name, admins, createdAt }) => ({ slug, name, admins, created: createdAt }));
  return { json: accounts, text: table(rows, 'There is no account yet. "account create --name <name>" makes one.') };
}
