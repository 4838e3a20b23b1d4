"use client";

import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { moveToFrontAction } from "../../../users/[id]/license-actions.ts";

type MoveToFrontProps = { pool: { id: string; name: string }; person: { id: string; name: string; position: number } };

export function MoveToFront({ pool, person }: MoveToFrontProps) {
  const router = useRouter();
  const ahead = person.position - 1;
  return (
    <ConfirmDialog
      title={`Move ${person.name} to the front?`}
      consequence={`${person.name} gets the next ${pool.name} license that comes free; ${ahead === 1 ? "1 person waits" : `${ahead.toLocaleString("en-US")} people wait`} one place longer.`}
      confirmLabel="Move to front"
      trigger={
        <Button size="sm">
          Move to front<span className="sr-only">: {person.name}</span>
        </Button>
      }
      onConfirm={async () => {
        const result = await moveToFrontAction(person.id, pool.id);
        router.refresh();
        return result;
      }}
    />
  );
}
