import { expect, it } from "vitest";
import { together } from "./together.ts";

/** Runs that end when the test says so; what each was asked is kept. */
function controlled(blamesOne = (_: unknown) => false) {
  const runs: { items: readonly string[]; end: PromiseWithResolvers<string[]> }[] = [];
  const add = together(
    (key: string) => key,
    (_, items: readonly string[]) => {
      const end = Promise.withResolvers<string[]>();
      runs.push({ items, end });
      return end.promise;
    },
    blamesOne,
  );
  const asked = () => runs.map(({ items }) => items.join(""));
  const answer = (run: number) => runs[run]?.end.resolve((runs[run]?.items ?? []).map((item) => item.toUpperCase()));
  return { add, asked, answer, fail: (run: number, error: Error) => runs[run]?.end.reject(error) };
}

it("the first is done at once, who comes meanwhile together, and each gets its own result", async () => {
  const { add, asked, answer } = controlled();
  const results = Promise.all(["a", "b", "c"].map((item) => add("one", item)));
  expect(asked()).toEqual(["a"]);
  answer(0);
  await expect.poll(asked).toEqual(["a", "bc"]);
  answer(1);
  expect(await results).toEqual(["A", "B", "C"]);
  void add("one", "d");
  await expect.poll(asked).toEqual(["a", "bc", "d"]);
});

it("another key waits for nobody", () => {
  const { add, asked } = controlled();
  void add("one", "a");
  void add("other", "b");
  expect(asked()).toEqual(["a", "b"]);
});

it("more than 32 are done in parts, in their order", async () => {
  const { add, asked, answer } = controlled();
  for (let index = 0; index < 40; index++) void add("one", "x");
  answer(0);
  await expect.poll(asked).toEqual(["x", "x".repeat(32)]);
  answer(1);
  await expect.poll(asked).toEqual(["x", "x".repeat(32), "x".repeat(7)]);
});

it("an error that is nobody's reaches all of them, and those after them are still done", async () => {
  const { add, asked, answer, fail } = controlled();
  const first = add("one", "a");
  const others = ["b", "c"].map((item) => add("one", item));
  answer(0);
  await first;
  await expect.poll(asked).toEqual(["a", "bc"]);
  const later = add("one", "d");
  fail(1, new Error("down"));
  for (const other of others) await expect(other).rejects.toThrow("down");
  await expect.poll(asked).toEqual(["a", "bc", "d"]);
  answer(2);
  expect(await later).toBe("D");
});

it("an error that one of them may have caused fails nobody else: each is done by itself", async () => {
  const { add, asked, answer, fail } = controlled((error) => error instanceof RangeError);
  const first = add("one", "a");
  const [good, bad] = [add("one", "b"), add("one", "c")];
  answer(0);
  await first;
  await expect.poll(asked).toEqual(["a", "bc"]);
  fail(1, new RangeError("one of you"));
  await expect.poll(asked).toEqual(["a", "bc", "b", "c"]);
  answer(2);
  fail(3, new RangeError("you"));
  expect(await good).toBe("B");
  await expect(bad).rejects.toThrow("you");
});

it("one that hangs keeps nobody waiting for it", async () => {
  const { add, asked, answer } = controlled();
  void add("one", "a");
  const second = add("one", "b");
  await expect.poll(asked).toEqual(["a", "b"]);
  answer(1);
  expect(await second).toBe("B");
});
