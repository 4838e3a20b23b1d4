import type { Command } from "commander";
import { findAccountBySlug, listAccounts } from "#db/queries/accounts.ts";
import { examine, repair } from "#db/queries/doctor.ts";
import { AppError } from "#lib/errors.ts";
import { addCommand, table } from "../command.ts";

type Options = { account?: string; fix?: boolean };

export function doctorCommand(program: Command): void {
  addCommand<Options>(program, "doctor", "check that people, links, groups and licenses agree, beside a running server", doctor)
    .option("--account <slug>", "only this account")
    .option("--fix", "repair what is wrong");
}

async function doctor({ account, fix }: Options) {
  const accounts = account ? [await named(account)] : await listAccounts();
  const found = [];
  for (const { id, slug } of accounts) {
    const scope = { accountId: id };
    const findings = await examine(scope);
    found.push(...findings.map((finding) => ({ account: slug, ...finding })));
    if (!fix || findings.length === 0) continue;
    await repair(scope, findings);
    const left = await examine(scope);
    if (left.length > 0) throw new AppError("conflict", `Not everything could be repaired:\n${table(left, "")}`);
  }
  // a script that runs it must see that something is wrong
  if (found.length > 0 && !fix) throw new AppError("conflict", `${table(found, "")}\nRun it with --fix to repair this.`);
  const text = found.length > 0 ? `${table(found, "")}\nRepaired.` : "Everything holds.";
  return { json: found, text };
}

async function named(slug: string) {
  const account = await findAccountBySlug(slug);
  if (!account) throw new AppError("not_found", `There is no account "${slug}". "account list" shows those there are.`);
  return account;
}
