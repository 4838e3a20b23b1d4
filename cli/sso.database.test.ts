import { expect, test } from "vitest";
import { findAccountBySlug } from "#db/queries/accounts.ts";
import { saveSingleSignOn, setOnlySingleSignOn } from "#db/queries/single-sign-on.ts";
import { system } from "#db/testing.ts";
import { run } from "./run.ts";

async function cli(...args: string[]) {
  let said = "";
  const out = (text: string) => {
    said += text;
  };
  return { code: await run(args, { out, err: out }), said };
}

test("the operator sees how admins sign in, lets passwords in again, and turns single sign-on off", async () => {
  await cli("account", "create", "--name", "Locked", "--slug", "locked");
  const inAccount = ["--account", "locked"];
  expect((await cli("sso", "show", ...inAccount)).said).toContain("never set up");
  const account = await findAccountBySlug("locked");
  const scope = { accountId: account?.id ?? "" };
  await saveSingleSignOn(scope, system, {
    ...{ issuer: "https://idp.example", clientId: "client", sealedSecret: "sealed text", domains: [], enabled: true },
    ...{ own: { email: "", sessionId: undefined }, seen: undefined },
  });
  await setOnlySingleSignOn(scope, system, true);
  const shown = await cli("sso", "show", ...inAccount);
  expect(shown.said).toMatch(/Single sign-on +on\nPasswords +refused\nIssuer +https:\/\/idp\.example\n/);
  expect(shown.said + (await cli("sso", "show", ...inAccount, "--json")).said).not.toContain("sealed");

  expect(await cli("sso", "accept-passwords", ...inAccount)).toEqual({ code: 0, said: "Passwords open Locked again.\n" });
  expect((await cli("sso", "show", ...inAccount)).said).toMatch(/Single sign-on +on\nPasswords +accepted/);
  expect((await cli("sso", "off", ...inAccount)).code).toBe(0);
  expect(await cli("sso", "off", ...inAccount)).toEqual({ code: 1, said: "Single sign-on is off already.\n" });
});
