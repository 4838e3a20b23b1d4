import { formatNumber } from "#components/ui/number.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import { type Pool, poolName } from "../pool.ts";

type LicenseCardsProps = { pools: Pool[]; filters: Record<string, string> };

/** How full every pool is; a number shows the people behind it. */
export function LicenseCards({ pools, filters }: LicenseCardsProps) {
  return (
    <ul
      aria-label={t("Licenses")}
      className={cn(
        "-mx-4 flex snap-x snap-mandatory scroll-px-4 gap-3 overflow-x-auto px-4 pb-1 sm:mx-0 sm:grid sm:grid-cols-[repeat(auto-fill,minmax(19.5rem,1fr))] sm:overflow-visible sm:px-0 sm:pb-0",
        // two rows of three, not one of four and a rest
        (pools.length === 5 || pools.length === 6) && "xl:grid-cols-3",
      )}
    >
      {pools.map((pool) => (
        <li key={pool.id} className="w-[85%] shrink-0 snap-start sm:w-auto">
          <LicenseCard pool={pool} filters={filters} />
        </li>
      ))}
    </ul>
  );
}

export function LicenseCard({ pool, filters }: { pool: Pool; filters: Record<string, string> }) {
  const people = (status: string) => ({
    href: `/users?${new URLSearchParams({ license: pool.id, status })}`,
    current: filters.license === pool.id && filters.status === status,
  });
  const taken = pool.invited + pool.activated;
  return (
    <StatCard
      title={poolName(pool)}
      hint={t("{total} total", { total: formatNumber(pool.total) })}
      bar={
        <Progress
          label={t("{pool}: licenses taken", { pool: poolName(pool) })}
          text={t("{taken} of {total} taken", { taken, total: pool.total })}
          max={pool.total}
          segments={[
            { tone: "accent", value: pool.activated },
            { tone: "pending", value: pool.invited },
          ]}
        />
      }
      stats={[
        { label: t("Available"), value: pool.available },
        { label: t("Invited"), value: pool.invited, ...people("invited") },
        { label: t("Activated"), value: pool.activated, ...people("activated") },
        { label: t("Waiting"), value: pool.waiting, tone: "warn", ...people("waiting") },
      ]}
    />
  );
}
