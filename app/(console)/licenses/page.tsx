import type { Metadata } from "next";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listGroupRules } from "#db/queries/group-rules.ts";
import { listAnnouncedJobs } from "#db/queries/jobs.ts";
import { findMailProblems, listExcluded, type MailProblems } from "#db/queries/license-report.ts";
import { listPools, type Pool } from "#db/queries/licenses.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { licenseTypes } from "#lib/catalogue.ts";
import { t } from "#lib/text.ts";
import { MassLeaveBanner } from "../mass-leave-banner.tsx";
import { JobNotices } from "../users/jobs/job-notices.tsx";
import { jobView } from "../users/jobs/job-view.ts";
import { LicenseCards } from "../users/license-cards.tsx";
import { CreateLicense } from "./create-license.tsx";
import { MoreAboutLicenses } from "./more-about-licenses.tsx";
import { PoolsTable } from "./pools-table.tsx";

export const metadata: Metadata = { title: t("Licenses") };

export default async function LicensesPage() {
  const admin = await requireAdmin();
  const [pools, rules, excluded, mailProblems, jobs] = await Promise.all([
    listPools(admin),
    listGroupRules(admin),
    listExcluded(admin, { page: 1, pageSize: 1 }),
    findMailProblems(admin),
    listAnnouncedJobs(admin),
  ]);
  const full = mayActAs(admin, "full");
  const create = full && (
    <CreateLicense
      catalogue={licenseTypes.map(({ product, name }) => ({ product, name }))}
      instances={[...new Map(pools.map(({ instanceName, product }) => [instanceName, { name: instanceName, product }])).values()]}
    />
  );
  return (
    <div className="grid gap-6">
      <PageHeader title={t("Licenses")} description={answer(pools)} action={pools.length > 0 && create} />
      <MassLeaveBanner />
      <JobNotices jobs={jobs.map((job) => jobView(job))} mayChange={full} />
      {mailProblems && <MailAlert problems={mailProblems} />}
      {pools.length === 0 ? (
        <div className="rounded-card border border-line">
          <EmptyState title={t("No licenses yet")} action={create}>
            {t("Add what your organization bought: a product, a license type, and how many.")}
          </EmptyState>
        </div>
      ) : (
        <>
          <LicenseCards pools={pools} filters={{}} />
          <PoolsTable pools={pools} />
          <MoreAboutLicenses rules={rules.length} excluded={excluded.total} />
        </>
      )}
    </div>
  );
}

/** Who has what, in one sentence. */
function answer(pools: readonly Pool[]): string {
  const sum = (of: (pool: Pool) => number) => pools.reduce((total, pool) => total + of(pool), 0);
  const waiting = sum((pool) => pool.waiting);
  if (pools.length === 0) return t("What your organization bought, and who has it.");
  const taken = t("{taken} of {total} licenses are taken", {
    taken: formatNumber(sum((pool) => pool.total - pool.available)),
    total: formatNumber(sum((pool) => pool.total)),
  });
  return waiting === 0
    ? t("{taken}, and nobody waits.", { taken })
    : t("{taken}, and {people}.", { taken, people: formatCount(waiting, "person waits", "people wait") });
}

function MailAlert({ problems: { invitations, others, lastFailure } }: { problems: MailProblems }) {
  return (
    <InlineAlert
      tone="warn"
      title={t("{emails} could not be sent so far", { emails: formatCount(invitations + others, "email", "emails") })}
    >
      {lastFailure}{" "}
      {invitations > 0 && t("It is tried again by itself. Meanwhile the link of an invitation can be copied on each profile.")}
    </InlineAlert>
  );
}
