import { Command, CommanderError } from "commander";
import { accountCommands } from "./commands/account.ts";
import { adminCommands } from "./commands/admin.ts";
import { configurationCommands } from "./commands/configuration.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { licenseCommands } from "./commands/license.ts";
import { massLeaveCommands } from "./commands/mass-leave.ts";
import { personCommands } from "./commands/person.ts";
import { poolCommands } from "./commands/pool.ts";
import { ruleCommands } from "./commands/rule.ts";
import { ssoCommands } from "./commands/sso.ts";
import { tokenCommands } from "./commands/token.ts";
import { explain } from "./explain.ts";

type Output = { out(text: string): void; err(text: string): void };

const commands = [
  ...[accountCommands, adminCommands, ssoCommands, configurationCommands, tokenCommands],
  ...[poolCommands, licenseCommands, ruleCommands, personCommands, massLeaveCommands, doctorCommand],
];

/**
 * The operator's tool: it works on the database itself, beside a running server, and everything it does is in the activity log.
 * Returns the exit code.
 */
export async function run(args: readonly string[], { out, err }: Output): Promise<number> {
  const program = new Command("account-center")
    .description("Accounts, admins, SCIM configurations, access tokens, licenses and people.")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });
  for (const add of commands) add(program);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode; // commander has told it already
    err(`${explain(error)}\n`);
    return 1;
  }
}
