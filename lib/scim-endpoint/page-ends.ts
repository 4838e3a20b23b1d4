import { LRUCache } from "lru-cache";
import type { PageEnd } from "../../db/list.ts";
import { processState } from "../process-state.ts";
import { digest } from "../tokens.ts";
import { limits } from "./limits.ts";

/**
 * Where pages of lists ended, by the list and the startIndex of the page that follows: it then begins behind that row, which
 * costs the same at any depth, and repeats the total. Of a walk that several processes serve each knows some: it begins behind the
 * nearest that it knows. What else is not remembered is reached by counting.
 */
const ends = () =>
  processState().once("page ends", () => new LRUCache<string, PageEnd>({ max: limits.pageEnds, ttl: limits.pageEndMs }));

/** A filter may be long. */
const keyOf = (list: readonly unknown[], startIndex: number) => digest(JSON.stringify([...list, startIndex])).toString("base64");

export function rememberEnd(list: readonly unknown[], nextIndex: number, end: PageEnd): void {
  ends().set(keyOf(list, nextIndex), end);
}

/** The nearest end before a page of `count` that is remembered, and how many rows lie between. */
export function recallEnd(list: readonly unknown[], startIndex: number, count: number) {
  for (let pages = 0; pages <= limits.pagesPassed; pages++) {
    const passed = pages * count;
    const end = startIndex - passed > 1 ? ends().get(keyOf(list, startIndex - passed)) : undefined;
    if (end) return { ...end, passed };
  }
  return undefined;
}
