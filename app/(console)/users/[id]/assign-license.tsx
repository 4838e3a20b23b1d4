"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { formatNumber } from "#components/ui/number.tsx";
import { Select } from "#components/ui/select.tsx";
import { assignLicenseAction } from "./license-actions.ts";

/** A license that somebody could be given. */
export type AssignableLicense = { id: string; name: string; available: number; waiting: number };

type AssignLicenseProps = { person: { id: string; name: string; active: boolean }; choices: AssignableLicense[] };

export function AssignLicense({ person, choices }: AssignLicenseProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Assign a license to ${person.name}`}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Assign license</Button>}
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
          <Field label="License" hint={license && consequence(person, license)} error={errors.pool}>
            {(control) => (
              <Select
                {...control}
                name="pool"
                value={poolId}
                onChange={(event) => setPoolId(event.target.value)}
                options={choices.map(({ id, name, available }) => ({
                  value: id,
                  label: `${name} (${formatNumber(available)} available)`,
                }))}
              />
            )}
          </Field>
          <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
            <Button onClick={close}>Cancel</Button>
            <Button type="submit" variant="primary" pending={pending}>
              Assign license
            </Button>
          </div>
        </>
      )}
    </ActionForm>
  );
}

function consequence({ name, active }: AssignLicenseProps["person"], { available, waiting }: AssignableLicense): string {
  if (!active) return `${name} is inactive: the license is given, or waited for, once they are active.`;
  if (available > 0 && waiting === 0) return `${name} gets it now, with an invitation.`;
  return `All are taken: ${name} waits as number ${formatNumber(waiting + 1)} in line.`;
}
