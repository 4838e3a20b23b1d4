import { expect, it } from "vitest";
import { exactUtc, momentHere, momentInUtc } from "./moment.ts";

const at = new Date("2026-03-01T14:05:09.123Z");
const minutesLater = (minutes: number) => at.getTime() + minutes * 60_000;

it("the exact moment is UTC to the second", () => {
  expect(exactUtc(at)).toBe("2026-03-01 14:05:09 UTC");
});

it("the server speaks UTC and says so", () => {
  expect(momentInUtc(at, "relative")).toBe("2026-03-01 14:05 UTC");
  expect(momentInUtc(at, "date")).toBe("2026-03-01");
});

it.each([
  [0.5, "just now"],
  [1, "1 minute ago"],
  [59.9, "59 minutes ago"],
  [60, "1 hour ago"],
  [23 * 60, "23 hours ago"],
  [24 * 60, "yesterday"],
  [6 * 24 * 60, "6 days ago"],
  [7 * 24 * 60, "Mar 1, 2026"],
  [-90, "in 1 hour"],
])("%d minutes after it, it reads %j", (minutes, expected) => {
  expect(momentHere(at, "relative", minutesLater(minutes), "en-US")).toBe(expected);
});
