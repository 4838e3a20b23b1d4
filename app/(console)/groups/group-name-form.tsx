"use client";

import { useActionState, useEffect } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import type { FormAction } from "#components/ui/form-state.ts";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";

type GroupNameFormProps = {
  action: FormAction;
  submitLabel: string;
  /** The group that is renamed, as its admin sees it. */
  group?: { id: string; name: string };
  close: () => void;
};

/** The one field of a group, inside a dialog; closes it when the action succeeded. */
export function GroupNameForm({ action, submitLabel, group, close }: GroupNameFormProps) {
  const [state, submit] = useActionState(action, { ok: false });
  useEffect(() => {
    if (state.ok) close();
  }, [state, close]);
  const { fields = {}, values = {} } = state;
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
      {group && <input type="hidden" name="id" value={group.id} />}
      {group && <input type="hidden" name="was" value={`“${group.name}”`} />}
      <Field label="Name" error={fields.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            required
            maxLength={256}
            autoComplete="off"
            defaultValue={values.name ?? group?.name}
            key={values.name}
          />
        )}
      </Field>
      <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
        <Button onClick={close}>Cancel</Button>
        <SubmitButton>{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}
