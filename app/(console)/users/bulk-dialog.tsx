"use client";

import { useActionState, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type Pool, poolName } from "../pool.ts";
import { startBulkAction } from "./bulk-actions.ts";
import { type BulkKind, bulkWords } from "./bulk-words.ts";

type BulkDialogProps = {
  kind: BulkKind;
  /** As the action reads it. */
  selection: string;
  count: number;
  pools: Pool[];
  groups: { id: string; name: string }[];
  poolId?: string;
  onClose: () => void;
  onStarted: () => void;
};

/** Asks what else is needed, says what will happen, and starts it. */
export function BulkDialog({ kind, selection, count, pools, groups, poolId: likely, onClose, onStarted }: BulkDialogProps) {
  const [state, action] = useActionState(startBulkAction, { ok: false });
  const [poolId, setPoolId] = useState(pools.some(({ id }) => id === likely) ? likely : pools[0]?.id);
  const { title, verb, asks, danger, consequence } = bulkWords[kind];

  useEffect(() => {
    if (state.ok) onStarted();
  }, [state, onStarted]);

  return (
    <Dialog
      alert
      open
      onOpenChange={(open) => !open && onClose()}
      title={title(formatCount(count, "person", "people"))}
      description={consequence(count, asks === "pool" ? pools.find(({ id }) => id === poolId) : undefined)}
    >
      <form action={action} className="grid gap-4">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="selection" value={selection} />
        {asks === "pool" && (
          <Field label="License type" error={state.fields?.pool}>
            {(control) => (
              <Select
                {...control}
                name="pool"
                value={poolId}
                onChange={(event) => setPoolId(event.target.value)}
                options={pools.map((pool) => ({
                  value: pool.id,
                  label: `${poolName(pool)} (${formatNumber(pool.available)} available)`,
                }))}
              />
            )}
          </Field>
        )}
        {asks === "group" && (
          <Field label="Group" error={state.fields?.group}>
            {(control) => (
              <Select
                {...control}
                name="group"
                defaultValue=""
                placeholder="Choose a group"
                options={groups.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
          </Field>
        )}
        {kind === "people.return_license" && (
          <Field label="Why" optional hint="Kept in the activity log." error={state.fields?.why}>
            {(control) => <Input {...control} name="why" maxLength={500} autoComplete="off" />}
          </Field>
        )}
        {(state.message ?? state.fields?.selection) && (
          <InlineAlert tone="bad">{state.message ?? state.fields?.selection}</InlineAlert>
        )}
        <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton variant={danger ? "danger" : "primary"}>{verb}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
