import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import { AttributeMapping } from "./attribute-mapping.tsx";
import { entraSteps } from "./guide-entra.tsx";
import { oktaSteps } from "./guide-okta.tsx";
import { oneLoginSteps } from "./guide-onelogin.tsx";
import type { GuideValues } from "./guide-parts.tsx";

/** Step by step, with the labels of each identity provider's own portal and our values filled in. */
export function Guides(values: GuideValues) {
  const guides = [
    { value: "entra", label: "Entra ID", steps: entraSteps(values) },
    { value: "okta", label: "Okta", steps: oktaSteps(values) },
    { value: "onelogin", label: "OneLogin", steps: oneLoginSteps(values) },
  ];
  return (
    <section aria-labelledby="guides" className="grid min-w-0 gap-1">
      <h2 id="guides" className="font-semibold">
        In your identity provider
      </h2>
      <SectionTabs
        label="Identity provider"
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
    </section>
  );
}

/** One app of an IdP sends everybody to one configuration: the question that follows is how two licenses come out of it. */
function SeveralLicenses() {
  return (
    <details>
      <summary className="text-accent-text hover:underline">One IdP app, several license types</summary>
      <p className="pt-3 text-pretty text-muted text-sm">
        Push groups and give each a license rule on its page under Groups. Or add a second configuration with its own token and a
        second app in your identity provider: people whom both send stay one person here.
      </p>
    </details>
  );
}
