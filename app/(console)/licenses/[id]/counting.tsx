"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { sentences, t } from "#lib/text.ts";
import { changeCountingAction } from "../actions.ts";

type CountingProps = { pool: { id: string; countsInvited: boolean; invited: number; waiting: number }; mayChange: boolean };

/** What uses up a license of this pool. */
export function Counting({ pool: { id, countsInvited, invited, waiting }, mayChange }: CountingProps) {
  const to = countsInvited ? "activated" : "invited";
  return (
    <section
      aria-labelledby="counting"
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 rounded-card border border-line px-4 py-3"
    >
      <div className="min-w-0">
        <h2 id="counting" className="font-semibold">
          {t("What counts as taken")}
        </h2>
        <p className="text-pretty text-muted">
          {countsInvited
            ? t("Invitations and activations: whoever is invited has a license for sure.")
            : t("Activations alone: more people than licenses can be invited, and who activates too late waits.")}
        </p>
      </div>
      {mayChange && (
        <ConfirmDialog
          title={countsInvited ? t("Count only activations?") : t("Count invitations too?")}
          consequence={
            countsInvited
              ? sentences(
                  t("{invitations} using licenses now.", {
                    invitations: formatCount(invited, "invitation stops", "invitations stop"),
                  }),
                  waiting > 0 &&
                    t("{people} invited.", { people: formatCount(waiting, "person who waits is", "people who wait are") }),
                  t("Who activates when all are taken waits."),
                )
              : t(
                  "{invitations} a license each from now on. This is refused where more people are invited than there are licenses.",
                  { invitations: formatCount(invited, "invitation uses", "invitations use") },
                )
          }
          confirmLabel={countsInvited ? t("Count only activations") : t("Count invitations too")}
          trigger={<Button>{t("Change")}</Button>}
          onConfirm={() => changeCountingAction(id, to)}
        />
      )}
    </section>
  );
}
