"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";
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
        title={t("Restore all?")}
        consequence={
          <div className="grid gap-3">
            <p>{t("{who} get their access, groups and {what} back, exactly as before.", { who, what })}</p>
            {passedOn > 0 && (
              <p>
                {t("{licenses} passed on before there were many: their people wait in line.", {
                  licenses: formatCount(passedOn, "license was", "licenses were"),
                })}
              </p>
            )}
            <p>{t("Correct {idp} first, or its next sync removes them again.", { idp })}</p>
          </div>
        }
        confirmLabel={t("Restore all")}
        trigger={
          <Button size="sm" variant="primary">
            {t("Restore all")}
          </Button>
        }
        onConfirm={() => decideMassLeaveAction(id, "restored")}
      />
      <ConfirmDialog
        title={t("Release the licenses?")}
        consequence={
          <div className="grid gap-3">
            <p>
              {waiting > 0
                ? t("{who} stay without access, and {what} go back, to the {people} who wait first.", {
                    who,
                    what,
                    people: formatCount(waiting, "person", "people"),
                  })
                : t("{who} stay without access, and {what} go back.", { who, what })}
            </p>
            <p>{t("This cannot be undone.")}</p>
          </div>
        }
        confirmLabel={t("Release")}
        danger
        trigger={<Button size="sm">{t("Release")}</Button>}
        onConfirm={() => decideMassLeaveAction(id, "released")}
      />
    </div>
  );
}
