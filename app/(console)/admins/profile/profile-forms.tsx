"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { t } from "#lib/text.ts";
import { changePasswordAction, renameAction } from "./actions.ts";

export function Rename({ name }: { name: string }) {
  return (
    <ActionForm action={renameAction}>
      {({ state, errors, pending }) => (
        <>
          <h2 className="font-semibold text-lg">{t("You")}</h2>
          <Field
            label={t("Name")}
            error={errors.name}
            hint={t("Shown beside what you change, in every account that you administer.")}
          >
            {(control) => <Input {...control} name="name" defaultValue={name} required maxLength={200} autoComplete="name" />}
          </Field>
          <div>
            <Button type="submit" pending={pending}>
              {t("Save name")}
            </Button>
          </div>
          {state.ok && <InlineAlert tone="ok">{t("Your name is saved.")}</InlineAlert>}
        </>
      )}
    </ActionForm>
  );
}

export function ChangePassword({ email }: { email: string }) {
  return (
    <ActionForm action={changePasswordAction}>
      {({ state, errors, pending }) => (
        <>
          <h2 className="font-semibold text-lg">{t("Password")}</h2>
          {/* tells a password manager whose password this is */}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <Field label={t("Current password")} error={errors.currentPassword}>
            {(control) => <Input {...control} name="currentPassword" type="password" autoComplete="current-password" required />}
          </Field>
          <Field
            label={t("New password")}
            error={errors.newPassword}
            hint={t("At least 8 characters. All your other sessions end.")}
          >
            {(control) => <Input {...control} name="newPassword" type="password" autoComplete="new-password" required />}
          </Field>
          <div>
            <Button type="submit" pending={pending}>
              {t("Change password")}
            </Button>
          </div>
          {state.ok && <InlineAlert tone="ok">{t("Your password is changed. All other sessions have ended.")}</InlineAlert>}
        </>
      )}
    </ActionForm>
  );
}
