import { expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import { listUsers } from "./user-list.ts";
import { deleteUser } from "./users.ts";

it("a page that begins anywhere is that part of all: without whom this configuration deleted, with whom another one did", async () => {
  const account = await makeAccount();
  await makePool(account, 0);
  const [mine, other] = [await makeConfiguration(account), await makeConfiguration(account)];
  const ids: string[] = [];
  for (let number = 0; number < 9; number++) ids.push(await makeUser(mine, { userName: `person${number}` }));
  const strangers = [await makeUser(other, { userName: "stranger1" }), await makeUser(other, { userName: "stranger2" })];
  const [first = "", second = ""] = [ids[1], ids[6]];
  for (const id of [first, second]) await deleteUser(mine, { id, version: undefined, activityId: newId(), at: new Date() });
  await deleteUser(other, { id: strangers[0] ?? "", version: undefined, activityId: newId(), at: new Date() });

  const pageAt = async (startIndex: number) => {
    const page = { kind: "index", startIndex } as const;
    const list = { filter: undefined, sortBy: undefined, sortOrder: "ascending", count: 3, page, baseUrl: "" } as const;
    const { rows, totalResults } = await listUsers(mine, list);
    expect(totalResults).toBe(8);
    return rows.map(({ id }) => id);
  };
  const seen = [...ids.filter((id) => id !== first && id !== second), strangers[1]];
  for (let startIndex = 1; startIndex <= 10; startIndex++)
    expect(await pageAt(startIndex)).toEqual(seen.slice(startIndex - 1, startIndex + 2));
});
