import type { Command } from "commander";
import { findSingleSignOn, setOnlySingleSignOn, turnOffSingleSignOn } from "#db/queries/single-sign-on.ts";
import { accountOf, accountOption, addCommand, facts, operator } from "../command.ts";

type Options = { account: string };

export function ssoCommands(program: Command): void {
  const sso = program.command("sso").description("single sign-on of admins");
  addCommand<Options>(sso, "show", "show how the admins of an account sign in", show).requiredOption(...accountOption);
  addCommand<Options>(
    sso,
    "accept-passwords",
    "let passwords open an account again, beside single sign-on",
    acceptPasswords,
  ).requiredOption(...accountOption);
  addCommand<Options>(sso, "off", "turn single sign-on off; passwords open the account again", turnOff).requiredOption(
    ...accountOption,
  );
}

async function show(options: Options) {
  const account = await accountOf(options);
  const current = await findSingleSignOn(account);
  if (!current) return { json: null, text: "Its admins sign in with email and password; single sign-on was never set up." };
  const { issuer, clientId, domains, enabled, only } = current;
  return {
    json: { issuer, clientId, domains, enabled, only },
    text: facts({
      "Single sign-on": enabled ? "on" : "off",
      Passwords: only ? "refused" : "accepted",
      Issuer: issuer,
      "Client ID": clientId,
      "Email domains": domains.join(", ") || "any",
    }),
  };
}

async function acceptPasswords(options: Options) {
  const account = await accountOf(options);
  await setOnlySingleSignOn(account, operator, false);
  return { json: { only: false }, text: `Passwords open ${account.name} again.` };
}

async function turnOff(options: Options) {
  const account = await accountOf(options);
  await turnOffSingleSignOn(account, operator);
  return { json: { enabled: false, only: false }, text: `Single sign-on of ${account.name} is off; passwords open it.` };
}
