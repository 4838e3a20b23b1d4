"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { decideMassLeaveAction } from "./actions.ts";

type MassLeaveDecisionProps = {
  id: string;
  people: number;
  held: number;
  /** Licenses that others have by now. */
  passedOn: number;
  /** People who wait for any license. */
  waiting: number;
  idp: string;
};

/** Restore or release a mass leave as a whole. */
export function MassLeaveDecision({ id, people, held, passedOn, waiting, idp }: MassLeaveDecisionProps) {
  const who = formatCount(people, "person", "people");
  const what = formatCount(held, "license", "licenses");
  return (
    <div className="flex flex-wrap gap-2">
      <ConfirmDialog
        title="Restore all?"
        consequence={
          <div className="grid gap-3">
            <p>
              {who} get their access, groups and {what} back now, exactly as before.
            </p>
            {passedOn > 0 && (
              <p>
                {formatCount(passedOn, "license was", "licenses were")} passed on before there were many: their people wait in
                line.
              </p>
            )}
            <p>Correct {idp} first, or its next sync removes them again.</p>
          </div>
        }
        confirmLabel="Restore all"
        trigger={
          <Button size="sm" variant="primary">
            Restore all
          </Button>
        }
        onConfirm={() => decideMassLeaveAction(id, "restored")}
      />
      <ConfirmDialog
        title="Release the licenses?"
        consequence={
          <div className="grid gap-3">
            <p>
              {who} stay without access, and {what} go back now
              {waiting > 0 && `, to the ${formatCount(waiting, "person", "people")} who wait first`}.
            </p>
            <p>This cannot be undone.</p>
          </div>
        }
        confirmLabel="Release"
        danger
        trigger={<Button size="sm">Release</Button>}
        onConfirm={() => decideMassLeaveAction(id, "released")}
      />
    </div>
  );
}
