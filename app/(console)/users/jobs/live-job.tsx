"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { JobProgress } from "#components/ui/job-progress.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { dismissJobAction, stopJobAction } from "../bulk-actions.ts";
import { hasEnded, type JobView } from "./job-view.ts";

const everyMs = 1000;

type LiveJobProps = {
  job: JobView;
  /** A Full admin stops it and closes its notice. */
  mayChange: boolean;
  /** On Users: leads to the result, and can be closed once it ended. */
  notice?: boolean;
};

/** A job that follows itself until it ends, then renews the page around it. */
export function LiveJob({ job: initial, mayChange, notice }: LiveJobProps) {
  const router = useRouter();
  const [seen, setSeen] = useState(initial);
  const [pending, startTransition] = useTransition();
  // the server's word, when the page was renewed around us, is newer than what we asked for
  const job = hasEnded(initial) ? initial : seen;
  const ended = hasEnded(job);

  useEffect(() => {
    if (ended) return;
    const stop = new AbortController();
    const timer = setInterval(async () => {
      if (document.visibilityState === "hidden") return;
      const next = await readStatus(job.id, stop.signal);
      if (!next) return; // the server may be restarting; the next look tells
      setSeen(next);
      if (hasEnded(next)) router.refresh();
    }, everyMs);
    return () => {
      clearInterval(timer);
      stop.abort();
    };
  }, [job.id, ended, router]);

  const act = (action: typeof stopJobAction) =>
    startTransition(async () => {
      const { ok, message } = await action(job.id);
      if (!ok && message) (await import("sonner")).toast.error(message);
      router.refresh();
    });

  return (
    <JobProgress
      title={job.title}
      state={job.state === "draft" || job.state === "queued" ? "waiting" : job.state}
      done={job.done}
      failed={job.failed}
      total={job.total}
      rate={job.perSecond}
      remaining={job.remaining}
      action={
        <>
          {notice && (
            <ButtonLink size="sm" href={`/users/jobs/${job.id}`}>
              {ended ? t("View result") : t("Details")}
            </ButtonLink>
          )}
          {!ended && mayChange && job.stoppable && (
            <Button size="sm" pending={pending} onClick={() => act(stopJobAction)}>
              {t("Stop")}
            </Button>
          )}
          {ended && notice && mayChange && (
            <IconButton
              label={t("Close notice: {job}", { job: job.title })}
              icon={<X size={16} />}
              onClick={() => act(dismissJobAction)}
            />
          )}
        </>
      }
    />
  );
}

async function readStatus(id: string, signal: AbortSignal): Promise<JobView | undefined> {
  try {
    const answer = await fetch(`/users/jobs/${id}/status`, { signal, cache: "no-store" });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
