import { expect, it } from "vitest";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import { createAccount, findAccountBySlug, getAccount, listAccounts, renameAccount, slugOf } from "./accounts.ts";

it("an account is found by its slug and by no other text", async () => {
  const account = await createAccount(system, { name: "Northern Mills", slug: "northern-mills" });
  expect(await findAccountBySlug("northern-mills")).toEqual(account);
  expect(await findAccountBySlug("Northern-Mills")).toBeUndefined();
  expect(await findAccountBySlug("northern-mill")).toBeUndefined();
});

it("of ten creates at once with one slug one succeeds, and nothing remains of the others", async () => {
  const tries = Array.from({ length: 10 }, () => createAccount(system, { name: "Twice", slug: "twice" }));
  const results = await Promise.allSettled(tries);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ code: "conflict", fields: { slug: expect.any(String) } });
  }
  expect(await sql()`select 1 from accounts where slug = 'twice'`).toHaveLength(1);
  const [row] = await sql()`select count(*)::int from activity a join accounts c on c.id = a.account_id where c.slug = 'twice'`;
  expect(row?.count).toBe(1);
});

it("a slug is for typing", async () => {
  for (const slug of ["", "-a", "a-", "a--b", "Aa", "a b", "ä"]) {
    await expect(createAccount(system, { name: "x", slug }), slug).rejects.toMatchObject({ code: "invalid" });
  }
  expect(slugOf("Müller & Sons, Ltd.")).toBe("muller-sons-ltd");
  expect(slugOf("日本")).toBe("");
});

it("the operator's list counts the admins of each account", async () => {
  const { accountId } = await makeAccount();
  expect((await listAccounts()).find(({ id }) => id === accountId)).toMatchObject({ admins: 0 });
});

it("an account is renamed by who saw its present name, and the log says what it was", async () => {
  const scope = await makeAccount();
  await renameAccount(scope, system, { name: "Northern Mills", seen: "Test account" });
  await expect(renameAccount(scope, system, { name: "Other", seen: "Test account" })).rejects.toMatchObject({ code: "conflict" });
  expect(await getAccount(scope)).toMatchObject({ name: "Northern Mills" });
  const rows = await sql()`select changes from activity where account_id = ${scope.accountId} and action = 'account.renamed'`;
  expect(rows.map(({ changes }) => changes)).toEqual([{ name: ["Test account", "Northern Mills"] }]);
});
