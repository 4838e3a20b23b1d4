"use client";

import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ChoiceField, Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { t } from "#lib/text.ts";
import { type InstanceChoice, LicenseFields } from "./license-fields.tsx";

type PartProps = { values?: Record<string, string>; errors: Record<string, string> };

export function NameField({ values = {}, errors }: PartProps) {
  return (
    <Field label={t("Name")} error={errors.name}>
      {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" defaultValue={values.name} />}
    </Field>
  );
}

export function AutoAssign({ instances, values = {}, errors }: PartProps & { instances: InstanceChoice[] }) {
  const [on, setOn] = useState(values.autoAssign === "on");
  return (
    <div className="grid gap-6">
      <ChoiceField
        label={t("Auto-assign licenses")}
        error={errors.autoAssign}
        hint={on ? t("Licenses are assigned first come, first served until all are taken.") : <WithoutAutoAssign />}
      >
        {(control) => <Switch {...control} name="autoAssign" checked={on} onChange={(event) => setOn(event.target.checked)} />}
      </ChoiceField>
      {on && <LicenseFields instances={instances} values={values} errors={errors} />}
    </div>
  );
}

function WithoutAutoAssign() {
  return (
    <>
      <p>{t("When auto-assign licenses is not enabled, only user data is synced.")}</p>
      <p className="text-xs">{t("Groups sync too. Group rules and admins can still assign licenses.")}</p>
    </>
  );
}

/** `sendsMail`: does this server send email at all? */
export function Notifications({ values = {}, errors, sendsMail }: PartProps & { sendsMail: boolean }) {
  return (
    <div className="grid gap-3">
      <Field label={t("Notification email")} optional error={errors.notificationEmail}>
        {(control) => (
          <Input
            {...control}
            name="notificationEmail"
            type="email"
            autoComplete="email"
            defaultValue={values.notificationEmail}
          />
        )}
      </Field>
      <ChoiceField
        label={t("Send an email when provisioning fails")}
        error={errors.notifyOnFailure}
        hint={
          sendsMail
            ? t("At most one email an hour sums up what failed. Each failure is also shown on the configuration's page.")
            : t(
                "This server sends no email until its operator sets up SMTP, but the choice is kept. Failures are shown on the configuration's page.",
              )
        }
      >
        {(control) => <Checkbox {...control} name="notifyOnFailure" defaultChecked={values.notifyOnFailure === "on"} />}
      </ChoiceField>
    </div>
  );
}

const lifetimes = [
  { value: "90d", label: t("90 days") },
  { value: "1y", label: t("1 year") },
  { value: "2y", label: t("2 years") },
];

export function LifetimeField({ errors }: PartProps) {
  return (
    <Field label={t("Token expires after")} error={errors.lifetime}>
      {(control) => <Select {...control} name="lifetime" options={lifetimes} defaultValue="1y" />}
    </Field>
  );
}
