"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { t } from "#lib/text.ts";
import { removeRuleAction } from "../rule-actions.ts";
import { lossSentence } from "../rule-words.ts";
import type { LicenseRule } from "./license-rules.tsx";

export function RemoveRule({ rule: { id, license, people } }: { rule: LicenseRule }) {
  return (
    <ConfirmDialog
      title={t("Remove the rule for {license}?", { license })}
      consequence={lossSentence(people > 0 ? [{ license, people }] : [])}
      confirmLabel={t("Remove rule")}
      danger
      trigger={
        <Button size="sm" variant="ghost">
          {t("Remove")}
          <span className="sr-only"> {t("the rule for {license}", { license })}</span>
        </Button>
      }
      onConfirm={() => removeRuleAction(id)}
    />
  );
}
