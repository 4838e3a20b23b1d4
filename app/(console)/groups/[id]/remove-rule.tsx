"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { removeRuleAction } from "../rule-actions.ts";
import { lossSentence } from "../rule-words.ts";
import type { LicenseRule } from "./license-rules.tsx";

export function RemoveRule({ rule: { id, license, people } }: { rule: LicenseRule }) {
  return (
    <ConfirmDialog
      title={`Remove the rule for ${license}?`}
      consequence={lossSentence(people > 0 ? [{ license, people }] : [])}
      confirmLabel="Remove rule"
      danger
      trigger={
        <Button size="sm" variant="ghost">
          Remove<span className="sr-only"> the rule for {license}</span>
        </Button>
      }
      onConfirm={() => removeRuleAction(id)}
    />
  );
}
