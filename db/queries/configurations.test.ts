import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, setActive, system, violations } from "../testing.ts";
import { deleteConfiguration, findConfiguration, leaveCutOff, listConfigurations } from "./configurations.ts";
import { createGroup } from "./groups.ts";
import { findProfile } from "./profiles.ts";
import type { ScimScope } from "./scope.ts";

async function accountWithPool(total: number) {
  const account = await makeAccount();
  const poolId = await makePool(account, total);
  return { account, poolId, scope: await makeConfiguration(account, poolId) };
}

const people = (count: number, prefix = "person") =>
  Array.from({ length: count }, (_, index) => ({ userName: `${prefix}${index}` }));

async function leftOf({ accountId, configurationId }: ScimScope) {
  const [row] = await sql()`
    select (select count(*)::int from provisioning_links l
             where l.account_id = ${accountId} and l.configuration_id = ${configurationId} and l.deleted_at is null) as links,
           (select count(*)::int from assignment_reasons r
             where r.account_id = ${accountId} and r.source_id = ${configurationId}) as reasons`;
  return row;
}

describe("deleting a configuration", () => {
  it("returns what only it gave to who waits, and people whom nothing else holds leave Users", async () => {
    const { account, poolId, scope } = await accountWithPool(1);
    const other = await makeConfiguration(account, poolId);
    const ann = await makeUser(scope, { userName: "ann" });
    const bob = await makeUser(other, { userName: "bob" });
    await deleteConfiguration(account, system, scope.configurationId);
    expect(await findProfile(account, ann)).toBeUndefined();
    expect(await findProfile(account, bob)).toMatchObject({ licenses: [{ state: "invited" }] });
    expect(violations(await poolState(account, poolId))).toEqual([]);
    expect(await findConfiguration(account, scope.configurationId)).toBeUndefined();
    expect(await listConfigurations(account)).toHaveLength(1);
  });

  it("is refused the second time, for another account's and for no id", async () => {
    const { account, scope } = await accountWithPool(1);
    const foreign = await makeAccount();
    const refused = expect.objectContaining({ code: "not_found" });
    await expect(deleteConfiguration(foreign, system, scope.configurationId)).rejects.toEqual(refused);
    await deleteConfiguration(account, system, scope.configurationId);
    await expect(deleteConfiguration(account, system, scope.configurationId)).rejects.toEqual(refused);
    await expect(deleteConfiguration(account, system, "nonsense")).rejects.toEqual(refused);
  });

  it("while others write the same people and pools nothing deadlocks", async () => {
    for (let round = 0; round < 5; round++) {
      const { account, poolId, scope } = await accountWithPool(20);
      const other = await makeConfiguration(account, poolId);
      const ids = await Promise.all(people(60).map((person) => makeUser(scope, person)));
      for (const id of ids) await setActive(other, id, true);
      await Promise.all([
        deleteConfiguration(account, system, scope.configurationId),
        ...ids.map((id) => setActive(other, id, false).then(() => setActive(other, id, true))),
      ]);
      expect(violations(await poolState(account, poolId))).toEqual([]);
      expect(await leftOf(scope)).toEqual({ links: 0, reasons: 0 });
    }
  }, 120_000);

  it("ends writes that arrive meanwhile: nobody is left behind with a license that nobody can return", async () => {
    const { account, poolId, scope } = await accountWithPool(500);
    await Promise.all(people(100).map((person) => makeUser(scope, person)));
    const late = people(40, "late").map((person) => makeUser(scope, person));
    const group = { id: newId(), activityId: newId(), at: new Date(), displayName: "Late", externalId: undefined, add: [] };
    const results = await Promise.allSettled([
      deleteConfiguration(account, system, scope.configurationId),
      ...late,
      createGroup(scope, group),
      ...people(40, "later").map((person) => makeUser(scope, person)),
    ]);
    const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason.code] : []));
    expect(refusals.filter((code) => code !== "AC401")).toEqual([]);
    expect(await leftOf(scope)).toEqual({ links: 0, reasons: 0 });
    expect(await poolState(account, poolId)).toMatchObject({ invited: 0, waiting: 0 });
    await expect(makeUser(scope, { userName: "afterwards" })).rejects.toMatchObject({ code: "AC401" });
  });

  it("of more people than one batch is finished, also when it was cut off", async () => {
    const { account, poolId, scope } = await accountWithPool(2000);
    await Promise.all(people(620).map((person) => makeUser(scope, person)));
    await sql()`select configuration_delete(${account.accountId}, ${scope.configurationId}, now())`;
    expect(await leftOf(scope)).toEqual({ links: 620, reasons: 620 });
    while (await leaveCutOff());
    expect(await leftOf(scope)).toEqual({ links: 0, reasons: 0 });
    expect(await poolState(account, poolId)).toMatchObject({ invited: 0 });
  }, 60_000);
});
