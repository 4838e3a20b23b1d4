import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { closeDatabase, type Sql, sql } from "../../db/client.ts";
import { listJobItems } from "../../db/queries/jobs.ts";
import { assignLicense } from "../../db/queries/license-changes.ts";
import { setPoolTotal } from "../../db/queries/licenses.ts";
import { createPerson } from "../../db/queries/people.ts";
import { addImportLines, applyImport, countPlans, createImport, discardImport } from "../../db/queries/people-import.ts";
import { findProfile, listProfiles } from "../../db/queries/profiles.ts";
import type { ScimScope } from "../../db/queries/scope.ts";
import { inTheMiddle } from "../../db/testing/in-the-middle.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import type { CsvLine } from "../people-csv.ts";
import type { PersonValues } from "../person.ts";
import { runJobBatch } from "./runner.ts";

afterAll(closeDatabase);
// jobs of all accounts are one line: none is left behind for the next test
afterEach(() => sql()`delete from jobs`);

const admin = { kind: "admin", id: newId() } as const;
let scope: ScimScope;
let poolId: string;

beforeEach(async () => {
  const account = await makeAccount();
  poolId = await makePool(account, 1);
  scope = await makeConfiguration(account);
});

const lines = (...people: (PersonValues & { license?: string })[]): CsvLine[] =>
  people.map(({ license, ...values }, index) => ({ line: index + 2, values, ...(license && { license }) }));

async function check(...people: Parameters<typeof lines>) {
  const id = await createImport(scope, admin, "people.csv");
  await addImportLines(scope, id, lines(...people), [{ id: poolId, name: "Sales Navigator Advanced" }]);
  const { rows } = await listJobItems(scope, id, { filter: undefined, page: 1, pageSize: 100 });
  return { id, plan: rows.map(({ plan, message }) => (message ? [plan, message] : [plan])) };
}

async function apply(id: string) {
  await applyImport(scope, admin, id);
  while (await runJobBatch());
  const { rows } = await listJobItems(scope, id, { filter: undefined, page: 1, pageSize: 100 });
  return rows.map(({ outcome, message }) => (message ? [outcome, message] : [outcome]));
}

const names = async () => {
  const { rows } = await listProfiles(scope, { sort: "name", descending: false, page: 1, pageSize: 100 });
  return rows.map(({ userName, title }) => [userName, title]);
};

describe("an upload", () => {
  it("says first what it would do, and does nothing until it is applied", async () => {
    await createPerson(scope, admin, { email: "here@example.com", title: "Clerk" });
    await createPerson(scope, admin, { email: "same@example.com", title: "Boss" });
    const { id, plan } = await check(
      { email: "new@example.com", title: "Chief" },
      { email: "HERE@example.com", title: "Head" },
      { email: "same@example.com", title: "Boss" },
      { uniqueId: "U-9" },
    );
    expect(plan).toEqual([
      ["new"],
      ["changed"],
      ["unchanged"],
      ["error", "Nobody has this unique ID. To add somebody, give an e-mail or a user name too."],
    ]);
    expect(await countPlans(scope, id)).toEqual({ new: 1, changed: 1, unchanged: 1, error: 1 });
    expect(await runJobBatch()).toBe(false);
    expect(await names()).toEqual([
      ["here@example.com", "Clerk"],
      ["same@example.com", "Boss"],
    ]);

    expect((await apply(id)).map(([outcome]) => outcome)).toEqual(["done", "done", "unchanged", "failed"]);
    expect(await names()).toEqual([
      ["here@example.com", "Head"],
      ["new@example.com", "Chief"],
      ["same@example.com", "Boss"],
    ]);
    await expect(applyImport(scope, admin, id)).rejects.toThrow("applied or discarded meanwhile");
  });

  it("finds people by unique ID, user name and e-mail, also whom an IdP sent, and takes contradictions for errors", async () => {
    await makeUser(scope, { userName: "ann", emails: [{ value: "ann@example.com" }] }, { externalId: "U-1" });
    await createPerson(scope, admin, { userName: "bo", uniqueId: "U-2" });
    const { plan } = await check(
      { uniqueId: "U-1", department: "Sales" },
      { email: "Ann@Example.com", location: "Oslo" },
      { userName: "ANN", location: "Oslo" },
      { uniqueId: "U-2", location: "Oslo" },
      { uniqueId: "U-2", userName: "ann" },
    );
    expect(plan).toEqual([
      ["changed"],
      ["changed"],
      ["changed"],
      ["changed"],
      ["error", "Unique ID, user name and e-mail of this line belong to different people."],
    ]);
  });

  it("leaves alone what an IdP owns and says so", async () => {
    const ann = await makeUser(scope, { userName: "ann", title: "Clerk" });
    const { id, plan } = await check({ userName: "ann", title: "Boss", location: "Oslo" });
    expect(plan).toEqual([["changed", "Title: your identity provider owns this, so it stays."]]);
    expect(await apply(id)).toEqual([["done", "Title: your identity provider owns this, so it stayed."]]);
    expect(await findProfile(scope, ann)).toMatchObject({ title: "Clerk", attributes: { addresses: [{ locality: "Oslo" }] } });
  });

  it("gives the licenses that its lines name, in their order; the others wait", async () => {
    const { id, plan } = await check(
      { email: "a@example.com", license: "sales navigator advanced" },
      { email: "b@example.com", license: "Sales Navigator Advanced" },
      { email: "c@example.com", license: "Golf" },
    );
    expect(plan[2]).toEqual(["error", "There is no license “Golf”. Licenses are: Sales Navigator Advanced."]);
    await apply(id);
    expect(await poolState(scope, poolId)).toMatchObject({ invited: 1, waiting: 1 });
    expect((await check({ email: "a@example.com", license: "Sales Navigator Advanced" })).plan).toEqual([
      ["unchanged", "Has Sales Navigator Advanced already."],
    ]);
    const { rows } = await listProfiles(scope, { sort: "name", descending: false, page: 1, pageSize: 9, license: "invited" });
    expect(rows.map(({ userName, licenses }) => [userName, licenses[0]?.reasons[0]?.kind])).toEqual([["a@example.com", "csv"]]);
  });

  it("takes the pools of all its lines in one order, like everybody else", async () => {
    const give = async (product: string, ...people: string[]) => {
      const pool = await setPoolTotal(scope, admin, { product, instance: product, licenseType: product, total: 5 });
      await assignLicense(scope, admin, pool.id, people);
      return pool.id;
    };
    const { id: ann } = await createPerson(scope, admin, { email: "ann@example.com" });
    const [second, third] = [await give("Learning"), await give("Elevate", ann)];
    const id = await createImport(scope, admin, "people.csv");
    await addImportLines(
      scope,
      id,
      lines({ email: "ann@example.com", license: "first" }, { email: "bob@example.com", license: "second" }),
      [
        { id: poolId, name: "first" },
        { id: second, name: "second" },
      ],
    );
    const lock = (pool: string) => (tx: Sql) => tx`select license_lock(${scope.accountId}, array[${pool}]::uuid[])`;
    let outcomes: unknown;
    await inTheMiddle(
      lock(second),
      async () => {
        outcomes = await apply(id);
      },
      lock(third),
    );
    expect(outcomes).toEqual([["done"], ["done"]]);
  });

  it("meets what happened since it was checked", async () => {
    const { id: here } = await createPerson(scope, admin, { email: "here@example.com" });
    await createPerson(scope, admin, { email: "leaves@example.com" });
    const { id } = await check(
      { email: "here@example.com", userName: "renamed" },
      { email: "late@example.com", title: "Boss" },
      { email: "leaves@example.com", title: "Boss" },
    );
    await createPerson(scope, admin, { userName: "renamed" });
    await createPerson(scope, admin, { email: "late@example.com" });
    await sql()`update users set deleted_at = now() where account_id = ${scope.accountId} and user_name = 'leaves@example.com'`;
    expect(await apply(id)).toEqual([
      ["failed", "Somebody else has this user name."],
      ["done"],
      ["failed", "This person is no longer in the account."],
    ]);
    expect(await findProfile(scope, here)).toMatchObject({ userName: "here@example.com" });
    expect(await names()).toContainEqual(["late@example.com", "Boss"]);
  });

  it("that is discarded is gone, and never another account's", async () => {
    const { id } = await check({ email: "a@example.com" });
    const other = await makeAccount();
    await discardImport(other, id);
    await expect(applyImport(other, admin, id)).rejects.toThrow("applied or discarded");
    await discardImport(scope, id);
    await expect(applyImport(scope, admin, id)).rejects.toThrow("applied or discarded");
    expect(await sql()`select from job_items`).toHaveLength(0);
  });
});
