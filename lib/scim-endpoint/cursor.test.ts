import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sql } from "../../db/client.ts";
import { makeManyUsers } from "../../db/testing/many-users.ts";
import { analyze } from "../../db/testing/plan.ts";
import { cursorTimeout } from "./cursor.ts";
import { type Answer, createUser, type Idp, listOf, makeIdp, scimError, userNamesOf } from "./testing.ts";

type Query = Record<string, string | number>;
let idp: Idp;
beforeAll(async () => {
  idp = await makeIdp();
  await makeManyUsers(idp, 25);
});
afterEach(() => {
  vi.useRealTimers();
});

const nextOf = ({ body }: Answer) => String(body.nextCursor);
const startOf = async (query: Query, by = idp) => nextOf(await listOf(by, { count: 10, ...query, cursor: "" }));

const resourcesOf = ({ Resources }: Answer["body"]) => Resources as { id: string }[]; // a list holds resources with ids

/** All pages of a walk, with something done between them. */
async function walk(by: Idp, query: Query, between: (page: Answer) => Promise<void> = async () => {}): Promise<Answer[]> {
  const pages: Answer[] = [];
  for (let cursor = ""; ; ) {
    const page = await listOf(by, { ...query, cursor });
    expect(page.status).toBe(200);
    pages.push(page);
    await between(page);
    if (page.body.nextCursor === undefined) return pages;
    cursor = nextOf(page);
  }
}

describe("a walk (RFC 9865 §2)", () => {
  it("an empty cursor starts it, nextCursor goes on, and is absent on the last page", async () => {
    const pages = await walk(idp, { count: 10 });
    expect(pages.map(({ body }) => [body.itemsPerPage, body.totalResults, typeof body.nextCursor, "startIndex" in body])).toEqual(
      [
        [10, 25, "string", false],
        [10, 25, "string", false],
        [5, 25, "undefined", false],
      ],
    );
    expect(pages.flatMap(userNamesOf)).toEqual(userNamesOf(await listOf(idp, {})));
    for (const { body } of pages) expect("previousCursor" in body).toBe(false);
  });

  it("a last page that is exactly full has no nextCursor", async () => {
    expect((await walk(idp, { count: 5 })).map(({ body }) => body.itemsPerPage)).toEqual([5, 5, 5, 5, 5]);
  });

  it("cursor without a value is an empty one, and index paging stays the default", async () => {
    expect(await idp("GET /Users?cursor&count=10")).toMatchObject({ status: 200, body: { nextCursor: expect.any(String) } });
    expect((await listOf(idp, { count: 10 })).body).toMatchObject({ startIndex: 1 });
    expect((await listOf(idp, { count: 10 })).body.nextCursor).toBeUndefined();
  });

  it("goes on in the order and filter that it began with", async () => {
    const query = { filter: 'userName sw "person1"', sortBy: "userName", sortOrder: "descending", count: 3 };
    expect((await walk(idp, query)).flatMap(userNamesOf)).toEqual(userNamesOf(await listOf(idp, { ...query, count: 100 })));
  });

  it("works with .search", async () => {
    const search = (cursor: string) => idp("POST /Users/.search", { cursor, count: 20 });
    const first = await search("");
    expect(userNamesOf(await search(nextOf(first)))).toHaveLength(5);
  });

  it("count=0 counts and ends", async () => {
    const { body } = await listOf(idp, { cursor: "", count: 0 });
    expect([body.totalResults, body.Resources, body.nextCursor]).toEqual([25, [], undefined]);
  });

  it("a cursor needs no escaping in a URL and tells nothing", async () => {
    const cursor = await startOf({ sortBy: "userName" });
    expect(cursor).toMatch(/^[\w.~-]+$/);
    expect(Buffer.from(cursor, "base64url").toString("latin1")).not.toContain("person");
  });

  it("the same cursor may be asked twice", async () => {
    const cursor = await startOf({});
    const [first, second] = [await listOf(idp, { cursor, count: 10 }), await listOf(idp, { cursor, count: 10 })];
    expect(userNamesOf(first)).toEqual(userNamesOf(second));
  });
});

describe("errors (RFC 9865 §2.1)", () => {
  const changed = (cursor: string) => (cursor.startsWith("A") ? "B" : "A") + cursor.slice(1);

  it.each([
    ["made up", (cursor: string) => cursor.replace(/./g, "A")],
    ["nonsense", () => "not a cursor!"],
    ["changed", changed],
    ["cut", (cursor: string) => cursor.slice(0, -4)],
    ["short", () => "AAAA"],
  ])("a cursor that is %s: invalidCursor", async (_, change) => {
    const cursor = change(await startOf({}));
    expect(await listOf(idp, { cursor, count: 10 })).toMatchObject(scimError(400, "invalidCursor"));
  });

  it.each<[string, Query]>([
    ["filter", { filter: "title pr" }],
    ["sortBy", { sortBy: "title" }],
    ["sortOrder", { sortOrder: "descending" }],
  ])("another %s than that of the first page: invalidCursor", async (_, other) => {
    expect(await listOf(idp, { cursor: await startOf({}), count: 10, ...other })).toMatchObject(scimError(400, "invalidCursor"));
  });

  it("of another configuration, or of another kind of resource: invalidCursor", async () => {
    const cursor = await startOf({});
    const other = await makeIdp({ account: idp });
    expect(await listOf(other, { cursor, count: 10 })).toMatchObject(scimError(400, "invalidCursor"));
    expect(await idp(`GET /Groups?count=10&cursor=${cursor}`)).toMatchObject(scimError(400, "invalidCursor"));
  });

  it("older than the published time: expiredCursor", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const cursor = await startOf({});
    vi.setSystemTime(Date.now() + (cursorTimeout - 1) * 1000);
    expect(await listOf(idp, { cursor, count: 10 })).toMatchObject({ status: 200 });
    vi.setSystemTime(Date.now() + 1000);
    expect(await listOf(idp, { cursor, count: 10 })).toMatchObject(scimError(400, "expiredCursor"));
  });

  it("another count than that of the first page: invalidCount; one above the limit is capped the same on every page", async () => {
    const cursor = await startOf({});
    for (const query of [{ count: 11 }, { count: 0 }, { count: "ten" }, {}] as Query[]) {
      expect(await listOf(idp, { cursor, ...query })).toMatchObject(scimError(400, "invalidCount"));
    }
    const large = await makeIdp();
    await makeManyUsers(large, 201);
    expect((await walk(large, { count: 1000 })).map(({ body }) => body.itemsPerPage)).toEqual([200, 1]);
  });
});

it("ServiceProviderConfig announces it", async () => {
  expect((await idp("GET /ServiceProviderConfig")).body.pagination).toEqual({
    cursor: true,
    index: true,
    defaultPaginationMethod: "index",
    defaultPageSize: 100,
    maxPageSize: 200,
    cursorTimeout,
  });
});

it("a walk over 20,000 users while 50 are deleted returns every survivor exactly once", async () => {
  const large = await makeIdp();
  await makeManyUsers(large, 20_000);
  await analyze();
  const ids = await sql()<{ id: string }[]>`select id from users where account_id = ${large.accountId} order by id`;
  const deleted = new Set<string>();
  const pages = await walk(large, { count: 200, attributes: "userName" }, async ({ body }) => {
    if (deleted.size === 50) return;
    // by turns the row that the next page starts after, the first of that page, and some others seen and not yet seen
    const last = ids.findIndex(({ id }) => id === resourcesOf(body).at(-1)?.id);
    const { id = "" } = ids[[last, last + 1, last - 100, last + 5000][deleted.size % 4] ?? 0] ?? {};
    expect(await large(`DELETE /Users/${id}`)).toMatchObject({ status: 204 });
    deleted.add(id);
  });
  const seen = pages.flatMap(({ body }) => resourcesOf(body).map(({ id }) => id));
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.filter((id) => !deleted.has(id))).toEqual(ids.map(({ id }) => id).filter((id) => !deleted.has(id)));
}, 60_000);

it("people created during a walk do not disturb it", async () => {
  const own = await makeIdp();
  for (const userName of ["b", "d", "f", "h"]) await createUser(own, { userName });
  let made = 0;
  const pages = await walk(own, { count: 2, sortBy: "userName" }, async () => {
    made++;
    if (made === 1) for (const userName of ["a", "e"]) await createUser(own, { userName });
  });
  expect(pages.flatMap(userNamesOf)).toEqual(["b", "d", "e", "f", "h"]);
});
