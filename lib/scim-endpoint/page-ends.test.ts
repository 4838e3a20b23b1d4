import { beforeEach, expect, it, vi } from "vitest";
import { makeManyUsers } from "../../db/testing/many-users.ts";
import { type Statement, statementsOf } from "../../db/testing/statements.ts";
import { type Answer, type Idp, listOf, makeIdp, userNamesOf } from "./testing.ts";

let idp: Idp;
beforeEach(async () => {
  idp = await makeIdp();
  await makeManyUsers(idp, 25);
});

const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `person${from + index}@example.com`);

/** A page, and the statements for its rows and for the total. */
async function pageWithCost(query: Record<string, string | number>): Promise<{ page: Answer; asked: Statement[] }> {
  let page: Answer | undefined;
  const asked = await statementsOf(async () => {
    page = await listOf(idp, query);
  });
  if (!page) throw new Error("a list answers");
  return { page, asked: asked.filter(({ text }) => /as (position|total)/.test(text)) };
}

it.each<Record<string, string>>([
  {},
  { sortBy: "userName" },
  { sortBy: "title", sortOrder: "descending" },
  { filter: 'userName sw "person"' },
])("a walk by startIndex with %j counts once, skips nothing, and reads on behind the last row", async (query) => {
  const all = userNamesOf(await listOf(idp, query));
  const first = await pageWithCost({ ...query, count: 10 });
  expect(first.asked).toHaveLength(2);
  for (const startIndex of [11, 21]) {
    const { page, asked } = await pageWithCost({ ...query, startIndex, count: 10 });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.text).not.toContain("offset");
    expect(page.body).toMatchObject({ startIndex, totalResults: 25 });
    expect(userNamesOf(page)).toEqual(all.slice(startIndex - 1, startIndex + 9));
  }
});

it.each<Record<string, string>>([{}, { sortBy: "title", sortOrder: "descending" }])(
  "a page with %j after one that another process served begins behind the last that is known, and counts nobody",
  async (query) => {
    const all = userNamesOf(await listOf(idp, query));
    await listOf(idp, { ...query, count: 5 });
    const { page, asked } = await pageWithCost({ ...query, startIndex: 16, count: 5 });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.params.at(-1)).toBe("10"); // OFFSET, as the driver sends it
    expect(page.body).toMatchObject({ startIndex: 16, totalResults: 25 });
    expect(userNamesOf(page)).toEqual(all.slice(15, 20));
  },
);

it("who left meanwhile hides nobody: the next page begins behind the last one", async () => {
  const { body } = await listOf(idp, { count: 10 });
  const [first] = body.Resources as { id: string }[]; // a list holds resources with ids
  await idp(`DELETE /Users/${first?.id}`);
  expect(userNamesOf(await listOf(idp, { startIndex: 11, count: 10 }))).toEqual(names(11, 20));
});

it("the last page tells how many there are now", async () => {
  await listOf(idp, { count: 10 });
  await listOf(idp, { startIndex: 11, count: 10 });
  const [last] = (await listOf(idp, { startIndex: 25, count: 1 })).body.Resources as { id: string }[]; // as above
  await idp(`DELETE /Users/${last?.id}`);
  expect((await listOf(idp, { startIndex: 21, count: 10 })).body).toMatchObject({ totalResults: 24, itemsPerPage: 4 });
});

it("who asks behind the end after everybody left is told how many there are, not how many there were", async () => {
  await listOf(idp, { count: 20 });
  const { body } = await listOf(idp, { startIndex: 21, count: 20 });
  const rest = body.Resources as { id: string }[]; // as above
  for (const { id } of rest) await idp(`DELETE /Users/${id}`);
  for (const count of [20, 0])
    expect((await listOf(idp, { startIndex: 21, count })).body).toMatchObject({ totalResults: 20, itemsPerPage: 0 });
});

it("a walk whose first page another process served is not led by where pages of a walk before it ended", async () => {
  const { body } = await listOf(idp, { count: 5 });
  await listOf(idp, { startIndex: 6, count: 5 });
  for (const { id } of body.Resources as { id: string }[]) await idp(`DELETE /Users/${id}`); // as above
  const later = performance.now() + 60_000;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => later);
  expect(userNamesOf(await listOf(idp, { startIndex: 6, count: 5 }))).toEqual(names(11, 15));
  clock.mockRestore();
});

it("a walk of which another process served a page is not led by a walk before it, which passed others", async () => {
  const { body } = await listOf(idp, { count: 5 });
  await listOf(idp, { startIndex: 6, count: 5 });
  for (const { id } of body.Resources as { id: string }[]) await idp(`DELETE /Users/${id}`); // as above
  expect(userNamesOf(await listOf(idp, { count: 5 }))).toEqual(names(6, 10));
  expect(userNamesOf(await listOf(idp, { startIndex: 11, count: 5 }))).toEqual(names(16, 20));
});

it("a walk of another list, another order or another configuration begins where its own page ended", async () => {
  await listOf(idp, { count: 10 });
  const descending = await listOf(idp, { startIndex: 11, count: 10, sortBy: "meta.created", sortOrder: "descending" });
  expect(userNamesOf(descending)[0]).toBe("person15@example.com");
  const other = await makeIdp();
  await makeManyUsers(other, 12);
  expect(userNamesOf(await listOf(other, { startIndex: 11, count: 10 }))).toEqual(names(11, 12));
});
