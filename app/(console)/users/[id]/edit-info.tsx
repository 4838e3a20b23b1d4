"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { rich } from "#components/rich.ts";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { t } from "#lib/text.ts";
import { editPersonAction } from "./actions.ts";

export type EditableField = {
  key: string;
  label: string;
  value: string;
  maxLength: number;
  /** The configuration that keeps it true, by name: it cannot be typed into. */
  owner?: string;
  hint?: string;
};

export type EditInfoProps = { person: { id: string; name: string; version: number }; fields: EditableField[] };

/** What an admin may type about a person; what an IdP keeps is shown beside it, and cannot be changed. */
export function EditInfo(props: EditInfoProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Edit {person}", { person: props.person.name })}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<Pencil size={16} />}>
          {t("Edit")}
        </Button>
      }
    >
      <InfoForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

const InfoForm = ({ person, fields, close }: EditInfoProps & { close: () => void }) => (
  <ActionForm action={editPersonAction} onDone={close}>
    {({ errors, pending }) => (
      <>
        <input type="hidden" name="id" value={person.id} />
        <input type="hidden" name="version" value={person.version} />
        {fields
          .filter(({ owner }) => owner === undefined)
          .map(({ key, label, hint, value, maxLength }) => (
            <Field key={key} label={label} hint={hint} error={errors[key]}>
              {(control) => (
                <>
                  <input type="hidden" name="field" value={key} />
                  <Input {...control} name={key} defaultValue={value} maxLength={maxLength} autoComplete="off" />
                </>
              )}
            </Field>
          ))}
        <Kept fields={fields} />
        <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
          <Button onClick={close}>{t("Cancel")}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t("Save")}
          </Button>
        </div>
      </>
    )}
  </ActionForm>
);

/** What identity providers keep true: shown, not to be typed into. */
function Kept({ fields }: { fields: EditableField[] }) {
  const owned = Map.groupBy(fields, ({ owner }) => owner);
  return [...owned].map(
    ([owner, kept]) =>
      owner !== undefined && (
        <section key={owner} aria-label={t("Kept true by {owner}", { owner })}>
          <p className="border-line border-b pb-2 text-pretty text-muted">
            {rich("Kept true by {owner}. Change it there.", { owner: <span className="font-medium text-text">{owner}</span> })}
          </p>
          <PropertyList properties={kept.map(({ label, value }) => ({ label, value }))} />
        </section>
      ),
  );
}
