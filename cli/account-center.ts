#!/usr/bin/env node
import { Command } from "commander";
import { closeDatabase } from "#db/client.ts";
import { accountCommands } from "./commands/account.ts";
import { adminCommands } from "./commands/admin.ts";
import { configurationCommands } from "./commands/configuration.ts";
import { poolCommands } from "./commands/pool.ts";
import { tokenCommands } from "./commands/token.ts";
import { explain } from "./explain.ts";

// The operator's tool: it works on the database itself, beside a running server, and everything it does is in the activity log.
const program = new Command("account-center").description("Accounts, admins, SCIM configurations, access tokens and licenses.");
for (const add of [accountCommands, adminCommands, configurationCommands, tokenCommands, poolCommands]) add(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
await close();

async function close(): Promise<void> {
  try {
    await closeDatabase();
  } catch {
    // without settings there is no database to close, and that has been explained
  }
}
