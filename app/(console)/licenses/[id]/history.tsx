import { DayChart } from "#components/charts/day-chart.tsx";
import { formatCount, formatPercent } from "#components/ui/number.tsx";
import { listPoolDays } from "#db/queries/license-report.ts";
import type { Pool } from "#db/queries/licenses.ts";
import { requireAdmin } from "#lib/auth.ts";
import { forecast, forecastWords, type PoolDay, poolHistory } from "#lib/pool-history.ts";
import { t } from "#lib/text.ts";

const days = 30;

/** How the pool filled in the last weeks, whether it will, and what leaving people gave back. */
export async function History({ pool }: { pool: Pool }) {
  const admin = await requireAdmin();
  const changes = await listPoolDays(admin, pool.id, days);
  const present = { used: pool.invited + pool.activated + pool.held, activated: pool.activated, total: pool.total };
  const history = poolHistory(present, changes, { days, createdAt: pool.createdAt, now: new Date() });
  const points = history.map(({ day, ...values }) => ({ day, values: { ...values, utilization: utilization(values) } }));
  return (
    <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
      <DayChart
        title={t("Assigned over time")}
        summary={`${forecastWords(forecast(pool, history))} ${leaving(changes)}`}
        points={points}
        series={[
          { key: "total", label: t("Total"), tone: "quiet", shape: "line" },
          { key: "used", label: t("Assigned"), tone: "accent", shape: "area" },
          { key: "activated", label: t("Activated"), tone: "ok", shape: "line" },
        ]}
      />
      <DayChart
        title={t("Utilization over time")}
        summary={summary(pool)}
        points={points}
        series={[{ key: "utilization", label: t("Activated, in percent of the total"), tone: "ok", shape: "line" }]}
        unit="%"
      />
    </div>
  );
}

const utilization = ({ activated, total }: { activated: number; total: number }) =>
  total === 0 ? 0 : Math.round((100 * activated) / total);

/** What deprovisioning was good for. */
function leaving(changes: readonly PoolDay[]): string {
  const sum = (key: "freed" | "passedOn") => changes.reduce((total, day) => total + day[key], 0);
  const [freed, passedOn] = [sum("freed"), sum("passedOn")];
  if (freed === 0 && passedOn === 0) return t("Deprovisioning freed no license in the last {days} days.", { days });
  const passed =
    passedOn === 0
      ? t("nobody waited for one")
      : t("{licenses} passed on to who waited", { licenses: formatCount(passedOn, "license", "licenses") });
  return t("Deprovisioning freed {licenses} in the last {days} days; {passed}.", {
    licenses: formatCount(freed, "license", "licenses"),
    days,
    passed,
  });
}

const summary = ({ activated, total }: Pool) =>
  total === 0
    ? t("There are no licenses.")
    : t("{share} of the licenses are activated now.", { share: formatPercent(activated / total) });
