import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { formatNumber } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import { findJob, listPlannedItems, plans } from "#db/queries/jobs.ts";
import { countPlans } from "#db/queries/people-import.ts";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { ApplyImport } from "./apply-import.tsx";
import { PlanTable } from "./plan-table.tsx";
import { planWord } from "./plan-word.ts";

export const metadata: Metadata = { title: t("Check the upload") };

const pageSize = 50;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportPreviewPage({ params, searchParams }: Props) {
  const admin = await requireAdmin("full");
  const job = await findJob(admin, (await params).id);
  if (!job) notFound();
  if (job.state !== "draft") redirect(`/users/jobs/${job.id}`);
  const query = parseTableQuery(await searchParams, { sorts: [], filters: ["plan"] });
  const plan = plans.find((name) => name === query.filters.plan);
  const [counts, items] = await Promise.all([
    countPlans(admin, job.id),
    readExistingPage(query.page, pageSize, (page) => listPlannedItems(admin, job.id, { plan, page, pageSize })),
  ]);
  return (
    <div className="grid gap-6">
      <PageHeader
        crumbs={[
          { label: t("Users"), href: "/users" },
          { label: t("Upload a CSV file"), href: "/users/import" },
        ]}
        title={job.title}
        description={t("This is what would happen. Nothing has happened yet.")}
        action={<ApplyImport id={job.id} counts={counts} />}
      />
      <StatCard
        title={t("Lines of the file")}
        hint={t("{total} total", { total: formatNumber(job.total) })}
        stats={plans.map((name) => ({
          label: planWord(name),
          value: counts[name],
          href: `/users/import/${job.id}?plan=${name}`,
          current: plan === name,
          ...(name === "error" && { tone: "bad" as const }), // of its two tones
        }))}
      />
      <PlanTable
        items={items.rows.map(({ number, label, userId, plan: planned, message }) => ({
          ...{ number, label, plan: planned ?? "error" },
          userId: userId ?? undefined,
          message: message ?? undefined,
        }))}
        total={items.total}
        pageSize={pageSize}
        query={{ ...query, page: items.page }}
      />
    </div>
  );
}
