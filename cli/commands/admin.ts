import { type Command, Option } from "commander";
import { z } from "zod";
import { createAdmin, listAdmins, type Role, resetPassword } from "#db/queries/admins.ts";
import { AppError } from "#lib/errors.ts";
import { hashPassword, newPassword, passwordLength } from "#lib/passwords.ts";
import { accountOf, accountOption, addCommand, facts, operator, table } from "../command.ts";

type CreateOptions = { account: string; email: string; name: string; role: Role; password?: string };

export function adminCommands(program: Command): void {
  const admin = program.command("admin").description("people who sign in");
  const password = ["--password <password>", "generated and shown once when left out"] as const;

  addCommand<CreateOptions>(admin, "create", "make somebody an admin of an account", create)
    .requiredOption(...accountOption)
    .requiredOption("--email <email>", "what they sign in with")
    .requiredOption("--name <name>", "their name")
    .addOption(new Option("--role <role>", "Full admin or Sub admin").choices(["full", "sub"]).makeOptionMandatory())
    .option(...password);

  addCommand<{ email: string; password?: string }>(admin, "reset-password", "set a new password and end all sessions", reset)
    .requiredOption("--email <email>", "what they sign in with")
    .option(...password);

  addCommand<{ account: string }>(admin, "list", "list the admins of an account", list).requiredOption(...accountOption);
}

async function create(options: CreateOptions) {
  const account = await accountOf(options);
  const email = checkEmail(options.email);
  const password = checkPassword(options.password);
  const { name, role } = options;
  const created = await createAdmin(account, operator, { email, name, role, passwordHash: await hashPassword(password) });
  const shown = created.newIdentity ? shownPassword(options.password, password) : undefined;
  return {
    json: { id: created.id, email, role, password: shown, newIdentity: created.newIdentity },
    text: facts({ Admin: email, Role: role, Account: account.name, Password: created.newIdentity ? shown : theirOwn }),
  };
}

/** Who holds an invitation link of any account may have chosen it: an operator must know that it opens this account now. */
const theirOwn = `as before: whoever signs in with this email chose it. "admin reset-password" ends that.`;

async function reset(options: { email: string; password?: string }) {
  const email = checkEmail(options.email);
  const password = checkPassword(options.password);
  await resetPassword(operator, email, await hashPassword(password));
  const shown = shownPassword(options.password, password);
  return { json: { email, password: shown }, text: facts({ Admin: email, Password: shown }) };
}

async function list(options: { account: string }) {
  const admins = await listAdmins(await accountOf(options));
  const rows = admins.map(({ email, name, role, createdAt }) => ({ email, name, role, created: createdAt }));
  return { json: admins, text: table(rows, "This account has no admins.") };
}

function checkEmail(email: string): string {
  if (!z.email().safeParse(email).success) throw new AppError("invalid", `"${email}" is not an email address.`);
  return email;
}

function checkPassword(password = newPassword()): string {
  const { min, max } = passwordLength;
  if (password.length < min || password.length > max)
    throw new AppError("invalid", `A password has ${min} to ${max} characters.`);
  return password;
}

/** A password that somebody typed is not repeated. */
const shownPassword = (given: string | undefined, password: string) => (given === undefined ? password : undefined);
