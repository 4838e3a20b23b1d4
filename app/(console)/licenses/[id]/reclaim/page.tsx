import type { Metadata } from "next";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { formatCount } from "#components/ui/number.tsx";
import { listAnnouncedJobs } from "#db/queries/jobs.ts";
import { listReclaimable } from "#db/queries/license-report.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../../../pool.ts";
import { JobNotices } from "../../../users/jobs/job-notices.tsx";
import { jobView } from "../../../users/jobs/job-view.ts";
import { reclaimDays } from "../../../users/users-filters.ts";
import { peopleFilter } from "../../../users/users-query.ts";
import { loadPool } from "../load-pool.ts";
import { PoolFrame } from "../pool-frame.tsx";
import { ReclaimTable } from "./reclaim-table.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageSize = 50;
const usualDays = "14";

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return {
    title: t("{pool}, never activated", { pool: poolName(await loadPool(await requireAdmin(), (await params).id)) }),
  };
}

export default async function ReclaimPage({ params, searchParams }: Props) {
  const admin = await requireAdmin();
  const pool = await loadPool(admin, (await params).id);
  const query = parseTableQuery(await searchParams, { sorts: [], filters: ["invited"] });
  const days = reclaimDays.map(String).find((choice) => choice === query.filters.invited) ?? usualDays;
  // the filter of Users, so that "all that match" means the same people to the job
  const { invitedBefore = new Date() } = peopleFilter({ q: "", filters: { invited: days } });
  const [jobs, { rows, total, page }] = await Promise.all([
    listAnnouncedJobs(admin),
    readExistingPage(query.page, pageSize, (page) => listReclaimable(admin, pool.id, invitedBefore, { page, pageSize })),
  ]);
  const full = mayActAs(admin, "full");
  return (
    <PoolFrame pool={pool} description={answer(total, days)}>
      <JobNotices jobs={jobs.map((job) => jobView(job))} mayChange={full} />
      <ReclaimTable
        pool={pool}
        days={days}
        people={rows.map(({ userId, name, email, invitedAt, sentAt, failure }) => ({
          ...{ id: userId, name, email, failure, invitedAt: invitedAt.toISOString() },
          ...(sentAt && { sentAt: sentAt.toISOString() }),
        }))}
        total={total}
        pageSize={pageSize}
        page={page}
        sendsMail={sendsMail()}
        mayChange={full}
      />
    </PoolFrame>
  );
}

function answer(total: number, days: string): string {
  if (total === 0) return t("No open invitation is older than {days} days.", { days });
  return t("{people} invited more than {days} days ago and never activated.", {
    people: formatCount(total, "person was", "people were"),
    days,
  });
}
