"use client";

import { ArrowUpToLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { moveToFrontAction } from "../../../users/[id]/license-actions.ts";

type MoveToFrontProps = { pool: { id: string; name: string }; person: { id: string; name: string; position: number } };

export function MoveToFront({ pool, person }: MoveToFrontProps) {
  const router = useRouter();
  const ahead = person.position - 1;
  return (
    <ConfirmDialog
      title={`Move ${person.name} to the front?`}
      consequence={`${person.name} gets the next ${pool.name} license that comes free; ${formatCount(ahead, "person waits", "people wait")} one place longer.`}
      confirmLabel="Move to front"
      trigger={
        <Button variant="ghost" size="sm" icon={<ArrowUpToLine size={16} />}>
          <span className="sr-only @2xl:not-sr-only">
            Move to front<span className="sr-only"> of the line: {person.name}</span>
          </span>
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
