import { CircleAlert, CircleCheck, CircleSlash } from "lucide-react";
import type { ReactNode } from "react";
import { sentences, t } from "#lib/text.ts";
import { formatCount, formatNumber } from "./number.tsx";
import { Progress } from "./progress.tsx";
import { Spinner } from "./spinner.tsx";

type JobProgressProps = {
  title: string;
  state: "waiting" | "running" | "done" | "stopped" | "failed";
  done: number;
  failed: number;
  total: number;
  /** Per second, and seconds left at that rate. */
  rate?: number;
  remaining?: number;
  action?: ReactNode;
};

const icons = {
  waiting: <Spinner />,
  running: <Spinner />,
  done: <CircleCheck size={16} className="text-ok" />,
  stopped: <CircleSlash size={16} className="text-muted" />,
  failed: <CircleAlert size={16} className="text-bad" />,
};

/** Long work: how much is done, how fast, how long yet; in the end, what came of it. */
export function JobProgress({ title, state, done, failed, total, rate, remaining, action }: JobProgressProps) {
  const ended = state !== "waiting" && state !== "running";
  const text = t("{done} of {total}", { done: formatNumber(done), total: formatNumber(total) });
  return (
    <section aria-label={title} className="grid gap-2 rounded-card border border-line px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-1 basis-64 items-start gap-3">
          <span className="flex h-5 items-center">{icons[state]}</span>
          <div className="min-w-0">
            <p className="break-words font-medium">{title}</p>
            <p className="text-muted tabular-nums" role={ended ? "status" : undefined}>
              {summary({ state, done, failed, total, rate, remaining })}
            </p>
          </div>
        </div>
        {action && <div className="flex items-center gap-2">{action}</div>}
      </div>
      {!ended && (
        <Progress
          label={title}
          text={text}
          max={total}
          segments={[
            { tone: "accent", value: done - failed },
            { tone: "bad", value: failed },
          ]}
        />
      )}
    </section>
  );
}

function summary({ state, done, failed, total, rate, remaining }: Omit<JobProgressProps, "title" | "action">): string {
  const problems = failed > 0 && t("{failed} failed.", { failed: formatNumber(failed) });
  const of = t("{done} of {total}.", { done: formatNumber(done), total: formatNumber(total) });
  switch (state) {
    case "waiting":
      return t("Waiting to begin: {total}.", { total: formatNumber(total) });
    case "running": {
      const speed = rate !== undefined && rate > 0 && t("{rate} per second.", { rate: formatNumber(rate) });
      return sentences(of, speed, remaining !== undefined && left(remaining), problems);
    }
    case "done":
      return failed > 0
        ? sentences(t("Done: {done} of {total}.", { done: formatNumber(done - failed), total: formatNumber(total) }), problems)
        : t("Done: {total}.", { total: formatNumber(total) });
    case "stopped":
      return sentences(
        t("Stopped after {done} of {total}; what is done stays done.", { done: formatNumber(done), total: formatNumber(total) }),
        problems,
      );
    case "failed":
      return sentences(
        t("Something went wrong on our side after {done} of {total}; what is done stays done.", {
          done: formatNumber(done),
          total: formatNumber(total),
        }),
        problems,
      );
  }
}

function left(seconds: number): string {
  if (seconds < 60) return t("About {time} left.", { time: formatCount(seconds, "second", "seconds") });
  const minutes = Math.ceil(seconds / 60);
  return t("About {time} left.", { time: formatCount(minutes, "minute", "minutes") });
}
