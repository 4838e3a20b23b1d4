import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listJobs } from "#db/queries/jobs.ts";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { jobView } from "./job-view.ts";
import { JobsTable } from "./jobs-table.tsx";

export const metadata: Metadata = { title: t("Bulk changes") };

/** Older ones are in the activity log, person by person. */
const shown = 100;

export default async function JobsPage() {
  const admin = await requireAdmin();
  const jobs = await listJobs(admin, shown);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[{ label: t("Users"), href: "/users" }]}
        title={t("Bulk changes")}
        description={t("Changes of many people at once, the newest first, with what came of each person.")}
      />
      <JobsTable jobs={jobs.map((job) => jobView(job))} />
    </div>
  );
}
