/** Work of many that can be halted for a moment, so that what is measured meanwhile is not theirs. */
export function pausable() {
  let busy = 0;
  let whenIdle = () => {};
  let pause: PromiseWithResolvers<void> | undefined;
  return {
    async run<T>(work: () => Promise<T>): Promise<T> {
      while (pause) await pause.promise;
      busy++;
      try {
        return await work();
      } finally {
        if (--busy === 0) whenIdle();
      }
    },
    /** Waits for what runs, then for `work`; nothing begins meanwhile. */
    async whilePaused<T>(work: () => Promise<T>): Promise<T> {
      const ended = Promise.withResolvers<void>();
      pause = ended;
      if (busy > 0) await new Promise<void>((idle) => (whenIdle = idle));
      try {
        return await work();
      } finally {
        pause = undefined;
        ended.resolve();
      }
    },
  };
}
