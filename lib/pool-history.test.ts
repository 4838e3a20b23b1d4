import { describe, expect, it } from "vitest";
import { forecast, forecastWords, type PoolDay, poolHistory } from "./pool-history.ts";

const now = new Date("2026-03-20T09:00:00Z");
const change = (day: string, changes: Partial<PoolDay>): PoolDay => ({
  day,
  used: 0,
  activated: 0,
  freed: 0,
  passedOn: 0,
  total: 0,
  ...changes,
});

describe("poolHistory", () => {
  it("counts back from the present, and ends where the pool was made", () => {
    const changes = [change("2026-03-18", { used: 3, total: 10 }), change("2026-03-20", { used: 2, activated: 1, total: 5 })];
    const window = { days: 30, createdAt: new Date("2026-03-18T22:00:00Z"), now };
    expect(poolHistory({ used: 5, activated: 1, total: 15 }, changes, window)).toEqual([
      { day: "2026-03-18", used: 3, activated: 0, total: 10 },
      { day: "2026-03-19", used: 3, activated: 0, total: 10 },
      { day: "2026-03-20", used: 5, activated: 1, total: 15 },
    ]);
  });

  it("shows no more days than asked for, and nothing below zero or above the total", () => {
    const window = { days: 2, createdAt: new Date(0), now };
    const points = poolHistory({ used: 1, activated: 0, total: 5 }, [change("2026-03-20", { used: 3 })], window);
    expect(points.map(({ used }) => used)).toEqual([0, 1]);
    const more = poolHistory({ used: 5, activated: 0, total: 5 }, [change("2026-03-20", { used: -3 })], window);
    expect(more.map(({ used }) => used)).toEqual([5, 5]);
  });
});

describe("forecast", () => {
  const history = (perDay: number, days: number) =>
    Array.from({ length: days }, (_, index) => ({ day: String(index), used: perDay * (index + 1), activated: 0, total: 100 }));
  const words = (available: number, waiting: number, points: ReturnType<typeof history>) =>
    forecastWords(forecast({ available, waiting }, points));

  it("says when the last license is taken, at the rate of two weeks", () => {
    expect(words(12, 0, history(2, 30))).toBe("Full in about 6 days at this rate.");
    expect(words(1, 0, history(2, 30))).toBe("Full in about 1 day at this rate.");
    expect(words(10_000, 0, history(2, 30))).toBe("Not full within a year at this rate.");
  });

  it("knows of a young pool only the days that it has lived", () => {
    expect(words(20, 0, history(5, 2))).toBe("Full in about 4 days at this rate.");
  });

  it("does not fill up while as much comes back as is taken", () => {
    expect(words(5, 0, history(0, 30))).toMatch(/^Not filling up/);
    expect(words(5, 0, history(-1, 30))).toMatch(/^Not filling up/);
    expect(words(5, 0, [])).toMatch(/^Not filling up/);
  });

  it("is full when nothing is available, whoever waits", () => {
    expect(words(0, 0, history(1, 30))).toBe("Full.");
    expect(words(0, 1, history(1, 30))).toBe("Full, and 1 person waits.");
    expect(words(0, 1200, history(1, 30))).toBe("Full, and 1,200 people wait.");
  });
});
