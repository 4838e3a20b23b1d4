"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog, type ConfirmResult } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";

type DeleteConfigurationProps = {
  name: string;
  /** People this configuration keeps. */
  people: number;
  /** Deletes and goes back to SCIM Setup. */
  remove: () => Promise<ConfirmResult>;
};

export function DeleteConfiguration({ name, people, remove }: DeleteConfigurationProps) {
  return (
    <ConfirmDialog
      title={t("Delete {name}?", { name })}
      consequence={
        <>
          <p>{consequence(people)}</p>
          <p className="pt-2">
            {t(
              "All its tokens stop working at once. Its groups stay and can be edited by hand. Removed people can be restored for 30 days.",
            )}
          </p>
        </>
      }
      confirmLabel={t("Delete configuration")}
      danger
      typedName={name}
      trigger={<Button>{t("Delete")}</Button>}
      onConfirm={remove}
    />
  );
}

function consequence(people: number): string {
  if (people === 0) return t("Nobody came from it, so nobody loses anything.");
  const who = formatCount(people, "person whom only it provided loses", "people, as far as only it provided them, lose");
  return t("{who} their licenses now and leave Users; the licenses go to who waits.", { who });
}
