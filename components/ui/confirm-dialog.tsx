"use client";

import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import { t } from "#lib/text.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { InlineAlert } from "./inline-alert.tsx";
import { Input } from "./input.tsx";

export type ConfirmResult = { ok: boolean; message?: string } | undefined;

type ConfirmDialogProps = {
  /** A question: "Delete Entra ID?" */
  title: string;
  /** What happens to whom, first. */
  consequence: ReactNode;
  /** The verb: "Delete configuration". */
  confirmLabel: string;
  cancelLabel?: string;
  danger?: boolean;
  /** When given, the name has to be typed. */
  typedName?: string;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A result that is not ok stays open and says its message. */
  onConfirm: () => Promise<ConfirmResult> | ConfirmResult;
};

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, consequence, confirmLabel, cancelLabel = "Cancel", danger, typedName, trigger, onConfirm } = props;
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const open = props.open ?? ownOpen;

  function setOpen(next: boolean) {
    setTyped("");
    setProblem(undefined);
    setOwnOpen(next);
    props.onOpenChange?.(next);
  }

  function confirm(event: FormEvent) {
    event.preventDefault();
    startTransition(async () => {
      const result = await onConfirm();
      if (result && !result.ok) setProblem(result.message ?? t("That did not work. Nothing was changed."));
      else setOpen(false);
    });
  }

  const blocked = typedName !== undefined && typed !== typedName;
  return (
    <Dialog alert title={title} description={consequence} trigger={trigger} open={open} onOpenChange={setOpen}>
      <form onSubmit={confirm} className="grid gap-4">
        {typedName !== undefined && (
          <Field label={t("Type {typedName} to confirm", { typedName })}>
            {(control) => (
              <Input
                {...control}
                value={typed}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
        <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
          <Button onClick={() => setOpen(false)}>{cancelLabel}</Button>
          <Button type="submit" variant={danger ? "danger" : "primary"} disabled={blocked} pending={pending}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
