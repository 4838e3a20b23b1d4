import { afterAll, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { closeDatabase } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, poolState } from "../testing.ts";
import { addPeople } from "./add-people.ts";
import { countPeople } from "./profiles.ts";

afterAll(closeDatabase);

const admin = { kind: "admin", id: newId() } as const;
const address = (name: string) => ({ email: `${name}@example.com` });

it("people are added by address, with the license that is named; who comes too late waits", async () => {
  const scope = await makeAccount();
  const poolId = await makePool(scope, 2);
  const result = await addPeople(scope, admin, ["a", "b", "c"].map(address), poolId);
  expect(result).toEqual({ added: [expect.any(String), expect.any(String), expect.any(String)] });
  expect(await poolState(scope, poolId)).toMatchObject({ invited: 2, waiting: 1 });
});

it("nobody is added when somebody has one of the addresses, also as one of several or from an IdP", async () => {
  const account = await makeAccount();
  await makePool(account, 2);
  const scope = await makeConfiguration(account);
  const emails = [{ value: "x@example.com" }, { value: "Second@Example.com" }];
  const id = await makeUser(scope, { userName: "ann", displayName: "Ann", emails });
  expect(await addPeople(scope, admin, [address("new"), address("second")])).toEqual({
    taken: new Map([[1, { id, name: "Ann" }]]),
  });
  expect(await countPeople(scope, {})).toBe(1);
});

it("the same list from two admins at once adds everybody once", async () => {
  const scope = await makeAccount();
  const list = ["a", "b", "c", "d"].map(address);
  const results = await Promise.all([addPeople(scope, admin, list), addPeople(scope, admin, [...list].reverse())]);
  expect(results.map((result) => ("added" in result ? "added" : [...result.taken.keys()].sort()))).toEqual(
    expect.arrayContaining(["added", [0, 1, 2, 3]]),
  );
  expect(await countPeople(scope, {})).toBe(4);
});

it("a pool of another account is no pool, and nobody is added", async () => {
  const scope = await makeAccount();
  const foreign = await makePool(await makeAccount(), 2);
  await expect(addPeople(scope, admin, [address("a")], foreign)).rejects.toThrow("This license does not exist any more.");
  expect(await countPeople(scope, {})).toBe(0);
});
