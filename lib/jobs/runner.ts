import { runNextBatch } from "../../db/queries/jobs.ts";
import { log } from "../log.ts";
import { pause } from "../pause.ts";
import { findJobKind } from "./registry.ts";

const idleMs = 500;
const afterErrorMs = 2000;

/** Does one batch of one job; false when there is nothing to do. */
export const runJobBatch = (): Promise<boolean> =>
  runNextBatch(async (job, items, tx) => {
    const kind = findJobKind(job.kind);
    if (!kind) throw new Error(`there is no job of kind ${job.kind}`);
    return kind(job, items, tx);
  });

/** Works on jobs, batch after batch, until the returned function is called; it resolves when the present batch is done. */
export function startJobRunner(): () => Promise<void> {
  const stop = new AbortController();
  const ended = work(stop.signal);
  return () => {
    stop.abort();
    return ended;
  };
}

async function work(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      if (!(await runJobBatch())) await pause(stop, idleMs);
    } catch (error) {
      log().error({ err: error }, "a batch of a job failed; it is tried again");
      await pause(stop, afterErrorMs);
    }
  }
}
