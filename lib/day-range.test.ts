import { describe, expect, it } from "vitest";
import { countedBack, dayRange, daysOf } from "./day-range.ts";

const now = Date.parse("2026-03-10T15:00:00Z");

describe("a range of days", () => {
  it("is the last 30 days unless asked otherwise", () => {
    expect(dayRange({}, now)).toEqual({ from: "2026-02-09", to: "2026-03-10" });
    expect(dayRange({ from: "2026-03-01", to: "2026-03-03" }, now)).toEqual({ from: "2026-03-01", to: "2026-03-03" });
  });

  it("never ends in the future, begins after its end, or is longer than a year", () => {
    expect(dayRange({ from: "2026-03-05", to: "2027-01-01" }, now).to).toBe("2026-03-10");
    expect(dayRange({ from: "2026-03-05", to: "2026-03-01" }, now)).toEqual({ from: "2026-01-31", to: "2026-03-01" });
    expect(daysOf(dayRange({ from: "1999-01-01" }, now)).length).toBe(366);
  });

  it.each(["2026-13-40", "yesterday", "", "2026-3-1"])("asked for as %j is the default", (from) => {
    expect(dayRange({ from }, now).from).toBe("2026-02-09");
  });
});

it("a number is counted back over the days since the range", () => {
  const changes = new Map([
    ["2026-03-10", 5],
    ["2026-03-08", 2],
    ["2026-03-07", -1],
  ]);
  const counted = countedBack(10, changes, { from: "2026-03-06", to: "2026-03-09" }, now);
  expect([...counted].sort()).toEqual([
    ["2026-03-06", 4],
    ["2026-03-07", 3],
    ["2026-03-08", 5],
    ["2026-03-09", 5],
  ]);
});
