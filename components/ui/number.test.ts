import { expect, it } from "vitest";
import { formatCount, formatNumber, formatPercent } from "./number.tsx";

it("a number is grouped as Intl groups it", () => {
  const intl = new Intl.NumberFormat("en-US");
  for (const value of [0, 7, 100, 999, 1000, 12_430, 100_000, 1_234_567, -1, -1000, 0.5, 1234.5678, Number.MAX_SAFE_INTEGER])
    expect(formatNumber(value)).toBe(intl.format(value));
});

it("counts and shares", () => {
  expect([formatCount(1, "person", "people"), formatCount(12_430, "person", "people")]).toEqual(["1 person", "12,430 people"]);
  expect(formatPercent(0.256)).toBe("26%");
});
