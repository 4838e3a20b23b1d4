"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import type { FormAction } from "#components/ui/form-state.ts";
import { Input } from "#components/ui/input.tsx";
import { t } from "#lib/text.ts";

type GroupNameFormProps = {
  action: FormAction;
  submitLabel: string;
  /** The group that is renamed, as its admin sees it. */
  group?: { id: string; name: string };
  close: () => void;
};

/** The one field of a group, inside a dialog; closes it when the action succeeded. */
export const GroupNameForm = ({ action, submitLabel, group, close }: GroupNameFormProps) => (
  <ActionForm action={action} onDone={close} className="grid gap-4">
    {({ errors, pending }) => (
      <>
        {group && <input type="hidden" name="id" value={group.id} />}
        {group && <input type="hidden" name="was" value={`“${group.name}”`} />}
        <Field label={t("Name")} error={errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={256} autoComplete="off" defaultValue={group?.name} />}
        </Field>
        <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
          <Button onClick={close}>{t("Cancel")}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {submitLabel}
          </Button>
        </div>
      </>
    )}
  </ActionForm>
);
