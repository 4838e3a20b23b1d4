import { expect, test } from "vitest";
import { sql } from "#db/client.ts";
import { addMembers, createGroup } from "#db/queries/group-changes.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "#db/testing.ts";
import { newId } from "#lib/ids.ts";
import { digest } from "#lib/tokens.ts";
import { run } from "./run.ts";

process.env.APP_SECRET ??= "a secret of at least 32 characters";

async function said(args: string[]) {
  const result = { code: 0, out: "", err: "" };
  const out = (text: string) => {
    result.out += text;
  };
  const err = (text: string) => {
    result.err += text;
  };
  result.code = await run(args, { out, err });
  return result;
}

/** An account that the command line knows by its slug, with people who came over SCIM. */
async function makePeople(total: number, ...names: string[]) {
  const account = await makeAccount();
  await sql()`insert into lookups (kind, digest, account_id, row_id)
    values ('account', ${digest(account.accountId)}, ${account.accountId}, ${account.accountId})`;
  const poolId = await makePool(account, total);
  const scope = await makeConfiguration(account);
  const ids: string[] = [];
  for (const userName of names) ids.push(await makeUser(scope, { userName }));
  const inAccount = ["--account", account.accountId];
  const license = [...inAccount, "--instance", "Sales Navigator", "--license", "Advanced"];
  // a program reads it; what the tests expect is checked field by field
  const json = async (...args: string[]) => {
    const { code, out, err } = await said([...args, "--json"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    return JSON.parse(out);
  };
  const refusal = async (...args: string[]) => {
    const { code, out, err } = await said(args);
    expect({ code, out }).toEqual({ code: 1, out: "" });
    return err.trim();
  };
  return { account, poolId, scope, ids, inAccount, license, json, refusal };
}

test("licenses are assigned in the order that was typed, returned, and their invitations have a link", async () => {
  const { license, json, refusal } = await makePeople(1, "ann", "ben");
  expect(await json("license", "assign", "ben", "ANN", ...license)).toMatchObject([
    { userName: "ben", license: "invited" },
    { userName: "ann", license: "waiting", position: 1 },
  ]);
  expect((await json("invitation", "link", "ben", ...license)).url).toMatch(/^http:\/\/localhost:\d+\/activate\/\S+$/);
  expect(await refusal("invitation", "link", "ann", ...license)).toContain("no open invitation");
  expect(await json("license", "return", "ben", ...license, "--why", "left")).toMatchObject([{ license: "none" }]);
  expect(await json("license", "assign", "ann", ...license)).toMatchObject([{ license: "invited" }]);
  // nothing changes when one of them is unknown
  expect(await refusal("license", "return", "ann", "cid", ...license)).toContain('There is no person "cid"');
  expect((await json("invitation", "link", "ann", ...license)).url).toContain("/activate/");
});

test("whether invitations count is set, and refused where it would oversell", async () => {
  const { license, json, refusal } = await makePeople(1, "ann", "ben");
  expect(await json("pool", "counts-invited", "off", ...license)).toMatchObject({ countsInvited: false });
  await json("license", "assign", "ann", "ben", ...license);
  expect(await refusal("pool", "counts-invited", "on", ...license)).toContain("More people are invited than there are licenses");
  expect(await refusal("pool", "counts-invited", "maybe", ...license)).toBe('Say on or off, not "maybe".');
});

test("people are suspended, and a deleted one is restored or erased", async () => {
  const { inAccount, json, refusal, ids, scope } = await makePeople(1, "ann");
  await json("person", "suspend", "ann", ...inAccount);
  expect(await refusal("person", "suspend", "ann", ...inAccount)).toBe("ann is suspended already.");
  await json("person", "unsuspend", ids[0] ?? "", ...inAccount);
  expect(await refusal("person", "unsuspend", "ann", ...inAccount)).toBe("ann is not suspended.");
  for (const what of ["restore", "erase"])
    expect(await refusal("person", what, "ann", ...inAccount)).toContain("no deleted person");
  await sql()`update users set deleted_at = now(), active = false where account_id = ${scope.accountId} and id = ${ids[0] ?? ""}`;
  await json("person", "restore", "ann", ...inAccount);
  await sql()`update users set deleted_at = now(), active = false where account_id = ${scope.accountId} and id = ${ids[0] ?? ""}`;
  await json("person", "erase", "ann", ...inAccount);
  expect(await refusal("person", "restore", ids[0] ?? "", ...inAccount)).toContain("no deleted person");
});

test("a rule gives the people of a group a license until it is removed", async () => {
  const { account, inAccount, license, json, refusal, ids } = await makePeople(5, "ann", "ben");
  const admin = { kind: "admin", id: newId() } as const;
  await addMembers(account, admin, await createGroup(account, admin, "Field sales"), ids);
  const { id } = await json("rule", "add", "--group", "field sales", ...license);
  expect(await refusal("rule", "add", "--group", "Field sales", ...license)).toContain("already gives");
  expect(await refusal("rule", "add", "--group", "Nobody", ...license)).toContain('There is no group "Nobody"');
  expect(await json("rule", "list", ...inAccount)).toMatchObject([{ id, groupName: "Field sales", position: 1 }]);
  expect((await json("pool", "list", ...inAccount))[0]).toMatchObject({ invited: 2 });
  await json("rule", "remove", id, ...inAccount);
  expect((await json("pool", "list", ...inAccount))[0]).toMatchObject({ invited: 0 });
  expect(await refusal("rule", "remove", id, ...inAccount)).toContain("does not exist");
});

test("the share of a mass leave is shown and set, and without one there is nothing to decide", async () => {
  const { inAccount, json, refusal } = await makePeople(1);
  expect(await json("mass-leave", "threshold", ...inAccount)).toEqual({ percent: 10 });
  expect(await json("mass-leave", "threshold", "0", ...inAccount)).toEqual({ percent: 0 });
  for (const wrong of ["101", "1.5", "x"])
    expect(await refusal("mass-leave", "threshold", wrong, ...inAccount)).toContain("from 0 to 100");
  expect(await json("mass-leave", "list", ...inAccount)).toEqual([]);
  for (const what of ["restore", "release"])
    expect(await refusal("mass-leave", what, ...inAccount)).toBe("No mass leave waits for a decision.");
});
