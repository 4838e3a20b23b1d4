"use client";

import type { ReactNode } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import type { FormAction, FormState } from "#components/ui/form-state.ts";
import { ButtonLink } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { AccessToken, type CreatedToken } from "./access-token.tsx";
import { AutoAssign, LifetimeField, NameField, Notifications } from "./configuration-fields.tsx";
import type { InstanceChoice } from "./license-fields.tsx";

export type ConfigurationFormState = FormState & { created?: CreatedToken };

type ConfigurationFormProps = {
  action: FormAction<ConfigurationFormState>;
  instances: InstanceChoice[];
  tenantUrl: string;
  sendsMail: boolean;
  /** Check user data, above Generate token. */
  check?: ReactNode;
};

/** Submits `name`, `autoAssign`, `instance`, `licenseType`, `notificationEmail`, `notifyOnFailure` and `lifetime`; then shows the token, once. */
export function ConfigurationForm({ action, instances, tenantUrl, sendsMail, check }: ConfigurationFormProps) {
  return (
    <ActionForm action={action} className="grid gap-7">
      {({ state, errors, pending }) =>
        state.created ? (
          <AccessToken created={state.created} tenantUrl={tenantUrl} />
        ) : (
          <>
            <NameField errors={errors} />
            <AutoAssign instances={instances} errors={errors} />
            <Notifications errors={errors} sendsMail={sendsMail} />
            <LifetimeField errors={errors} />
            {check}
            <div className="flex flex-wrap gap-2 border-line border-t pt-5">
              <Button type="submit" variant="primary" pending={pending}>
                {t("Generate token")}
              </Button>
              <ButtonLink href="/settings/scim">{t("Cancel")}</ButtonLink>
            </div>
          </>
        )
      }
    </ActionForm>
  );
}
