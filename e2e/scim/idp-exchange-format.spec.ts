import { expect, test } from "@playwright/test";
import { mismatches } from "../idp/match.ts";
import { parseExchange } from "../idp/player.ts";

const exchange = {
  title: "a rule in words",
  source: "somewhere",
  idp: "entra",
  request: { method: "GET", path: "/Users" },
  expect: { status: 200 },
};

test("an exchange with a mistyped key is refused by its name", () => {
  expect(() => parseExchange(JSON.stringify(exchange))).not.toThrow();
  expect(() => parseExchange(JSON.stringify({ ...exchange, tehn: [] }))).toThrow(/tehn/);
  expect(() => parseExchange(JSON.stringify({ ...exchange, expect: { statsu: 200 } }))).toThrow(/statsu/);
  expect(() => parseExchange(JSON.stringify({ ...exchange, expect: undefined }))).toThrow(/either request and expect/);
});

test("an object matches in the keys that are named, and $absent means not there", () => {
  expect(mismatches({ a: 1, b: "$absent" }, { a: 1, c: 2 })).toEqual([]);
  expect(mismatches({ a: 1 }, { a: "1" })).toHaveLength(1);
  expect(mismatches({ b: "$absent" }, { b: null })).toHaveLength(1);
  expect(mismatches({ extension: { b: "$absent" } }, {})).toEqual([]);
  expect(mismatches({ extension: { b: "x" } }, {})).toHaveLength(1);
});

test("an array matches in all elements whatever their order, with $contains in those named", () => {
  expect(mismatches([{ v: 2 }, { v: 1 }], [{ v: 1 }, { v: 2 }])).toEqual([]);
  expect(mismatches([{ v: 1 }], [{ v: 1 }, { v: 2 }])).toHaveLength(1);
  expect(mismatches([{ v: 1 }, { v: 1 }], [{ v: 1 }, { v: 2 }])).toHaveLength(1);
  expect(mismatches({ $contains: [{ v: 1 }] }, [{ v: 1 }, { v: 2 }])).toEqual([]);
  expect(mismatches({ $contains: [{ v: 3 }] }, [{ v: 1 }])).toHaveLength(1);
  expect(mismatches([], undefined)).toHaveLength(1);
});

test("matchers look at the kind of a value, and an unknown matcher never matches", () => {
  expect(mismatches("$integer", 5)).toEqual([]);
  expect(mismatches("$integer", "5")).toHaveLength(1);
  expect(mismatches("$uuid", "not-one")).toHaveLength(1);
  expect(mismatches("$dateTime", "2026-01-02T03:04:05Z")).toEqual([]);
  expect(mismatches("$uiud", "x")).toHaveLength(1);
});
