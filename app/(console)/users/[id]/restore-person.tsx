"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { t } from "#lib/text.ts";
import { restoreAction } from "./actions.ts";

export function RestorePerson({ person }: { person: { id: string; name: string } }) {
  return (
    <ConfirmDialog
      title={t("Restore {person}?", { person: person.name })}
      consequence={t(
        "{person} is in Users again, as somebody added by hand: active, without groups and licenses. For identity providers that deleted them they stay deleted.",
        { person: person.name },
      )}
      confirmLabel={t("Restore person")}
      trigger={<Button variant="primary">{t("Restore")}</Button>}
      onConfirm={() => restoreAction(person.id)}
    />
  );
}
