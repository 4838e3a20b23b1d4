import { Download } from "lucide-react";
import type { Metadata } from "next";
import { buttonClass } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listActivityLog } from "#db/queries/activity-log.ts";
import { listAdmins } from "#db/queries/admins.ts";
import { listConfigurationNames } from "#db/queries/configurations.ts";
import { findNames } from "#db/queries/names.ts";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { activityText } from "../activity-text.ts";
import { ActivityFilters } from "./activity-filters.tsx";
import { ActivityList } from "./activity-list.tsx";
import { activityFilter, activityParams } from "./activity-query.ts";

export const metadata: Metadata = { title: t("Activity log") };

const pageSize = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ActivityLogPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const { before, after, ...filters } = activityParams(await searchParams);
  const [log, admins, configurations, asked] = await Promise.all([
    listActivityLog(admin, activityFilter(filters, Date.now()), { before, after, limit: pageSize }),
    listAdmins(admin),
    listConfigurationNames(admin),
    findNames(admin, [filters.about ?? "", filters.configuration ?? "", filters.by ?? ""]),
  ]);
  const nameOf = (id: string | undefined) => (id === undefined ? undefined : (asked.get(id)?.name ?? t("Nobody")));
  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("Activity log")}
        description={t("Every change by an admin, an identity provider or Account Center itself, and every request that failed.")}
        action={
          // a plain link: the browser saves what the server streams
          <a href={`/activity-log/export?${new URLSearchParams(filters)}`} download className={buttonClass()}>
            <Download size={16} /> {t("Export CSV")}
          </a>
        }
      />
      <ActivityFilters
        filters={filters}
        names={{ about: nameOf(filters.about), configuration: nameOf(filters.configuration), by: nameOf(filters.by) }}
        admins={admins.map(({ id, name }) => ({ id, name }))}
        configurations={configurations}
      />
      <ActivityList
        entries={log.entries.map((entry) => ({
          id: entry.id,
          at: entry.at.toISOString(),
          ...activityText(entry, log.names),
        }))}
        filters={filters}
        older={log.older}
        newer={log.newer}
      />
    </div>
  );
}
