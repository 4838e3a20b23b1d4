import { describe, expect, it } from "vitest";
import { changeParams, parseTableQuery, readExistingPage } from "./table-query.ts";

const knows = { sorts: ["name", "email"], filters: ["status"] };

describe("parseTableQuery", () => {
  it("reads search, sort, page and known filters", () => {
    expect(parseTableQuery({ q: " ann ", sort: "-name", page: "2", status: "waiting" }, knows)).toEqual({
      q: "ann",
      sort: { column: "name", descending: true },
      page: 2,
      filters: { status: "waiting" },
    });
  });

  it("leaves out unknown sorts, unknown filters and impossible pages", () => {
    for (const page of ["0", "-1", "1.5", "x", "1e400"]) {
      expect(parseTableQuery({ sort: "password", page, other: "1" }, knows)).toEqual({
        q: "",
        sort: undefined,
        page: 1,
        filters: {},
      });
    }
  });

  it("takes the first of a repeated parameter", () => {
    expect(parseTableQuery({ q: ["a", "b"], status: [] }, knows)).toMatchObject({ q: "a", filters: {} });
  });

  it("leaves out what no database can be asked for", () => {
    const params = { q: "\u0000an\ud800n", status: "\u0000" };
    expect(parseTableQuery(params, knows)).toMatchObject({ q: "ann", filters: {} });
  });
});

describe("readExistingPage", () => {
  const read = (total: number) => async (page: number) => ({ total, first: (page - 1) * 10 + 1 });

  it("leaves a page that exists alone", async () => {
    expect(await readExistingPage(2, 10, read(11))).toEqual({ total: 11, first: 11, page: 2 });
    expect(await readExistingPage(1, 10, read(0))).toEqual({ total: 0, first: 1, page: 1 });
  });

  it("answers the last page for one that is beyond it", async () => {
    expect(await readExistingPage(3, 10, read(20))).toEqual({ total: 20, first: 11, page: 2 });
    expect(await readExistingPage(9, 10, read(0))).toEqual({ total: 0, first: 1, page: 1 });
  });
});

describe("changeParams", () => {
  it("starts at the first page after a search, a sort or a filter", () => {
    expect(changeParams("q=a&page=7", { sort: "name" })).toBe("q=a&sort=name");
  });

  it("changes only the page when the page changes", () => {
    expect(changeParams("q=a&sort=name", { page: "3" })).toBe("q=a&sort=name&page=3");
  });

  it("removes what is empty", () => {
    expect(changeParams("q=a&status=waiting", { q: "", status: undefined })).toBe("");
  });
});
