import { LRUCache } from "lru-cache";
import type { PageEnd } from "../../db/list.ts";
import { processState } from "../process-state.ts";
import { digest } from "../tokens.ts";
import { limits } from "./limits.ts";

/**
 * Where pages of lists ended, by the list and the startIndex of the page that follows: it then begins behind that row, which
 * costs the same at any depth, and repeats the total. Of a walk that several processes serve each knows some: it begins behind the
 * last that it knows. What else is not remembered is reached by counting.
 */
const ends = () =>
  processState().once("page ends", () => new LRUCache<string, PageEnd>({ max: limits.pageEnds, ttl: limits.pageEndMs }));

/** A filter may be long. */
const keyOf = (list: readonly unknown[]) => digest(JSON.stringify(list)).toString("base64");

export function rememberEnd(list: readonly unknown[], nextIndex: number, end: PageEnd): void {
  ends().set(`${keyOf(list)} ${nextIndex}`, end);
}

/**
 * The end before a page of `count` that was remembered last, and how many rows lie between. In one walk that is the nearest; a
 * nearer one that is older is of a walk before, which may have passed other rows.
 */
export function recallEnd(list: readonly unknown[], startIndex: number, count: number) {
  const key = keyOf(list);
  let last: (PageEnd & { passed: number }) | undefined;
  let lastLeft = 0;
  for (let pages = 0; pages <= limits.pagesPassed && startIndex - pages * count > 1; pages++) {
    const passed = pages * count;
    const left = ends().getRemainingTTL(`${key} ${startIndex - passed}`);
    const end = left > lastLeft ? ends().get(`${key} ${startIndex - passed}`) : undefined;
    if (!end) continue;
    last = { ...end, passed };
    lastLeft = left;
  }
  return last;
}
