import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "../client.ts";
import { scimConfigurations } from "../schema/configurations.ts";
import { licensesOf } from "../testing/licensed.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive } from "../testing.ts";
import { applyAutoAssign, previewAutoAssign } from "./auto-assign.ts";

it("another choice of auto-assign is previewed, and then applied to the people who are linked already", async () => {
  const account = await makeAccount();
  const [advanced, plus] = [await makePool(account, 2), await makePool(account, 1, "Advanced Plus")];
  const idp = await makeConfiguration(account, advanced);
  const people: string[] = [];
  for (const userName of ["ada", "bob", "eve"]) people.push(await makeUser(idp, { userName }));
  const [ada = "", bob = "", eve = ""] = people;
  await setActive(idp, bob, false);
  expect(await previewAutoAssign(account, idp.configurationId, plus)).toEqual({ gain: 2, lose: 2, free: 1 });
  expect(await previewAutoAssign(account, idp.configurationId, undefined)).toEqual({ gain: 0, lose: 2, free: 0 });
  const choose = (poolId: string | null) =>
    db().update(scimConfigurations).set({ poolId }).where(eq(scimConfigurations.id, idp.configurationId));

  await choose(plus);
  expect(await licensesOf(account, eve)).toEqual(["Advanced invited"]);
  expect((await applyAutoAssign(account, idp.configurationId, people)).sort()).toEqual([ada, eve].sort());
  expect([await licensesOf(account, ada), await licensesOf(account, bob), await licensesOf(account, eve)]).toEqual([
    ["Advanced Plus invited"],
    [],
    ["Advanced Plus waiting 1"],
  ]);
  expect(await applyAutoAssign(account, idp.configurationId, people)).toEqual([]);
  await choose(null);
  await applyAutoAssign(account, idp.configurationId, people);
  expect([await licensesOf(account, ada), await licensesOf(account, eve)]).toEqual([[], []]);
});
