import { rich } from "#components/rich.ts";
import { Link } from "#components/ui/link.tsx";
import { formatNumber, Num } from "#components/ui/number.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { t } from "#lib/text.ts";
import { type Pool, poolName } from "../pool.ts";

// columns of the whole list, so that every bar ends where the others do
const row = "col-span-full grid min-h-11 grid-cols-subgrid items-center gap-y-1.5 border-line border-b py-2";

/** How many people, and how full every pool is. */
export function Glance({ people, pools }: { people: { people: number; active: number }; pools: Pool[] }) {
  return (
    <section aria-labelledby="glance" className="grid gap-3">
      <h2 id="glance" className="font-semibold text-lg">
        {t("At a glance")}
      </h2>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 border-line border-t sm:grid-cols-[16rem_minmax(0,1fr)_auto]">
        <div className={row}>
          <dt>
            <Link href="/users" quiet>
              {t("People")}
            </Link>
          </dt>
          <dd className="hidden text-muted sm:block">{t("{active} active", { active: formatNumber(people.active) })}</dd>
          <dd className="text-right">
            <Num value={people.people} className="font-medium" />
          </dd>
        </div>
        {pools.map((pool) => (
          <div key={pool.id} className={row}>
            <dt className="min-w-0 break-words">
              <Link href={`/users?license=${pool.id}`} quiet>
                {poolName(pool)}
              </Link>
            </dt>
            <dd className="col-span-2 row-start-2 sm:col-span-1 sm:row-start-auto">
              <Progress
                label={t("{pool}: licenses taken", { pool: poolName(pool) })}
                text={t("{taken} of {total} taken", { taken: pool.total - pool.available, total: pool.total })}
                max={pool.total}
                segments={[
                  { tone: "accent", value: pool.activated },
                  { tone: "pending", value: pool.invited },
                ]}
              />
            </dd>
            <dd className="text-right text-muted tabular-nums">
              {rich("{available} of {total} available", {
                available: <Num value={pool.available} className="font-medium text-text" />,
                total: formatNumber(pool.total),
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
