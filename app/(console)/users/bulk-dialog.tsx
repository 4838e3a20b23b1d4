"use client";

import { useActionState, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { Picker, type PickerOption } from "#components/ui/picker.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { t } from "#lib/text.ts";
import { type Pool, poolName } from "../pool.ts";
import { startBulkAction } from "./bulk-actions.ts";
import { type BulkKind, bulkWords } from "./bulk-words.ts";
import { searchGroups } from "./search-groups.ts";

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
  const [group, setGroup] = useState<PickerOption>();
  const problem = state.message ?? state.fields?.selection ?? state.fields?.group;
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
          <Field label={t("License type")} error={state.fields?.pool}>
            {(control) => (
              <Select
                {...control}
                name="pool"
                value={poolId}
                onChange={(event) => setPoolId(event.target.value)}
                options={pools.map((pool) => ({
                  value: pool.id,
                  label: t("{pool} ({available} available)", { pool: poolName(pool), available: formatNumber(pool.available) }),
                }))}
              />
            )}
          </Field>
        )}
        {asks === "group" && (
          <>
            <input type="hidden" name="group" value={group?.id ?? ""} />
            <Picker
              label={t("Search groups by name")}
              none={t("No group matches.")}
              search={searchGroups(groups)}
              chosen={group ? [group] : []}
              onChange={(chosen) => setGroup(chosen.at(-1))}
            />
          </>
        )}
        {kind === "people.return_license" && (
          <Field label={t("Why")} optional hint={t("Kept in the activity log.")} error={state.fields?.why}>
            {(control) => <Input {...control} name="why" maxLength={500} autoComplete="off" />}
          </Field>
        )}
        {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
        <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
          <Button onClick={onClose}>{t("Cancel")}</Button>
          <SubmitButton variant={danger ? "danger" : "primary"}>{verb}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
