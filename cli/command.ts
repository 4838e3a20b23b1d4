import { Command } from "commander";
import { type Account, findAccountBySlug } from "#db/queries/accounts.ts";
import { AppError } from "#lib/errors.ts";

/** Whoever runs the command line is the operator, not an admin. */
export const operator = { kind: "system" } as const;

/** What a command answers: the same facts for a program and for a person. */
export type Answer = { json: unknown; text: string };

/** Adds a command that can answer in JSON; everything else about it is commander's. */
export function addCommand<Options>(parent: Command, usage: string, description: string, run: Run<Options>): Command {
  return parent
    .command(usage)
    .description(description)
    .option("--json", "answer in JSON")
    .action(async (...given: unknown[]) => {
      const command = given.pop();
      if (!(command instanceof Command)) throw new Error("commander passes the command last");
      const options = command.opts<Options & { json?: boolean }>();
      const { json, text } = await run(options, ...command.args);
      command.configureOutput().writeOut?.(`${options.json ? JSON.stringify(json, null, 2) : text}\n`);
    });
}

type Run<Options> = (options: Options, ...args: string[]) => Promise<Answer>;

/** The account that `--account` names. */
export async function accountOf(options: { account: string }): Promise<Account & { accountId: string }> {
  const account = await findAccountBySlug(options.account);
  if (!account)
    throw new AppError("not_found", `There is no account "${options.account}". "account list" shows those there are.`);
  return { ...account, accountId: account.id };
}

export const accountOption = ["--account <slug>", "the account, by its slug"] as const;

/** Rows under their headings, as wide as they need to be. */
export function table<Row extends object>(rows: readonly Row[], empty: string): string {
  const [first] = rows;
  if (!first) return empty;
  const headings = Object.keys(first);
  const lines = [headings, ...rows.map((row) => headings.map((heading) => cell(Reflect.get(row, heading))))];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "-";
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace("T", " ");
  return String(value);
}

/** One fact per line. */
export function facts(pairs: Record<string, unknown>): string {
  const width = Math.max(...Object.keys(pairs).map((name) => name.length));
  return Object.entries(pairs)
    .map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}`)
    .join("\n");
}
