"use client";

import { useActionState } from "react";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { t } from "#lib/text.ts";
import { applyImportAction, discardImportAction } from "../actions.ts";
import type { Plan } from "./plan-word.ts";

/** Applies what was checked, or throws it away. */
export function ApplyImport({ id, counts }: { id: string; counts: Record<Plan, number> }) {
  const [applied, apply] = useActionState(applyImportAction, { ok: false });
  const [discarded, discard] = useActionState(discardImportAction, { ok: false });
  const changes = counts.new + counts.changed;
  const message = applied.message ?? discarded.message;
  return (
    <>
      <form action={discard}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="secondary">{t("Discard")}</SubmitButton>
      </form>
      <form action={apply}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton disabled={changes === 0}>
          {changes === 0 ? t("Nothing to apply") : t("Apply {lines}", { lines: formatCount(changes, "line", "lines") })}
        </SubmitButton>
      </form>
      {message && <InlineAlert tone="bad">{message}</InlineAlert>}
    </>
  );
}
