"use client";

import { rich } from "#components/rich.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { endOtherSessionsAction, endSessionAction } from "./actions.ts";

export type SessionRow = {
  id: string;
  browser: string;
  accountName: string;
  /** Signed in through the identity provider of the account. */
  bySso: boolean;
  createdAt: string;
  lastSeenAt: string;
  /** Is it the one that looks? */
  current: boolean;
};

/** Where this person is signed in now. */
export function SessionList({ sessions }: { sessions: SessionRow[] }) {
  return (
    <section aria-labelledby="sessions" className="grid min-w-0 content-start gap-3">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-3">
        <h2 id="sessions" className="font-semibold text-lg">
          {t("Open sessions")}
        </h2>
        {sessions.length > 1 && (
          <ConfirmDialog
            title={t("End all other sessions?")}
            consequence={t("Every other browser has to sign in again, in all accounts that you administer. This one stays.")}
            confirmLabel={t("End other sessions")}
            danger
            trigger={<Button size="sm">{t("End all others")}</Button>}
            onConfirm={endOtherSessionsAction}
          />
        )}
      </div>
      <ul className="border-line border-t">
        {sessions.map(({ id, browser, accountName, bySso, createdAt, lastSeenAt, current }) => (
          <li key={id} className="flex items-center justify-between gap-4 border-line border-b py-3">
            <div className="grid min-w-0 gap-0.5">
              <p className="flex items-center gap-2">
                <span className="min-w-0 truncate font-medium">{browser}</span>
                {current && <Badge tone="ok">{t("This one")}</Badge>}
              </p>
              <p className="text-pretty text-muted text-sm">
                {accountName} ·{" "}
                {bySso
                  ? rich("signed in by single sign-on {time}", { time: <Time iso={createdAt} /> })
                  : rich("signed in {time}", { time: <Time iso={createdAt} /> })}{" "}
                · {rich("last used {time}", { time: <Time iso={lastSeenAt} /> })}
              </p>
            </div>
            {!current && (
              <ConfirmDialog
                title={t("End this session?")}
                consequence={t("{browser} has to sign in again.", { browser })}
                confirmLabel={t("End session")}
                trigger={
                  <Button size="sm">
                    {t("End")}
                    <span className="sr-only"> {t("the session of {browser}", { browser })}</span>
                  </Button>
                }
                onConfirm={() => endSessionAction(id)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
