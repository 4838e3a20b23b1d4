import { SectionTabs } from "#components/ui/section-tabs.tsx";
import { Stepper } from "#components/ui/stepper.tsx";
import { AttributeMapping } from "./attribute-mapping.tsx";
import { entraSteps, type GuideValues, oktaSteps, oneLoginSteps } from "./guide-steps.tsx";

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
            </div>
          ),
        }))}
      />
    </section>
  );
}
