import { NumbersTable } from "#components/ui/numbers-table.tsx";
import { listSyncConfigurations } from "#db/queries/reporting.ts";
import { requireAdmin } from "#lib/auth.ts";
import type { DayRange } from "#lib/day-range.ts";
import { t } from "#lib/text.ts";

/** What each SCIM configuration did in the range. */
export async function SyncTable({ range }: { range: DayRange }) {
  const rows = await listSyncConfigurations(await requireAdmin(), range);
  return (
    <section aria-labelledby="by-configuration" className="grid gap-2">
      <h2 id="by-configuration" className="font-semibold text-lg">
        {t("Sync by SCIM configuration")}
      </h2>
      {rows.length === 0 ? (
        <p className="text-muted">{t("There is no SCIM configuration. Settings › SCIM Setup connects an identity provider.")}</p>
      ) : (
        <NumbersTable
          label={t("Sync by SCIM configuration")}
          columns={[t("Configuration"), t("Changes"), t("Failed requests")]}
          rows={rows.map(({ id, name, changes, failures }) => ({ key: id, name, numbers: [changes, failures] }))}
        />
      )}
    </section>
  );
}
