"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { t } from "#lib/text.ts";
import { startSignOnAction } from "./actions.ts";

/** Asks whose identity provider it is, then goes there; who administers several organizations says which. */
export function SignOnForm({ next }: { next: string }) {
  return (
    // the policy of our pages lets no form lead elsewhere, so the page goes there itself
    <ActionForm action={startSignOnAction} onDone={({ url }) => url && window.location.assign(url)}>
      {({ state, errors, pending }) => (
        <>
          <input type="hidden" name="next" value={next} />
          <Field label={t("Email")} error={errors.email}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="username" required maxLength={254} />}
          </Field>
          {state.choices && (
            <Field label={t("Organization")} hint={t("You administer several that use single sign-on.")}>
              {(control) => <Select {...control} name="account" options={state.choices?.map(optionOf) ?? []} />}
            </Field>
          )}
          <Button type="submit" variant="primary" pending={pending || state.ok}>
            {t("Continue")}
          </Button>
        </>
      )}
    </ActionForm>
  );
}

const optionOf = ({ accountId, accountName }: { accountId: string; accountName: string }) => ({
  value: accountId,
  label: accountName,
});
