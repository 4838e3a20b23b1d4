import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";
import { formatCount, Num } from "#components/ui/number.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { Health, type HealthState } from "./health.tsx";

export type Configuration = {
  id: string;
  name: string;
  /** Name of the license that is assigned; none = only user data is synced. */
  license?: string;
  /** Tokens that work now. */
  tokens: number;
  people: number;
  lastCallAt?: string;
  health: HealthState;
};

/** The configurations of the account: a table where there is room, the same cells stacked where there is not. */
export function ConfigurationsTable({ configurations }: { configurations: Configuration[] }) {
  return (
    <div className="@container">
      <table className="block w-full @3xl:table">
        <caption className="sr-only">{t("SCIM configurations")}</caption>
        <thead className="hidden @3xl:table-header-group">
          <tr className="text-left text-muted text-sm">
            {[t("Name"), t("Auto-assign"), t("People"), t("Tokens"), t("Last call"), t("Health")].map((title) => (
              <th key={title} scope="col" className="h-9 border-line border-b pr-4 font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block @3xl:table-row-group">
          {configurations.map((configuration) => (
            <ConfigurationRow key={configuration.id} configuration={configuration} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ConfigurationRow({ configuration }: { configuration: Configuration }) {
  const { id, name, license, tokens, people, lastCallAt, health } = configuration;
  return (
    <tr className="grid gap-1 border-line border-b py-3 @3xl:table-row @3xl:py-0">
      <th scope="row" className="text-left font-medium @3xl:h-12 @3xl:border-line @3xl:border-b @3xl:pr-4">
        <Link href={`/settings/scim/${id}`} className="break-words">
          {name}
        </Link>
      </th>
      <Cell label={t("Auto-assign")}>{license ?? <span className="text-muted">{t("Off")}</span>}</Cell>
      <Cell label={t("People")}>
        <Num value={people} />
      </Cell>
      <Cell label={t("Tokens")}>
        {tokens === 0 ? <span className="text-warn">{t("None that work")}</span> : formatCount(tokens, "active", "active")}
      </Cell>
      <Cell label={t("Last call")}>
        {lastCallAt ? <Time iso={lastCallAt} /> : <span className="text-muted">{t("Never")}</span>}
      </Cell>
      <Cell label={t("Health")}>
        <Health state={health} />
      </Cell>
    </tr>
  );
}

function Cell({ label, children }: { label: string; children: ReactNode }) {
  return (
    <td className="flex justify-between gap-4 @3xl:table-cell @3xl:border-line @3xl:border-b @3xl:pr-4">
      <span aria-hidden className="text-muted @3xl:hidden">
        {label}
      </span>
      <span className="min-w-0">{children}</span>
    </td>
  );
}
