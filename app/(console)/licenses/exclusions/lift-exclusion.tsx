"use client";

import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { liftExclusionAction } from "../../users/[id]/license-actions.ts";
import type { ExclusionRow } from "./exclusions-table.tsx";

export function LiftExclusion({ exclusion: { userId, poolId, name, license } }: { exclusion: ExclusionRow }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={`Lift the exclusion of ${name}?`}
      consequence={`${name} gets ${license} now if a configuration or a group rule still gives it, or waits in line.`}
      confirmLabel="Lift exclusion"
      trigger={
        <Button size="sm">
          Lift<span className="sr-only"> the exclusion of {name}</span>
        </Button>
      }
      onConfirm={async () => {
        const result = await liftExclusionAction(userId, poolId);
        router.refresh();
        return result;
      }}
    />
  );
}
