"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { renameAccountAction } from "./actions.ts";

type OrganizationProps = { name: string; slug: string; id: string; createdAt: string; canChange: boolean };

/** What this account is called, here and in every invitation, and how an operator names it. */
export function Organization({ name, slug, id, createdAt, canChange }: OrganizationProps) {
  const facts = [
    { label: t("Short name"), value: slug, mono: true },
    { label: t("Account ID"), value: id, mono: true },
    { label: t("Since"), value: <Time iso={createdAt} format="date" /> },
  ];
  if (!canChange) return <PropertyList properties={[{ label: t("Name"), value: name }, ...facts]} />;
  return (
    <div className="grid gap-6">
      <ActionForm key={name} action={renameAccountAction} className="grid max-w-[26rem] gap-4">
        {({ state, errors, pending }) => (
          <>
            <input type="hidden" name="seen" value={name} />
            <Field label={t("Name")} error={errors.name} hint={t("Shown to admins, and to members in their invitations.")}>
              {(control) => (
                <Input {...control} name="name" defaultValue={name} required maxLength={200} autoComplete="organization" />
              )}
            </Field>
            <div>
              <Button type="submit" pending={pending}>
                {t("Save name")}
              </Button>
            </div>
            {state.ok && <InlineAlert tone="ok">{t("The name is saved.")}</InlineAlert>}
          </>
        )}
      </ActionForm>
      <PropertyList properties={facts} />
    </div>
  );
}
