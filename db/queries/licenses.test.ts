import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState, setActive, system, violations } from "../testing.ts";
import { listPools, listUserLicenses, setPoolTotal } from "./licenses.ts";
import type { ScimScope } from "./scope.ts";
import { deleteUser } from "./users.ts";

const people = (count: number) => Array.from({ length: count }, (_, index) => ({ userName: `person${index}` }));

async function statesOf(scope: ScimScope, ids: readonly string[]) {
  const licenses = await listUserLicenses(scope, ids);
  return ids.map((id) => {
    const license = licenses.find(({ userId }) => userId === id);
    return license && (license.position ? `${license.state} ${license.position}` : license.state);
  });
}

async function accountWithPool(total: number) {
  const account = await makeAccount();
  const poolId = await makePool(account, total);
  return { poolId, scope: await makeConfiguration(account, poolId) };
}

describe("license pools", () => {
  it("200 creates at once for 50 licenses give exactly 50, twenty times", async () => {
    for (let round = 0; round < 20; round++) {
      const { scope, poolId } = await accountWithPool(50);
      await Promise.all(people(200).map((person) => makeUser(scope, person)));
      const state = await poolState(scope, poolId);
      expect(violations(state)).toEqual([]);
      expect(state).toMatchObject({ invited: 50, waiting: 150 });
    }
  }, 120_000);

  it("when none is left people wait in order of request, and a release passes the license to the first", async () => {
    const { scope, poolId } = await accountWithPool(2);
    const ids: string[] = [];
    for (const person of people(5)) ids.push(await makeUser(scope, person));
    expect(await statesOf(scope, ids)).toEqual(["invited", "invited", "waiting 1", "waiting 2", "waiting 3"]);
    await setActive(scope, ids[0] ?? "", false);
    expect(await statesOf(scope, ids)).toEqual([undefined, "invited", "invited", "waiting 1", "waiting 2"]);
    await deleteUser(scope, { id: ids[1] ?? "", version: undefined, activityId: newId(), at: new Date() });
    expect(await statesOf(scope, ids)).toEqual([undefined, undefined, "invited", "invited", "waiting 1"]);
    expect(violations(await poolState(scope, poolId))).toEqual([]);
  });

  it("somebody who comes back goes to the end of the line", async () => {
    const { scope } = await accountWithPool(1);
    const ids: string[] = [];
    for (const person of people(3)) ids.push(await makeUser(scope, person));
    await setActive(scope, ids[1] ?? "", false);
    await setActive(scope, ids[1] ?? "", true);
    expect(await statesOf(scope, ids)).toEqual(["invited", "waiting 2", "waiting 1"]);
  });

  it("inactive people and configurations without auto-assign take no license", async () => {
    const { scope, poolId } = await accountWithPool(5);
    await makeUser(scope, { userName: "inactive" }, { active: false });
    const dataOnly = await makeConfiguration(scope);
    await makeUser(dataOnly, { userName: "data only" });
    expect(await poolState(scope, poolId)).toMatchObject({ invited: 0, waiting: 0 });
  });

  it("creates, deactivations and reactivations at once neither oversell nor leave a license idle", async () => {
    for (let round = 0; round < 5; round++) {
      const { scope, poolId } = await accountWithPool(20);
      const first = await Promise.all(people(60).map((person) => makeUser(scope, person)));
      await Promise.all([
        ...first.slice(0, 30).map((id) => setActive(scope, id, false)),
        ...Array.from({ length: 30 }, (_, index) => makeUser(scope, { userName: `late${index}` })),
        setPoolTotal(scope, system, {
          product: "Sales Navigator",
          instance: "Sales Navigator",
          licenseType: "Advanced",
          total: 25,
        }),
        ...first.slice(0, 10).map((id) => setActive(scope, id, false).then(() => setActive(scope, id, true))),
      ]);
      const state = await poolState(scope, poolId);
      expect(violations(state)).toEqual([]);
      expect(state.total).toBe(25);
    }
  }, 60_000);

  it("a larger total promotes who waits; a total below what is in use is refused with the number to free", async () => {
    const { scope, poolId } = await accountWithPool(1);
    for (const person of people(4)) await makeUser(scope, person);
    const resize = (total: number) =>
      setPoolTotal(scope, system, { product: "Sales Navigator", instance: "Sales Navigator", licenseType: "Advanced", total });
    await resize(3);
    expect(await poolState(scope, poolId)).toMatchObject({ invited: 3, waiting: 1 });
    await expect(resize(1)).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("Return 2") });
    expect(await poolState(scope, poolId)).toMatchObject({ total: 3, invited: 3, waiting: 1 });
  });

  it("a total that somebody else set meanwhile is not overwritten", async () => {
    const { scope, poolId } = await accountWithPool(5);
    const pool = { product: "Sales Navigator", instance: "Sales Navigator", licenseType: "Advanced" } as const;
    await setPoolTotal(scope, system, { ...pool, total: 6, seen: 5 });
    await expect(setPoolTotal(scope, system, { ...pool, total: 7, seen: 5 })).rejects.toMatchObject({
      code: "conflict",
      message: "Somebody else set the total to 6 meanwhile. Reload the page.",
    });
    expect(await poolState(scope, poolId)).toMatchObject({ total: 6 });
  });

  it("a promotion is in the history of the person promoted", async () => {
    const { scope } = await accountWithPool(1);
    const [first = "", second = ""] = [await makeUser(scope, { userName: "a" }), await makeUser(scope, { userName: "b" })];
    await setActive(scope, first, false);
    const rows =
      await sql()`select action, actor_kind from activity where account_id = ${scope.accountId} and subject_id = ${second} order by id`;
    expect(rows.map(({ action }) => action)).toEqual(["user.created", "license.promoted"]);
  });

  it("an unknown license type is refused, and a pool lists what it may still give", async () => {
    const { scope } = await accountWithPool(3);
    await expect(
      setPoolTotal(scope, system, { product: "Learning", instance: "Learning", licenseType: "Advanced", total: 1 }),
    ).rejects.toMatchObject({ code: "invalid" });
    await makeUser(scope, { userName: "a" });
    expect(await listPools(scope)).toMatchObject([{ licenseType: "Advanced", total: 3, available: 2, invited: 1 }]);
  });
});
