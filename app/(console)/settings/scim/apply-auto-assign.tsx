"use client";

import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatCount, formatNumber } from "#components/ui/number.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { list, t } from "#lib/text.ts";
import { previewAutoAssignAction } from "./actions.ts";

type ApplyAutoAssignProps = {
  id: string;
  /** What is assigned from now on; "" for nothing. */
  poolId: string;
  decide: (alsoPeople: boolean) => void;
  onCancel: () => void;
};

type Preview = { gain: number; lose: number; free: number };

/** What another choice of auto-assign would do to the people who are linked already; nothing is changed before the answer. */
export function ApplyAutoAssign({ id, poolId, decide, onCancel }: ApplyAutoAssignProps) {
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let shown = true;
    previewAutoAssignAction(id, poolId).then(({ ok, message, gain = 0, lose = 0, free = 0 }) => {
      if (!shown) return;
      if (ok) setPreview({ gain, lose, free });
      else setProblem(message);
    });
    return () => {
      shown = false;
    };
  }, [id, poolId]);
  const nobody = preview && preview.gain === 0 && preview.lose === 0;
  return (
    <Dialog
      alert
      title={t("Change the people who are linked already?")}
      open
      onOpenChange={(open) => !open && onCancel()}
      description={preview ? <p>{consequence(preview)}</p> : (problem ?? <Skeleton className="h-5 w-4/5" />)}
      footer={
        <>
          <Button onClick={onCancel}>{t("Cancel")}</Button>
          <Button variant={nobody ? "primary" : "secondary"} disabled={!preview} onClick={() => decide(false)}>
            {t("Only from now on")}
          </Button>
          {!nobody && (
            <Button variant="primary" disabled={!preview} onClick={() => decide(true)}>
              {t("Change them too")}
            </Button>
          )}
        </>
      }
    >
      <p className="text-pretty text-muted">
        {t(
          "Whoever is provisioned from now on follows the new choice. Licenses that a group rule or an admin gave stay in any case.",
        )}
      </p>
    </Dialog>
  );
}

/** Counted now; whoever comes or goes until it is done is counted then. */
function consequence({ gain, lose, free }: Preview): string {
  const waiting = Math.max(0, gain - free);
  const parts = [
    ...(lose > 0
      ? [t("{people} the license that this configuration gave", { people: formatCount(lose, "person loses", "people lose") })]
      : []),
    ...(gain > 0 ? [t("{people} the new one", { people: formatCount(gain, "person gets", "people get") })] : []),
    ...(waiting > 0 ? [t("{waiting} of them wait in line", { waiting: formatNumber(waiting) })] : []),
  ];
  if (parts.length === 0) return t("Nobody who is linked already would gain or lose a license.");
  return t("{parts}, if they change too.", { parts: list(parts) });
}
