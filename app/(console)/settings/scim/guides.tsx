import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import { t } from "#lib/text.ts";
import { AttributeMapping } from "./attribute-mapping.tsx";
import { entraSteps } from "./guide-entra.tsx";
import { oktaSteps } from "./guide-okta.tsx";
import { oneLoginSteps } from "./guide-onelogin.tsx";
import type { GuideValues } from "./guide-parts.tsx";

type GuidesProps = GuideValues & {
  /** The identity provider that has called: "entra". */
  idp?: string;
  /** Everything works for long: who wants to read it asks. */
  settled?: boolean;
};

/** Step by step, with the labels of each identity provider's own portal and our values filled in. */
export function Guides({ idp, settled, ...values }: GuidesProps) {
  const guides = [
    { value: "entra", label: t("Entra ID"), steps: entraSteps(values) },
    { value: "okta", label: t("Okta"), steps: oktaSteps(values) },
    { value: "onelogin", label: "OneLogin", steps: oneLoginSteps(values) },
  ];
  const tabs = (
    <SectionTabs
      label={t("Identity provider")}
      initial={idp}
      tabs={guides.map(({ value, label, steps }) => ({
        value,
        label,
        content: (
          <div className="grid gap-6">
            <Stepper steps={steps} />
            <AttributeMapping />
            <SeveralLicenses />
          </div>
        ),
      }))}
    />
  );
  if (settled)
    return (
      <details className="min-w-0">
        <summary className="w-fit rounded-sm text-accent-text hover:underline">{t("Setting up your identity provider")}</summary>
        <div className="pt-2">{tabs}</div>
      </details>
    );
  return (
    <section aria-labelledby="guides" className="grid min-w-0 gap-1">
      <h2 id="guides" className="font-semibold">
        {t("In your identity provider")}
      </h2>
      {tabs}
    </section>
  );
}

/** One app of an IdP sends everybody to one configuration: the question that follows is how two licenses come out of it. */
function SeveralLicenses() {
  return (
    <details>
      <summary className="text-accent-text hover:underline">{t("One IdP app, several license types")}</summary>
      <p className="pt-3 text-pretty text-muted text-sm">
        {t(
          "Push groups and give each a license rule on its page under Groups. Or add a second configuration with its own token and a second app in your identity provider: people whom both send stay one person here.",
        )}
      </p>
    </details>
  );
}
