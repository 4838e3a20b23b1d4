import type { ReactNode } from "react";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import { OwnerLabel } from "./owner-label.tsx";

export type Property = { label: string; value: ReactNode; owner?: { label: string; text: ReactNode }; mono?: boolean };

/** Label left, value right. An `owner` marks who keeps the value true. An empty value is a dash that is read as "not set". */
export function PropertyList({ properties }: { properties: Property[] }) {
  return (
    <dl className="divide-y divide-line">
      {properties.map(({ label, value, owner, mono }) => (
        <div key={label} className="grid gap-x-6 gap-y-0.5 py-2.5 sm:grid-cols-[11rem_1fr]">
          <dt className="text-muted">{label}</dt>
          <dd className={cn("flex min-w-0 flex-wrap items-baseline gap-x-2.5 gap-y-1", mono && "font-mono text-sm")}>
            <span className="min-w-0 break-words">{value || value === 0 ? value : <NotSet />}</span>
            {owner && <OwnerLabel {...owner} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function NotSet() {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{t("Not set")}</span>
    </span>
  );
}
