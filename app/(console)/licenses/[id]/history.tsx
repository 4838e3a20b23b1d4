import { formatCount, formatPercent } from "#components/ui/number.tsx";
import { listPoolDays } from "#db/queries/license-report.ts";
import type { Pool } from "#db/queries/licenses.ts";
import { requireAdmin } from "#lib/auth.ts";
import { forecast, forecastWords, type PoolDay, poolHistory } from "#lib/pool-history.ts";
import { PoolCharts } from "./pool-charts.tsx";

const days = 30;

/** How the pool filled, whether it will, and what leaving people gave back. */
export async function History({ pool }: { pool: Pool }) {
  const admin = await requireAdmin();
  const changes = await listPoolDays(admin, pool.id, days);
  const present = { used: pool.invited + pool.activated + pool.held, activated: pool.activated, total: pool.total };
  const points = poolHistory(present, changes, { days, createdAt: pool.createdAt, now: new Date() });
  return (
    <section aria-labelledby="history" className="grid gap-4">
      <div>
        <h2 id="history" className="font-semibold text-lg">
          The last {days} days
        </h2>
        <p className="text-pretty text-muted">
          {forecastWords(forecast(pool, points))} {leaving(changes)}
        </p>
      </div>
      <PoolCharts points={points} summary={summary(pool)} />
    </section>
  );
}

/** What deprovisioning was good for. */
function leaving(changes: readonly PoolDay[]): string {
  const sum = (key: "freed" | "passedOn") => changes.reduce((total, day) => total + day[key], 0);
  const [freed, passedOn] = [sum("freed"), sum("passedOn")];
  if (freed === 0 && passedOn === 0) return "Deprovisioning freed no license.";
  const passed =
    passedOn === 0 ? "nobody waited for one" : `${formatCount(passedOn, "license", "licenses")} passed on to who waited`;
  return `Deprovisioning freed ${formatCount(freed, "license", "licenses")}; ${passed}.`;
}

const summary = ({ activated, total }: Pool) =>
  total === 0 ? "no licenses" : `${formatPercent(activated / total)} of the licenses are activated now`;
