import { describe, expect, test } from "vitest";
import { pathName } from "./attribute.ts";
import { listResponse, parseListQuery, parseSearchRequest, resolveSortBy } from "./list.ts";
import { userType } from "./user.ts";

const read = (query: string) => parseListQuery(new URLSearchParams(query));
const invalidValue = expect.objectContaining({ status: 400, scimType: "invalidValue" });

describe("paging parameters of RFC 7644 §3.4.2.4", () => {
  test.each([
    ["", 1, 100],
    ["startIndex=11&count=10", 11, 10],
    ["count=0", 1, 0],
    ["count=-5", 1, 0],
    ["count=200", 1, 200],
    ["count=201", 1, 200],
    ["count=99999999999999999999", 1, 200],
    ["startIndex=0", 1, 100],
    ["startIndex=-3", 1, 100],
    ["startIndex=99999999999999999999", Number.MAX_SAFE_INTEGER, 100],
    ["startIndex=&count=", 1, 100],
    ["aadOptscim062020", 1, 100],
  ])("%j is startIndex %i, count %i", (query, startIndex, count) => expect(read(query)).toMatchObject({ startIndex, count }));

  test.each(["count=ten", "count=1.5", "startIndex=1e3", "startIndex=NaN", "count=0x10", "sortOrder=sideways"])(
    "%s is 400 invalidValue",
    (query) => expect(() => read(query)).toThrow(invalidValue),
  );
});

test("a + and %20 in the query are spaces", () => {
  expect(read("filter=userName+eq+%22a%40b%22").filter).toBe('userName eq "a@b"');
  expect(read("filter=userName%20eq%20%22a%40b%22").filter).toBe('userName eq "a@b"');
});

test("an empty cursor asks for the first page, no cursor for index paging", () => {
  expect(read("cursor&count=10")).toMatchObject({ cursor: "", count: 10 });
  expect(read("cursor=abc")).toMatchObject({ cursor: "abc" });
  expect(read("count=10")).not.toHaveProperty("cursor");
});

test("sortOrder is ascending unless said otherwise, in any case", () => {
  expect(read("sortBy=userName")).toMatchObject({ sortBy: "userName", sortOrder: "ascending" });
  expect(read("sortBy=userName&sortOrder=Descending").sortOrder).toBe("descending");
});

describe("a search request", () => {
  test("has the shape of a list query", () => {
    const body = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      attributes: ["displayName", "userName"],
      filter: 'displayName sw "smith"',
      startIndex: 1,
      count: 10,
      cursor: "",
    };
    expect(parseSearchRequest(body)).toEqual({
      filter: 'displayName sw "smith"',
      attributes: ["displayName", "userName"],
      sortOrder: "ascending",
      startIndex: 1,
      count: 10,
      cursor: "",
    });
  });

  test("its URN has no case, and may be alone or beside others", () => {
    const urn = "URN:IETF:params:scim:api:messages:2.0:searchrequest";
    for (const schemas of [[urn], urn, ["urn:x", urn], []])
      expect(parseSearchRequest({ SCHEMAS: schemas, count: 5 }).count).toBe(5);
    expect(() => parseSearchRequest({ schemas: "urn:x" })).toThrow(expect.objectContaining({ scimType: "invalidSyntax" }));
  });

  test("may have no schemas, but not those of another message", () => {
    expect(parseSearchRequest({})).toEqual({ sortOrder: "ascending", startIndex: 1, count: 100 });
    for (const body of [null, [], "x", { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] }])
      expect(() => parseSearchRequest(body)).toThrow(expect.objectContaining({ status: 400, scimType: "invalidSyntax" }));
  });

  test.each([
    { count: "many" },
    { count: 1.5 },
    { count: true },
    { startIndex: {} },
    { filter: 1 },
    { attributes: [1] },
    { sortBy: [] },
  ])("%j is 400 invalidValue", (body) => expect(() => parseSearchRequest(body)).toThrow(invalidValue));
});

test("sortBy names a simple attribute; a complex one is sorted by its value", () => {
  const sorted = (name: string) => {
    const path = resolveSortBy(name, userType);
    return path && pathName(path);
  };
  expect(sorted("NAME.givenName")).toBe("name.givenName");
  expect(sorted("emails")).toBe("emails.value");
  expect(sorted("meta.lastModified")).toBe("meta.lastModified");
  for (const name of ["name", "shoeSize", "password", ""]) expect(sorted(name)).toBeUndefined();
});

describe("a list response", () => {
  test("no match is an empty list with integers", () => {
    expect(listResponse({ resources: [], totalResults: 0, startIndex: 1 })).toEqual({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 0,
      startIndex: 1,
      itemsPerPage: 0,
      Resources: [],
    });
  });

  test("a cursor page names its neighbours instead of an index", () => {
    const page = listResponse({ resources: [{}], totalResults: 9, nextCursor: "n", previousCursor: "p" });
    expect(page).toMatchObject({ itemsPerPage: 1, nextCursor: "n", previousCursor: "p" });
    expect(page).not.toHaveProperty("startIndex");
  });
});
