import { expect, test, vi } from "vitest";
import { processState } from "./process-state.ts";

test("a value is made once", () => {
  const make = vi.fn(() => ({ made: true }));
  const first = processState().once("test.value", make);
  expect(processState().once("test.value", make)).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
});

test("undefined counts as made", () => {
  const make = vi.fn(() => undefined);
  processState().once("test.undefined", make);
  processState().once("test.undefined", make);
  expect(make).toHaveBeenCalledTimes(1);
});

test("a second copy of the module sees the same state", async () => {
  const value = processState().once("test.copies", () => Symbol("one"));
  vi.resetModules();
  const copy = await import("./process-state.ts");
  expect(copy.processState).not.toBe(processState);
  expect(copy.processState().once("test.copies", () => Symbol("two"))).toBe(value);
});
