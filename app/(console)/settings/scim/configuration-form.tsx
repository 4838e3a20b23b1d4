"use client";

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { ChoiceField, Field } from "#components/ui/field.tsx";
import type { FormAction, FormState } from "#components/ui/form-state.ts";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { AccessToken, type CreatedToken } from "./access-token.tsx";
import { type InstanceChoice, LicenseFields } from "./license-fields.tsx";

export type ConfigurationFormState = FormState & { created?: CreatedToken };

type ConfigurationFormProps = {
  action: FormAction<ConfigurationFormState>;
  instances: InstanceChoice[];
  tenantUrl: string;
  /** Does this server send email at all? */
  sendsMail: boolean;
};

const lifetimes = [
  { value: "90d", label: "90 days" },
  { value: "1y", label: "1 year" },
  { value: "2y", label: "2 years" },
];

/** Submits `name`, `autoAssign`, `instance`, `licenseType`, `notificationEmail`, `notifyOnFailure` and `lifetime`; then shows the token, once. */
export function ConfigurationForm({ action, instances, tenantUrl, sendsMail }: ConfigurationFormProps) {
  const [state, submit, pending] = useActionState(action, { ok: false });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.fields) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);

  if (state.created) return <AccessToken created={state.created} tenantUrl={tenantUrl} />;

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault(); // an action of the form itself would empty the fields when it comes back with an error
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }

  const { fields = {}, values = {} } = state;
  return (
    <form ref={form} action={submit} onSubmit={send} noValidate className="grid gap-7">
      {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
      <Field label="Name" error={fields.name}>
        {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" defaultValue={values.name} />}
      </Field>
      <AutoAssign instances={instances} values={values} errors={fields} />
      <Notifications values={values} errors={fields} sendsMail={sendsMail} />
      <Field label="Token expires after" error={fields.lifetime}>
        {(control) => <Select {...control} name="lifetime" options={lifetimes} defaultValue={values.lifetime ?? "1y"} />}
      </Field>
      <div className="flex flex-wrap gap-2 border-line border-t pt-5">
        <Button type="submit" variant="primary" pending={pending}>
          Generate token
        </Button>
        <ButtonLink href="/settings/scim">Cancel</ButtonLink>
      </div>
    </form>
  );
}

type PartProps = { values: Record<string, string>; errors: Record<string, string> };

function AutoAssign({ instances, values, errors }: PartProps & { instances: InstanceChoice[] }) {
  const [on, setOn] = useState(values.autoAssign === "on");
  return (
    <div className="grid gap-6">
      <ChoiceField
        label="Auto-assign licenses"
        error={errors.autoAssign}
        hint={on ? "Licenses are assigned first come, first served until all are taken." : <WithoutAutoAssign />}
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
      <p>When auto-assign licenses is not enabled, only user data is synced.</p>
      <p className="text-xs">Groups sync too. Group rules and admins can still assign licenses.</p>
    </>
  );
}

function Notifications({ values, errors, sendsMail }: PartProps & { sendsMail: boolean }) {
  return (
    <div className="grid gap-3">
      <Field label="Notification email" optional error={errors.notificationEmail}>
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
        label="Send an email when provisioning fails"
        error={errors.notifyOnFailure}
        hint={
          sendsMail
            ? "At most one email an hour sums up what failed. Each failure is also shown on the configuration's page."
            : "This server sends no email until its operator sets up SMTP, but the choice is kept. Failures are shown on the configuration's page."
        }
      >
        {(control) => <Checkbox {...control} name="notifyOnFailure" defaultChecked={values.notifyOnFailure === "on"} />}
      </ChoiceField>
    </div>
  );
}
