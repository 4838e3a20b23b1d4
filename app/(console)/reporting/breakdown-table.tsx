import { NumbersTable } from "#components/ui/numbers-table.tsx";
import { type Breakdown, listBreakdown } from "#db/queries/reporting.ts";
import { requireAdmin } from "#lib/auth.ts";
import type { DayRange } from "#lib/day-range.ts";
import { t } from "#lib/text.ts";
import { breakdownLabels } from "./report-query.ts";

const limit = 50;

/** Who has licenses, by department, location or group; as it is now. */
export async function BreakdownTable({ by, range }: { by: Breakdown; range: DayRange }) {
  const rows = await listBreakdown(await requireAdmin(), by, limit);
  const label = t("People by {attribute}", { attribute: breakdownLabels[by].toLowerCase() });
  return (
    <section aria-labelledby="breakdown" className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-3">
        <h2 id="breakdown" className="font-semibold text-lg">
          {label}
        </h2>
        <a
          href={`/reporting/export?${new URLSearchParams({ ...range, by })}`}
          download
          className="rounded-sm text-accent-text hover:underline"
        >
          {t("Export as CSV")}
        </a>
      </div>
      {rows.length === 0 ? (
        <p className="text-muted">
          {t("Nobody is here yet. People appear with the first sync, or when you add them under Users.")}
        </p>
      ) : (
        <NumbersTable
          label={label}
          columns={[breakdownLabels[by], t("People"), t("Active"), t("With license"), t("Activated")]}
          rows={rows.map(({ label: name, people, active, licensed, activated }) => ({
            key: name,
            name: name || t("None"),
            numbers: [people, active, licensed, activated],
          }))}
        />
      )}
      {rows.length === limit && <p className="text-muted text-sm">{t("The {limit} largest; the file has all.", { limit })}</p>}
    </section>
  );
}
