import { rich } from "#components/rich.ts";
import { Link } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { AddRule, type LicenseChoice } from "./add-rule.tsx";
import { RemoveRule } from "./remove-rule.tsx";

export type LicenseRule = {
  id: string;
  license: string;
  /** Who would lose it without this rule. */
  people: number;
  /** The group is large: its licenses are given and taken back in the background. */
  behind: boolean;
};

type LicenseRulesProps = {
  group: { id: string; name: string };
  rules: LicenseRule[];
  /** What rules could still be added; nothing for a Sub admin. */
  choices?: LicenseChoice[];
};

/** What everybody who is directly in a group gets. */
export function LicenseRules({ group, rules, choices }: LicenseRulesProps) {
  return (
    <section aria-labelledby="license-rules" className="rounded-card border border-line">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
        <div className="min-w-0">
          <h2 id="license-rules" className="font-semibold">
            {t("License rules")}
          </h2>
          <p className="text-pretty text-muted">
            {rules.length === 0
              ? t("Being in this group gives no license.")
              : t("Everybody who is directly in this group gets this, first come, first served, for as long as they are in it.")}
          </p>
        </div>
        {choices && choices.length > 0 && <AddRule group={group} choices={choices} />}
      </div>
      {rules.length > 0 && (
        <ul className="divide-y divide-line border-line border-t">
          {rules.map((rule) => (
            <li key={rule.id} className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5 pr-2 pl-4">
              <span className="min-w-0">
                <span className="font-medium">{rule.license}</span>
                {rule.behind && (
                  <span className="block text-muted text-sm">
                    {t("Licenses of this large group are being given and returned.")}
                  </span>
                )}
              </span>
              {choices && <RemoveRule rule={rule} />}
            </li>
          ))}
        </ul>
      )}
      {rules.length > 0 && (
        <p className="border-line border-t px-4 py-2.5 text-muted text-sm">
          {rich("Of license types that exclude each other, the first rule decides. {orderOf}", {
            orderOf: <Link href="/groups/rules">{t("Order of all rules")}</Link>,
          })}
        </p>
      )}
    </section>
  );
}
