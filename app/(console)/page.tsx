import type { Metadata } from "next";
import { PageHeader } from "#components/ui/page-header.tsx";
import { type LogEntry, listActivityLog } from "#db/queries/activity-log.ts";
import { listExpiringTokens } from "#db/queries/attention.ts";
import { getConfigurationStatus } from "#db/queries/configuration-status.ts";
import { listConfigurations } from "#db/queries/configurations.ts";
import { accountOpensScim, listPools } from "#db/queries/licenses.ts";
import { findOpenMassLeave } from "#db/queries/mass-leaves.ts";
import { countEverybody } from "#db/queries/people-counts.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { activityText } from "./activity-text.ts";
import { Attention } from "./home/attention.tsx";
import { attentionItems } from "./home/attention-items.ts";
import { Glance } from "./home/glance.tsx";
import { LatestActivity } from "./home/latest-activity.tsx";
import { StartHere, startSteps } from "./home/start-here.tsx";
import { configurationRow } from "./settings/settings-view.ts";

export const metadata: Metadata = { title: t("Home") };

const soonDays = 30;

export default async function HomePage() {
  const admin = await requireAdmin();
  const [pools, rows, expiring, massLeave, people, activity] = await Promise.all([
    listPools(admin),
    listConfigurations(admin),
    listExpiringTokens(admin, soonDays),
    findOpenMassLeave(admin),
    countEverybody(admin),
    listActivityLog(admin, {}, { limit: 30 }),
  ]);
  const configurations = await Promise.all(
    rows.map(async (row) => {
      const status = await getConfigurationStatus(admin, row.id);
      return {
        ...configurationRow(row, status),
        failed: status.failed,
        tested: status.lastTest?.accepted === true || status.lastWriteAt !== undefined,
      };
    }),
  );
  const items = attentionItems({ configurations, expiring, pools, massLeave });
  const steps = startSteps({ available: accountOpensScim(pools), canChange: mayActAs(admin, "full"), configurations });
  return (
    <div className="mx-auto grid max-w-page gap-10">
      <PageHeader title={admin.accountName} description={answer(items.length, steps.length > 0)} />
      {steps.length > 0 && <StartHere steps={steps} />}
      {items.length > 0 && <Attention items={items} />}
      <Glance people={people} pools={pools} />
      <LatestActivity
        entries={activity.entries
          .filter(isNews)
          .slice(0, 6)
          .map((entry) => ({
            ...{ id: entry.id, at: entry.at.toISOString() },
            ...activityText(entry, activity.names),
          }))}
      />
    </div>
  );
}

function answer(items: number, starting: boolean): string {
  if (items > 0) return items === 1 ? t("One thing needs attention.") : t("{items} things need attention.", { items });
  return starting ? t("Connect your identity provider, and people arrive by themselves.") : t("Nothing needs attention.");
}

/** Who signed in and out is for the Activity log. */
const isNews = (entry: LogEntry): boolean =>
  entry.type === "request" || (entry.action !== "admin.signed_in" && entry.action !== "admin.signed_out");
