import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { env } from "../env.ts";
import { withTurn } from "./admission.ts";
import type { Call } from "./call.ts";
import { limits } from "./limits.ts";

const places = env.databasePoolSize - limits.consoleConnections;
const share = Math.ceil(places * limits.accountShare);

// only what admission looks at
const callOf = (accountId: string) => ({ caller: { accountId }, headers: {} }) as unknown as Call;

/** Starts `count` calls of an account that end when told; says which have begun. */
function startCalls(accountId: string, count: number) {
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const calls = Array.from({ length: count }, (_, index) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    ends.push(resolve);
    return withTurn(callOf(accountId), () => {
      began.push(index);
      return promise;
    }).catch((error: unknown) => error);
  });
  return { began, end: (index: number) => ends[index]?.(), endAll: () => ends.map((end) => end()), calls };
}

describe("turns in the database", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it("one account holds at most its share, and another one starts at once", async () => {
    const flood = startCalls("flood", 100);
    const other = startCalls("other", 1);
    await settle();
    expect(flood.began).toHaveLength(share);
    expect(other.began).toEqual([0]);
    other.endAll();
    flood.endAll();
    await Promise.all([...flood.calls, ...other.calls]);
  });

  it("calls of an account begin in the order in which they came", async () => {
    const flood = startCalls("flood", share + 3);
    await settle();
    for (const index of [5, 0, 1]) {
      flood.end(index);
      await settle();
    }
    expect(flood.began).toEqual(Array.from({ length: share + 3 }, (_, index) => index));
    flood.endAll();
    await Promise.all(flood.calls);
  });

  it("accounts that wait take turns", async () => {
    const first = startCalls("first", share);
    const second = startCalls("second", share);
    await settle();
    const third = startCalls("third", 2);
    await settle();
    expect(first.began.length + second.began.length).toBe(places);
    expect(third.began).toEqual([]);
    first.end(0);
    first.end(1);
    await settle();
    expect(third.began).toHaveLength(1);
    for (const calls of [first, second, third]) calls.endAll();
    await Promise.all([...first.calls, ...second.calls, ...third.calls]);
  });

  it("who waits too long gets 429 at its own share, 503 when others are in the way; nobody is forgotten", async () => {
    const first = startCalls("first", share + 1);
    const second = startCalls("second", share);
    await vi.advanceTimersByTimeAsync(limits.turnWaitMs + 1);
    expect(await first.calls[share]).toMatchObject({ status: 429 });
    expect(await second.calls.at(-1)).toMatchObject({ status: 503 });
    first.endAll();
    second.endAll();
    await Promise.all([...first.calls, ...second.calls]);
    const after = startCalls("first", share);
    await settle();
    expect(after.began).toHaveLength(share);
    after.endAll();
    await Promise.all(after.calls);
  });
});
