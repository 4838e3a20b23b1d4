/** How long a request may still take; it starts anew once its body is here. */
export type Deadline = {
  passed: Promise<void>;
  restart(ms: number): void;
  stop(): void;
};

export function startDeadline(ms: number): Deadline {
  const { promise, resolve } = Promise.withResolvers<void>();
  let timer = setTimeout(resolve, ms);
  return {
    passed: promise,
    restart(again) {
      clearTimeout(timer);
      timer = setTimeout(resolve, again);
    },
    stop: () => clearTimeout(timer),
  };
}
