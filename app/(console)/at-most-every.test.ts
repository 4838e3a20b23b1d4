import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { atMostEvery } from "./at-most-every.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first call passes, and one each minute however many there are", () => {
  const what = vi.fn();
  const tell = atMostEvery(60_000, what);
  for (let second = 0; second < 150; second++) {
    tell();
    vi.advanceTimersByTime(1000);
  }
  expect(what).toHaveBeenCalledTimes(3);
});

test("without a call nothing happens by itself", () => {
  const what = vi.fn();
  atMostEvery(60_000, what)();
  vi.advanceTimersByTime(3_600_000);
  expect(what).toHaveBeenCalledTimes(1);
});
