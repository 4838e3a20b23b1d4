export type Inspected = {
  /** MB in use after everything was collected that nobody holds. */
  heapAfterCollection(): Promise<number>;
  watchEventLoop(): Promise<void>;
  /** The 99th percentile since it is watched, in milliseconds. */
  eventLoopDelay(): Promise<number>;
  close(): void;
};

/** How often the loop is looked at; a loop without delay is seen after exactly this time. */
const resolutionMs = 10;

/** Asks a process that was started with --inspect, so that nothing of this is in the product. */
export async function inspect(port: number): Promise<Inspected> {
  const [target] = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  const waiting = new Map<number, PromiseWithResolvers<{ result?: { value?: unknown } }>>();
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(data);
    waiting.get(id)?.resolve(result);
    waiting.delete(id);
  };
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  let id = 0;
  const call = (method: string, params = {}) => {
    const answer = Promise.withResolvers<{ result?: { value?: unknown } }>();
    waiting.set(++id, answer);
    socket.send(JSON.stringify({ id, method, params }));
    return answer.promise;
  };
  const evaluate = async (expression: string) => Number((await call("Runtime.evaluate", { expression })).result?.value);
  return {
    async heapAfterCollection() {
      await call("HeapProfiler.collectGarbage");
      return (await evaluate("process.memoryUsage().heapUsed")) / 2 ** 20;
    },
    async watchEventLoop() {
      const monitor = `process.getBuiltinModule("node:perf_hooks").monitorEventLoopDelay({ resolution: ${resolutionMs} })`;
      await evaluate(`(globalThis.eventLoopDelay = ${monitor}).enable() ? 1 : 0`);
    },
    eventLoopDelay: async () => (await evaluate("globalThis.eventLoopDelay.percentile(99)")) / 1e6 - resolutionMs,
    close: () => socket.close(),
  };
}
