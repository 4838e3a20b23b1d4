import type { Metadata } from "next";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listExcluded } from "#db/queries/license-report.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../../pool.ts";
import { ExclusionsTable } from "./exclusions-table.tsx";

export const metadata: Metadata = { title: t("Exclusions") };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const pageSize = 50;

/** Rule 8: a license that an admin took back stays back until the exclusion is lifted. */
export default async function ExclusionsPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const query = parseTableQuery(await searchParams, { sorts: [] });
  const { rows, total, page } = await readExistingPage(query.page, pageSize, (page) => listExcluded(admin, { page, pageSize }));
  return (
    <div className="mx-auto grid max-w-page gap-6">
      <PageHeader
        crumbs={[{ label: t("Licenses"), href: "/licenses" }]}
        title={t("Exclusions")}
        description={t(
          "An admin took these licenses back. Configurations and group rules give them again only when the exclusion is lifted, or when the identity provider deactivates and reactivates the person.",
        )}
      />
      <ExclusionsTable
        exclusions={rows.map(({ userId, name, poolId, why, byName, since, ...license }) => ({
          ...{ userId, name, poolId, why, byName, since: since.toISOString() },
          license: poolName(license),
        }))}
        total={total}
        pageSize={pageSize}
        query={{ ...query, page }}
        mayChange={mayActAs(admin, "full")}
      />
    </div>
  );
}
