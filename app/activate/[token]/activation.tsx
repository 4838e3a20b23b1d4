"use client";

import { useActionState } from "react";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { t } from "#lib/text.ts";
import { activateAction } from "./actions.ts";
import { type ActivationStep, type Invited, wordsOf } from "./steps.ts";

type ActivationProps = { link: string; step: ActivationStep; invited?: Invited };

/** The invitation and its one button, which works before any script has loaded; then what came of it. */
export function Activation({ link, step: initial, invited }: ActivationProps) {
  const [step, submit] = useActionState(activateAction, initial);
  if (step === "open" && invited) {
    return (
      <PlainPage
        title={t("Activate {invited}", { invited: licenseName(invited) })}
        description={t("{organization} has a license for you, {person}.", {
          organization: invited.organization,
          person: invited.person,
        })}
      >
        <form action={submit} className="grid gap-6">
          <input type="hidden" name="link" value={link} />
          <What invited={invited} />
          <SubmitButton>{t("Activate")}</SubmitButton>
        </form>
      </PlainPage>
    );
  }
  const { title, text, tone } = wordsOf(step === "open" ? "wrong" : step, invited && licenseName(invited));
  const theirs = step === "activated" || step === "used" || step === "waiting";
  return (
    <PlainPage title={title}>
      <div className="grid gap-6">
        <InlineAlert tone={tone}>{text}</InlineAlert>
        {theirs && invited && <What invited={invited} />}
      </div>
    </PlainPage>
  );
}

function What({ invited: { organization, person, product, instanceName, licenseType } }: { invited: Invited }) {
  return (
    <PropertyList
      properties={[
        { label: t("Organization"), value: organization },
        { label: t("Product"), value: product },
        ...(instanceName === product ? [] : [{ label: t("Application instance"), value: instanceName }]),
        { label: t("License type"), value: licenseType },
        { label: t("For"), value: person },
      ]}
    />
  );
}

const licenseName = ({ instanceName, licenseType }: Invited) =>
  instanceName === licenseType ? instanceName : `${instanceName} ${licenseType}`;
