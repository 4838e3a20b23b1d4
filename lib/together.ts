/** Small enough that nobody waits long for the others. */
const atMost = 32;
/** In milliseconds: who hangs on a lock or a dead connection keeps those behind no longer. */
const patience = 500;

/**
 * Does together what comes at once: an item is done immediately, those of the same key that come meanwhile are done together next,
 * when it is done or takes too long.
 * `run` answers one result for each item, in their order. What it throws all of them get, unless `blamesOne` says that a single item
 * may be at fault: then each is done by itself.
 */
export function together<Scope, Item, Result>(
  keyOf: (scope: Scope) => string,
  run: (scope: Scope, items: readonly Item[]) => Promise<readonly Result[]>,
  blamesOne: (error: unknown) => boolean,
): (scope: Scope, item: Item) => Promise<Result> {
  type Waiting = { item: Item; resolve: (result: Result | PromiseLike<Result>) => void; reject: (error: unknown) => void };
  const lines = new Map<string, Waiting[]>();

  async function runAlone(scope: Scope, item: Item): Promise<Result> {
    const [result] = await run(scope, [item]);
    return result as Result; // one for each item
  }

  async function runAll(scope: Scope, waiting: readonly Waiting[]): Promise<void> {
    const items = waiting.map(({ item }) => item);
    try {
      const results = await run(scope, items);
      for (const [index, { resolve }] of waiting.entries()) resolve(results[index] as Result); // one for each item
    } catch (error) {
      const apart = waiting.length > 1 && blamesOne(error);
      for (const { item, resolve, reject } of waiting) apart ? resolve(runAlone(scope, item)) : reject(error);
    }
  }

  async function work(scope: Scope, line: Waiting[]): Promise<void> {
    while (line.length > 0) await noLonger(runAll(scope, line.splice(0, atMost)));
    lines.delete(keyOf(scope));
  }

  return (scope, item) =>
    new Promise((resolve, reject) => {
      const line = lines.get(keyOf(scope));
      const waiting = { item, resolve, reject };
      if (line) {
        line.push(waiting);
        return;
      }
      const opened = [waiting];
      lines.set(keyOf(scope), opened);
      void work(scope, opened);
    });
}

/** Resolves when the work ends, or patience does. */
function noLonger(work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
