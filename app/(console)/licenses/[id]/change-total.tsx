"use client";

import { useActionState, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { t } from "#lib/text.ts";
import { changeTotalAction } from "../actions.ts";

type ChangeTotalProps = { pool: { id: string; name: string; total: number; used: number; waiting: number } };

/** How many licenses were bought. Below what is in use it is refused, with the number to return first. */
export function ChangeTotal({ pool }: ChangeTotalProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Change the total of {pool}", { pool: pool.name })}
      description={description(pool)}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("Change total")}</Button>}
    >
      <TotalForm pool={pool} close={() => setOpen(false)} />
    </Dialog>
  );
}

function description({ used, total, waiting }: ChangeTotalProps["pool"]): string {
  const now = t("{used} of {total} are in use.", { used: formatNumber(used), total: formatNumber(total) });
  return waiting === 0
    ? now
    : t("{now} More licenses go at once to the {people} who wait.", { now, people: formatCount(waiting, "person", "people") });
}

function TotalForm({ pool, close }: ChangeTotalProps & { close: () => void }) {
  const [state, submit] = useActionState(changeTotalAction, { ok: false });
  const [seen] = useState(pool.total); // when the window opened: the page behind it renews itself
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the action answered
  useEffect(() => {
    if (state.ok) close();
  }, [state]);
  return (
    <form action={submit} noValidate className="grid gap-4">
      {state.message && <InlineAlert tone="bad">{state.message}</InlineAlert>}
      <input type="hidden" name="pool" value={pool.id} />
      <input type="hidden" name="seen" value={seen} />
      <Field label={t("Total")} error={state.fields?.total}>
        {(control) => (
          <Input
            {...control}
            name="total"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={state.values?.total ?? String(pool.total)}
          />
        )}
      </Field>
      <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
        <DialogClose>
          <Button>{t("Cancel")}</Button>
        </DialogClose>
        <SubmitButton>{t("Change total")}</SubmitButton>
      </div>
    </form>
  );
}
