import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../lib/ids.ts";
import { closeDatabase } from "../client.ts";
import { makeAccount } from "../testing.ts";
import { createPerson } from "./people.ts";
import { listProfiles, type ProfileListQuery } from "./profiles.ts";
import type { Scope } from "./scope.ts";

afterAll(closeDatabase);

let scope: Scope;

beforeAll(async () => {
  scope = await makeAccount();
  const titles = ["b", undefined, "a", "c", undefined];
  for (const [index, title] of titles.entries()) {
    await createPerson(scope, { kind: "admin", id: newId() }, { userName: `p${index}`, ...(title && { title }) });
  }
});

async function pages(query: Partial<ProfileListQuery>): Promise<string[]> {
  const read = (page: number) => listProfiles(scope, { sort: "title", descending: false, page, pageSize: 2, ...query });
  const rows = [await read(1), await read(2), await read(3), await read(4)].map((page) =>
    page.rows.map(({ userName }) => userName),
  );
  return rows.map((names) => names.join(" "));
}

test("who has no value comes last, whichever way a column is sorted, and nobody is on two pages", async () => {
  expect(await pages({})).toEqual(["p2 p0", "p3 p1", "p4", ""]);
  expect(await pages({ descending: true })).toEqual(["p3 p0", "p2 p1", "p4", ""]);
});

test("the total is that of all pages", async () => {
  for (const page of [1, 3, 9]) {
    expect((await listProfiles(scope, { sort: "title", descending: true, page, pageSize: 2 })).total).toBe(5);
  }
});
