/**
 * The state of this process, in one place: `server.ts` and Next's bundle load their own copies of every module, so a variable
 * of a module exists twice. Pool, caches and limiters hang here instead.
 */
type ProcessState = {
  /** The value under `key`, made by `make` the first time anybody in this process asks. */
  once<T>(key: string, make: () => T): T;
};

const symbol = Symbol.for("account-center");

export function processState(): ProcessState {
  const holder = globalThis as { [symbol]?: ProcessState }; // TypeScript knows no symbol of ours on the global object
  holder[symbol] ??= createState();
  return holder[symbol];
}

function createState(): ProcessState {
  const values = new Map<string, unknown>();
  return {
    once<T>(key: string, make: () => T): T {
      if (!values.has(key)) values.set(key, make());
      return values.get(key) as T; // a key is written in one place, so it always carries the type of its `make`
    },
  };
}
