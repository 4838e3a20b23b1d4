import type { JobProgress } from "#db/queries/jobs.ts";

/** A job as the browser draws it, also as the answer of its status. */
export type JobView = {
  id: string;
  title: string;
  state: "draft" | "queued" | "running" | "done" | "stopped" | "failed";
  total: number;
  done: number;
  failed: number;
  stoppable: boolean;
  /** Items per second since it began; absent before the first are done. */
  perSecond?: number;
  /** Seconds until the end, at that rate. */
  remaining?: number;
  createdBy?: string;
  createdAt: string;
  finishedAt?: string;
};

export function jobView(job: JobProgress, now = new Date()): JobView {
  const { id, title, state, total, done, failed, stoppable } = job;
  const seconds = job.startedAt && (now.getTime() - job.startedAt.getTime()) / 1000;
  const rate = state === "running" && seconds ? done / seconds : undefined;
  return {
    ...{ id, title, state, total, done, failed, stoppable },
    ...(rate && { perSecond: Math.round(rate), remaining: Math.ceil((total - done) / rate) }),
    ...(job.createdByName && { createdBy: job.createdByName }),
    createdAt: job.createdAt.toISOString(),
    ...(job.finishedAt && { finishedAt: job.finishedAt.toISOString() }),
  };
}

export const hasEnded = ({ state }: Pick<JobView, "state">): boolean =>
  state === "done" || state === "stopped" || state === "failed";
