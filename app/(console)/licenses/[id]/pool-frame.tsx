import type { ReactNode } from "react";
import { formatNumber } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { Pool } from "#db/queries/licenses.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../../pool.ts";
import { ChangeTotal } from "./change-total.tsx";

type PoolFrameProps = {
  pool: Pool;
  /** The page's answer in one line. */
  description: ReactNode;
  children: ReactNode;
};

/** What the pages of one pool share: its name, its total, and the ways between them. */
export async function PoolFrame({ pool, description, children }: PoolFrameProps) {
  const admin = await requireAdmin();
  const { id, total, available, waiting } = pool;
  const name = poolName(pool);
  return (
    <div className="mx-auto grid max-w-page gap-6">
      <PageHeader
        crumbs={[{ label: t("Licenses"), href: "/licenses" }]}
        title={name}
        description={description}
        action={mayActAs(admin, "full") && <ChangeTotal pool={{ id, name, total, used: total - available, waiting }} />}
      />
      <Tabs
        label={name}
        exact
        className="border-line border-b"
        tabs={[
          { label: t("Overview"), href: `/licenses/${id}` },
          { label: t("Waiting line"), href: `/licenses/${id}/waiting`, count: formatNumber(waiting) },
          { label: t("Never activated"), href: `/licenses/${id}/reclaim` },
        ]}
      />
      {children}
    </div>
  );
}
