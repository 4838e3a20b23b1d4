import { expect, it } from "vitest";
import { distanceIn, exactUtc, momentHere, momentInUtc } from "./moment.ts";

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

it.each([
  ["day", 6],
  ["hour", 23],
  ["minute", 59],
] as const)("distances in English are those of Intl: every %s up to %d", (unit, most) => {
  const intl = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const amounts = Array.from({ length: most }, (_, index) => index + 1).flatMap((amount) => [amount, -amount]);
  expect(amounts.map((amount) => distanceIn("en", amount, unit))).toEqual(amounts.map((amount) => intl.format(amount, unit)));
});

it("distances speak another language", () => {
  expect(distanceIn("de", -3, "day")).toBe("vor 3 Tagen");
});
