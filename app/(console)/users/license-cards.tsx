import { formatNumber } from "#components/ui/number.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { StatCard } from "#components/ui/stat-card.tsx";
import { cn } from "#lib/utils.ts";
import { type Pool, poolName } from "../pool.ts";

type LicenseCardsProps = { pools: Pool[]; filters: Record<string, string> };

/** How full every pool is; a number shows the people behind it. */
export function LicenseCards({ pools, filters }: LicenseCardsProps) {
  return (
    <ul
      aria-label="Licenses"
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
      hint={`${formatNumber(pool.total)} total`}
      bar={
        <Progress
          label={`${poolName(pool)}: licenses taken`}
          text={`${taken} of ${pool.total} taken`}
          max={pool.total}
          segments={[
            { tone: "accent", value: pool.activated },
            { tone: "pending", value: pool.invited },
          ]}
        />
      }
      stats={[
        { label: "Available", value: pool.available },
        { label: "Invited", value: pool.invited, ...people("invited") },
        { label: "Activated", value: pool.activated, ...people("activated") },
        { label: "Waiting", value: pool.waiting, tone: "warn", ...people("waiting") },
      ]}
    />
  );
}
