import type { Metadata } from "next";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { formatCount } from "#components/ui/number.tsx";
import { listGroupRules } from "#db/queries/group-rules.ts";
import { listWaiting } from "#db/queries/license-report.ts";
import { findNames } from "#db/queries/names.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../../../pool.ts";
import { reasonText } from "../../../users/[id]/license-view.ts";
import { loadPool } from "../load-pool.ts";
import { PoolFrame } from "../pool-frame.tsx";
import { WaitingTable } from "./waiting-table.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageSize = 50;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return {
    title: t("Waiting line of {pool}", { pool: poolName(await loadPool(await requireAdmin(), (await params).id)) }),
  };
}

export default async function WaitingPage({ params, searchParams }: Props) {
  const admin = await requireAdmin();
  const pool = await loadPool(admin, (await params).id);
  const query = parseTableQuery(await searchParams, { sorts: [] });
  const { rows, total, page } = await readExistingPage(query.page, pageSize, (page) =>
    listWaiting(admin, pool.id, { page, pageSize }),
  );
  const sources = rows.flatMap(({ reasons }) => reasons);
  const [rules, names] = await Promise.all([
    sources.some(({ kind }) => kind === "group_rule") ? listGroupRules(admin) : [],
    findNames(
      admin,
      sources.map(({ sourceId }) => sourceId),
    ),
  ]);
  return (
    <PoolFrame
      pool={pool}
      description={
        total === 0
          ? t("Nobody waits.")
          : t("{people}. A license that comes free goes to the first in line at once.", {
              people: formatCount(total, "person waits", "people wait"),
            })
      }
    >
      <WaitingTable
        pool={{ id: pool.id, name: poolName(pool) }}
        people={rows.map(({ userId, name, email, position, since, reasons }) => ({
          ...{ id: userId, name, email, position, since: since.toISOString() },
          reason: [...new Set(reasons.map((reason) => reasonText(reason, { rules, names })))].join("; "),
        }))}
        total={total}
        pageSize={pageSize}
        query={{ ...query, page }}
        mayChange={mayActAs(admin, "full")}
      />
    </PoolFrame>
  );
}
