"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog, type ConfirmResult } from "#components/ui/confirm-dialog.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { t } from "#lib/text.ts";

/** What each identity provider does while it gets no for an answer, and how its changes arrive after all. */
const meanwhile = [
  {
    idp: t("Microsoft Entra ID"),
    does: t("keeps trying with each cycle and goes into quarantine when it lasts. After resuming, press Restart provisioning."),
  },
  {
    idp: t("Okta"),
    does: t("gives up a change after 10 tries. After resuming, press Retry Selected under Tasks, and Push Now for groups."),
  },
  {
    idp: "OneLogin",
    does: t("shows the changes as failed. After resuming, press Sync logins, or Retry on the Users tab of the app."),
  },
];

export function PauseConfiguration({ name, pause }: { name: string; pause: () => Promise<ConfirmResult> }) {
  return (
    <ConfirmDialog
      title={t("Pause {name}?", { name })}
      consequence={
        <>
          <p>
            {t(
              "Your identity provider is asked to come back later (503), and nothing that it sends is taken. Nobody loses anything: people, licenses and groups stay as they are.",
            )}
          </p>
          <dl className="grid gap-2 pt-3">
            {meanwhile.map(({ idp, does }) => (
              <div key={idp}>
                <dt className="inline font-medium text-text">{idp}</dt> <dd className="inline">{does}</dd>
              </div>
            ))}
          </dl>
        </>
      }
      confirmLabel={t("Pause")}
      trigger={<Button>{t("Pause")}</Button>}
      onConfirm={pause}
    />
  );
}

/** Stands on the page while a configuration is paused. */
export function Paused({ resume }: { resume?: () => Promise<ConfirmResult> }) {
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string>();
  return (
    <InlineAlert
      tone="warn"
      title={t("Paused")}
      action={
        resume && (
          <Button
            variant="primary"
            size="sm"
            pending={pending}
            onClick={() => start(async () => setProblem((await resume())?.message))}
          >
            {t("Resume")}
          </Button>
        )
      }
    >
      {problem ??
        t(
          "Your identity provider is asked to come back later. After resuming: Restart provisioning in Entra ID, Retry Selected under Tasks in Okta.",
        )}
    </InlineAlert>
  );
}
