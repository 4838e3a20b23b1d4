"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { formatNumber } from "#components/ui/number.tsx";
import { Select } from "#components/ui/select.tsx";
import { t } from "#lib/text.ts";
import { assignLicenseAction } from "./license-actions.ts";

/** A license that somebody could be given. */
export type AssignableLicense = { id: string; name: string; available: number; waiting: number };

type AssignLicenseProps = { person: { id: string; name: string; active: boolean }; choices: AssignableLicense[] };

export function AssignLicense({ person, choices }: AssignLicenseProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Assign a license to {person}", { person: person.name })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t("Assign license")}</Button>}
    >
      <Choice person={person} choices={choices} close={() => setOpen(false)} />
    </Dialog>
  );
}

function Choice({ person, choices, close }: AssignLicenseProps & { close: () => void }) {
  const [poolId, setPoolId] = useState(choices[0]?.id);
  const license = choices.find(({ id }) => id === poolId);
  return (
    <ActionForm action={assignLicenseAction} onDone={close} className="grid gap-4">
      {({ errors, pending }) => (
        <>
          <input type="hidden" name="person" value={person.id} />
          <Field label={t("License")} hint={license && consequence(person, license)} error={errors.pool}>
            {(control) => (
              <Select
                {...control}
                name="pool"
                value={poolId}
                onChange={(event) => setPoolId(event.target.value)}
                options={choices.map(({ id, name, available }) => ({
                  value: id,
                  label: t("{name} ({available} available)", { name, available: formatNumber(available) }),
                }))}
              />
            )}
          </Field>
          <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
            <Button onClick={close}>{t("Cancel")}</Button>
            <Button type="submit" variant="primary" pending={pending}>
              {t("Assign license")}
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}

function consequence({ name, active }: AssignLicenseProps["person"], { available, waiting }: AssignableLicense): string {
  if (!active) return t("{name} is inactive: the license is given, or waited for, once they are active.", { name });
  if (available > 0 && waiting === 0) return t("{name} gets it now, with an invitation.", { name });
  return t("All are taken: {name} waits as number {position} in line.", { name, position: formatNumber(waiting + 1) });
}
