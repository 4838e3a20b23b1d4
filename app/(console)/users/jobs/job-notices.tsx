import { hasEnded, type JobView } from "./job-view.ts";
import { LiveJob } from "./live-job.tsx";

/** What runs now, and what ended lately until somebody closes it. */
export function JobNotices({ jobs, mayChange }: { jobs: JobView[]; mayChange: boolean }) {
  if (jobs.length === 0) return null;
  return (
    <div className="grid gap-2">
      {jobs.map((job) => (
        // another one once it ended, whatever the page last knew
        <LiveJob key={`${job.id} ${hasEnded(job)}`} job={job} mayChange={mayChange} notice />
      ))}
    </div>
  );
}
