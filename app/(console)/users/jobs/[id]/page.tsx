import { Download } from "lucide-react";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Time } from "#components/ui/time.tsx";
import { findJob, listJobItems } from "#db/queries/jobs.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { hasEnded, jobView } from "../job-view.ts";
import { LiveJob } from "../live-job.tsx";
import { outcomes } from "../outcome.ts";
import { ResultTable } from "./result-table.tsx";

export const metadata: Metadata = { title: t("Bulk change") };

const pageSize = 50;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function JobPage({ params, searchParams }: Props) {
  const admin = await requireAdmin();
  const job = await findJob(admin, (await params).id);
  if (!job) notFound();
  if (job.state === "draft") redirect(`/users/import/${job.id}`);
  const query = parseTableQuery(await searchParams, { sorts: [], filters: ["result"] });
  const { result } = query.filters;
  const filter = result === "pending" ? result : outcomes.find((outcome) => outcome === result);
  const items = await readExistingPage(query.page, pageSize, (page) => listJobItems(admin, job.id, { filter, page, pageSize }));
  const view = jobView(job);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[
          { label: t("Users"), href: "/users" },
          { label: t("Bulk changes"), href: "/users/jobs" },
        ]}
        title={job.title}
        description={
          <>
            {view.createdBy && `${t("By {createdBy},", { createdBy: view.createdBy })} `}
            <Time iso={view.createdAt} />
          </>
        }
        action={
          <a href={`/users/jobs/${job.id}/result`} download className={buttonClass()}>
            <Download size={16} />
            {t("Download result")}
          </a>
        }
      />
      <LiveJob key={String(hasEnded(view))} job={view} mayChange={mayActAs(admin, "full")} />
      <ResultTable
        items={items.rows.map(({ number, label, userId, outcome, message }) => ({
          ...{ number, label, outcome },
          message: message ?? undefined,
          userId: userId ?? undefined,
        }))}
        total={items.total}
        pageSize={pageSize}
        query={{ ...query, page: items.page }}
      />
    </div>
  );
}
