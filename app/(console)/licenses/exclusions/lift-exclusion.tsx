"use client";

import { useRouter } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { t } from "#lib/text.ts";
import { liftExclusionAction } from "../../users/[id]/license-actions.ts";
import type { ExclusionRow } from "./exclusions-table.tsx";

export function LiftExclusion({ exclusion: { userId, poolId, name, license } }: { exclusion: ExclusionRow }) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={t("Lift the exclusion of {name}?", { name })}
      consequence={t("{name} gets {license} now if a configuration or a group rule still gives it, or waits in line.", {
        name,
        license,
      })}
      confirmLabel={t("Lift exclusion")}
      trigger={
        <Button size="sm">
          {t("Lift")}
          <span className="sr-only"> {t("the exclusion of {name}", { name })}</span>
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
