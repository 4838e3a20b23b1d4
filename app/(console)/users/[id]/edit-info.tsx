"use client";

import { Pencil } from "lucide-react";
import { type FormEvent, startTransition, useActionState, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
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
      title={`Edit ${props.person.name}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<Pencil size={16} />}>
          Edit
        </Button>
      }
    >
      <InfoForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function InfoForm({ person, fields, close }: EditInfoProps & { close: () => void }) {
  const [state, submit, pending] = useActionState(editPersonAction, { ok: false });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the action answered
  useEffect(() => {
    if (state.ok) close();
  }, [state]);

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault(); // an action of the form itself would empty the fields when it comes back with an error
    const data = new FormData(event.currentTarget);
    startTransition(() => submit(data));
  }

  return (
    <form action={submit} onSubmit={send} noValidate className="grid gap-5">
      {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
      <input type="hidden" name="id" value={person.id} />
      <input type="hidden" name="version" value={person.version} />
      {fields.map((field) => (
        <Field
          key={field.key}
          label={field.label}
          error={state.fields?.[field.key]}
          hint={field.owner ? `Kept true by ${field.owner}. Change it there.` : field.hint}
        >
          {(control) =>
            field.owner ? (
              <Input {...control} value={field.value} readOnly className="bg-surface text-muted" />
            ) : (
              <>
                <input type="hidden" name="field" value={field.key} />
                <Input {...control} name={field.key} defaultValue={field.value} maxLength={field.maxLength} autoComplete="off" />
              </>
            )
          }
        </Field>
      ))}
      <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
