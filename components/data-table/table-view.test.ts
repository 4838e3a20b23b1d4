import { expect, test } from "vitest";
import { formatTableView, parseTableView } from "./table-view.ts";

const usual = { hidden: ["uniqueId"] };

test("without a cookie the usual columns are hidden", () => {
  expect(parseTableView(undefined, usual)).toEqual({ hidden: ["uniqueId"], density: "normal" });
});

test("a view is read as it was written, also with every column shown", () => {
  for (const view of [
    { hidden: ["title", "source"], density: "compact" },
    { hidden: [], density: "normal" },
  ] as const) {
    expect(parseTableView(formatTableView(view), usual)).toEqual(view);
  }
});

test("a cookie that somebody else wrote hides nothing that is no column name", () => {
  expect(parseTableView("wild~a.<b>..c d", usual)).toEqual({ hidden: ["a"], density: "normal" });
});
