import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { takeTurns } from "./take-turns.ts";

test("two work, three wait, the others are refused; failures give their turn on", async () => {
  const inTurn = takeTurns({ atOnce: 2, waiting: 3 });
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await setImmediate();
    running--;
    throw new Error("failed");
  };
  const reasons = (await Promise.allSettled(Array.from({ length: 9 }, () => inTurn(work)))).map((settled) =>
    settled.status === "rejected" ? (settled.reason.code ?? settled.reason.message) : "done",
  );
  expect(most).toBe(2);
  expect(reasons).toEqual([...Array(5).fill("failed"), ...Array(4).fill("unavailable")]);
  expect(await inTurn(async () => "again")).toBe("again");
});
