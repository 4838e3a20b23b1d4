"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { restoreAction } from "./actions.ts";

export function RestorePerson({ person }: { person: { id: string; name: string } }) {
  return (
    <ConfirmDialog
      title={`Restore ${person.name}?`}
      consequence={`${person.name} is in Users again, as somebody added by hand: active, without groups and licenses. For identity providers that deleted them they stay deleted.`}
      confirmLabel="Restore person"
      trigger={<Button variant="primary">Restore</Button>}
      onConfirm={() => restoreAction(person.id)}
    />
  );
}
