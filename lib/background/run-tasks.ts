import { asOnlyOne } from "../../db/queries/background.ts";
import { log } from "../log.ts";
import { pause } from "../pause.ts";
import { type Task, tasks } from "./tasks.ts";

const lookEveryMs = 1000;
const afterErrorMs = 60_000;

/** Does the tasks when they are due, one after the other, in one process of all; until the returned function is called. */
export function startBackground(work: readonly Task[] = tasks()): () => Promise<void> {
  const stop = new AbortController();
  const ended = attend(work, stop.signal);
  return () => {
    stop.abort();
    return ended;
  };
}

async function attend(work: readonly Task[], stop: AbortSignal): Promise<void> {
  const dueAt = new Map(work.map((task) => [task, 0]));
  while (!stop.aborted) {
    const due = work.filter((task) => (dueAt.get(task) ?? 0) <= Date.now());
    if (due.length > 0) {
      try {
        await asOnlyOne(async () => {
          for (const task of due) if (!stop.aborted) dueAt.set(task, Date.now() + (await runTask(task, stop)));
        });
      } catch (error) {
        log().error({ err: error }, "the database did not let background work begin; it is tried again");
      }
    }
    await pause(stop, lookEveryMs);
  }
}

/** Returns after how many milliseconds it is due again. */
async function runTask(task: Task, stop: AbortSignal): Promise<number> {
  try {
    return (await task.run(stop)) === "unfinished" ? 0 : task.everyMs;
  } catch (error) {
    log().error({ err: error, task: task.name }, "background work failed; it is tried again");
    return Math.min(afterErrorMs, task.everyMs);
  }
}
