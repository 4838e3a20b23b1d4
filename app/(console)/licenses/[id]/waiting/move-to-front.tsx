"use client";

import { ArrowUpToLine } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";
import { moveToFrontAction } from "../../../users/[id]/license-actions.ts";

type MoveToFrontProps = { pool: { id: string; name: string }; person: { id: string; name: string; position: number } };

export function MoveToFront({ pool, person }: MoveToFrontProps) {
  const router = useRouter();
  const ahead = person.position - 1;
  return (
    <ConfirmDialog
      title={t("Move {person} to the front?", { person: person.name })}
      consequence={t("{person} gets the next {pool} license that comes free; {others} one place longer.", {
        person: person.name,
        pool: pool.name,
        others: formatCount(ahead, "person waits", "people wait"),
      })}
      confirmLabel={t("Move to front")}
      trigger={
        <Button variant="ghost" size="sm" icon={<ArrowUpToLine size={16} />}>
          <span className="sr-only @2xl:not-sr-only">
            {t("Move to front")}
            <span className="sr-only"> {t("of the line: {person}", { person: person.name })}</span>
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
