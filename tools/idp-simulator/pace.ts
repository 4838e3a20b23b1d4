import { setTimeout as sleep } from "node:timers/promises";

/** Lets calls through evenly, at most `perSecond` of them; 0 means without limit. */
export function pace(perSecond: number, signal: AbortSignal): () => Promise<void> {
  let next = 0;
  return async () => {
    if (perSecond <= 0) return;
    const now = performance.now();
    next = Math.max(next, now) + 1000 / perSecond;
    const wait = next - 1000 / perSecond - now;
    if (wait > 0) await sleep(wait, undefined, { signal });
  };
}

/** Runs `work` on every item, at most `concurrency` at once, started in order. */
export async function each<Item>(items: Item[], concurrency: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, items.length)) }, worker));
}
