import { AppError } from "./errors.ts";

/** Lets at most `atOnce` pieces of work run and as many as `waiting` wait for their turn; throws "unavailable" for more. */
export function takeTurns({ atOnce, waiting }: { atOnce: number; waiting: number }) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < atOnce) running++;
    else if (queue.length < waiting) await new Promise<void>((go) => queue.push(go));
    else throw new AppError("unavailable", "Too much is asked at once. Try again in a minute.");
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next)
        next(); // hands its place on
      else running--;
    }
  };
}
