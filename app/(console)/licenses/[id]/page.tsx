import type { Metadata } from "next";
import { Suspense } from "react";
import { formatNumber } from "#components/ui/number.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { sentences, t } from "#lib/text.ts";
import { poolName } from "../../pool.ts";
import { LicenseCard } from "../../users/license-cards.tsx";
import { Counting } from "./counting.tsx";
import { History } from "./history.tsx";
import { loadPool } from "./load-pool.ts";
import { PoolFrame } from "./pool-frame.tsx";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: poolName(await loadPool(await requireAdmin(), (await params).id)) };
}

export default async function PoolPage({ params }: Props) {
  const admin = await requireAdmin();
  const pool = await loadPool(admin, (await params).id);
  const { total, available } = pool;
  return (
    <PoolFrame
      pool={pool}
      description={sentences(
        t("{available} of {total} available.", { available: formatNumber(available), total: formatNumber(total) }),
        pool.held > 0 && t("{held} held back.", { held: formatNumber(pool.held) }),
      )}
    >
      <LicenseCard pool={pool} filters={{}} />
      <Suspense fallback={<Skeleton className="h-64 w-full" />}>
        <History pool={pool} />
      </Suspense>
      <Counting pool={pool} mayChange={mayActAs(admin, "full")} />
    </PoolFrame>
  );
}
