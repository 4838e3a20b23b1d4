import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";

/** What a value was and became, or one that needs no other to be understood. */
export type Change = { label: string; before?: string; after?: string } | { label: string; value: string };

/** Before → after, one line per value. A missing side reads "not set". `quiet`: without a ground, for a list of many. */
export function Diff({ changes, quiet }: { changes: Change[]; quiet?: boolean }) {
  return (
    <dl className={cn("grid gap-1 text-sm", !quiet && "rounded-control bg-surface px-3 py-2")}>
      {changes.map((change) => (
        <div key={change.label} className="grid gap-x-4 sm:grid-cols-[9rem_1fr]">
          <dt className="text-muted">{change.label}</dt>
          <dd className="min-w-0 break-words">{"value" in change ? change.value : <BeforeAndAfter {...change} />}</dd>
        </div>
      ))}
    </dl>
  );
}

const BeforeAndAfter = ({ before, after }: { before?: string; after?: string }) => (
  <>
    {before !== undefined && <del className="text-faint line-through decoration-1">{before}</del>}
    {before === undefined && <span className="text-faint">{t("not set")}</span>}
    <span aria-hidden className="px-2 text-faint">
      →
    </span>
    <span className="sr-only"> {t("became")} </span>
    {after !== undefined ? <ins className="no-underline">{after}</ins> : <span className="text-faint">{t("not set")}</span>}
  </>
);
