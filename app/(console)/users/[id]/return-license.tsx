"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { t } from "#lib/text.ts";
import { returnLicenseAction } from "./license-actions.ts";
import type { ProfileLicense } from "./profile-licenses.tsx";

type ReturnLicenseProps = { person: { id: string; name: string }; license: ProfileLicense; close: () => void };

export function ReturnLicense({ person, license, close }: ReturnLicenseProps) {
  const verb = license.status === "waiting" ? t("Leave the line") : t("Return license");
  return (
    <Dialog
      alert
      title={t("{verb} for {license}?", { verb, license: license.name })}
      description={consequence(person.name, license)}
      open
      onOpenChange={close}
    >
      <ActionForm action={returnLicenseAction} onDone={close} className="grid gap-4">
        {({ errors, pending }) => (
          <>
            <input type="hidden" name="person" value={person.id} />
            <input type="hidden" name="pool" value={license.id} />
            <Field label={t("Why")} optional hint={t("Kept in the activity log.")} error={errors.why}>
              {(control) => <Input {...control} name="why" maxLength={500} autoComplete="off" />}
            </Field>
            <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
              <Button onClick={close}>{t("Cancel")}</Button>
              <Button type="submit" variant="danger" pending={pending}>
                {verb}
              </Button>
            </div>
          </>
        )}
      </ActionForm>
    </Dialog>
  );
}

function consequence(person: string, { name, status, automatic }: ProfileLicense): string {
  const now = {
    waiting: t("{person} leaves the line for {name} now.", { person, name }),
    invited: t("{person} loses {name} now; the invitation stops working, and the license passes to who waits.", { person, name }),
    activated: t("{person} loses {name} now, and it passes to who waits.", { person, name }),
    held: t("{person} will not get {name} back, and it passes to who waits.", { person, name }),
    dormant: "", // there is nothing to return
  }[status];
  if (!automatic) return now;
  return t(
    "{now} Nothing gives it back by itself, until you lift the exclusion or the identity provider deactivates and reactivates {person}.",
    { now, person },
  );
}
