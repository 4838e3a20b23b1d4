import { describe, expect, it } from "vitest";
import { findKinds } from "../../lib/find-kinds.ts";
import { newId } from "../../lib/ids.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, system } from "../testing.ts";
import { createAdmin } from "./admins.ts";
import { findByText } from "./find.ts";
import type { Scope } from "./scope.ts";

async function makeNamesakes() {
  const account = await makeAccount();
  await makePool(account, 1);
  const configuration = await makeConfiguration(account);
  const user = (userName: string, displayName: string, externalId?: string) =>
    makeUser(configuration, { userName, displayName, emails: [{ value: userName, primary: true }] }, { externalId });
  const ann = await user("ann@example.com", "Ann Müller", "emp-1");
  await user("bob@example.com", "Bob 100%_sure");
  const { id: admin } = await createAdmin(account, system, {
    ...{ email: `${newId()}@example.com`, name: "Ann Admin", role: "sub", passwordHash: undefined },
  });
  return { account, configuration, ann, admin };
}

const names = async (scope: Scope, text: string) =>
  (await findByText(scope, text, findKinds)).map(({ kind, name }) => `${kind} ${name}`);

describe("the command palette finds", () => {
  it("people by words of name and e-mail in any case, by ID, and admins and configurations by name", async () => {
    const { account, ann, configuration } = await makeNamesakes();
    expect(await names(account, "MÜLLER ann")).toEqual(["person Ann Müller"]);
    expect(await names(account, "ann")).toEqual(["person Ann Müller", "admin Ann Admin"]);
    expect(await names(account, "emp-1")).toEqual(["person Ann Müller"]);
    expect(await names(account, ann)).toEqual(["person Ann Müller"]);
    expect(await names(account, "test")).toEqual(["configuration Test"]);
    expect(await names(account, configuration.configurationId)).toEqual(["configuration Test"]);
  });

  it("a percent sign and an underscore as they are", async () => {
    const { account } = await makeNamesakes();
    expect(await names(account, "100%_")).toEqual(["person Bob 100%_sure"]);
    expect(await names(account, "%")).toEqual(["person Bob 100%_sure"]);
    expect(await names(account, "   ")).toEqual([]);
  });

  it("only the kinds that were asked for, and nothing of another account", async () => {
    const { account, ann, admin } = await makeNamesakes();
    expect((await findByText(account, "ann", ["admin"])).map(({ id }) => id)).toEqual([admin]);
    const stranger = await makeAccount();
    for (const text of ["ann", ann, "emp-1", admin, "test"]) expect(await names(stranger, text)).toEqual([]);
  });
});
