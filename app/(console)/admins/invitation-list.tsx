"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { rich } from "#components/rich.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { renewInvitationAction, withdrawInvitationAction } from "./actions.ts";
import { roleNames } from "./admin-list.tsx";

export type InvitationRow = {
  id: string;
  email: string;
  role: "full" | "sub";
  expiresAt: string;
  expired: boolean;
  /** When the e-mail went out. */
  sentAt: string | undefined;
  /** Why it did not; it is tried again. */
  mailFailure: string | undefined;
  /** To pass on; absent when it expired and for who may only look. */
  link: string | undefined;
};

type InvitationListProps = { invitations: InvitationRow[]; canChange: boolean; byMail: boolean };

/** Who was asked and has not answered. */
export function InvitationList({ invitations, canChange, byMail }: InvitationListProps) {
  return (
    <section aria-labelledby="invitations" className="grid gap-3">
      <h2 id="invitations" className="font-semibold text-lg">
        {t("Invitations")}
      </h2>
      <ul className="border-line border-t">
        {invitations.map(({ id, email, role, expiresAt, expired, sentAt, mailFailure, link }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3">
            <div className="grid min-w-0 gap-0.5">
              <p className="min-w-0 break-words font-medium">{email}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
                {roleNames[role]} ·{" "}
                {expired ? (
                  <>
                    <Badge tone="warn">{t("Expired")}</Badge> <Time iso={expiresAt} format="datetime" />
                  </>
                ) : (
                  rich("expires {time}", { time: <Time iso={expiresAt} format="datetime" /> })
                )}
              </p>
              {sentAt && <p className="text-muted text-sm">{rich("Emailed {time}", { time: <Time iso={sentAt} /> })}</p>}
              {mailFailure && (
                <p className="text-sm text-warn">{t("The email was not sent yet: {mailFailure}", { mailFailure })}</p>
              )}
            </div>
            {canChange && (
              <div className="flex flex-wrap gap-2">
                {link && (
                  <CopyButton
                    text={link}
                    label={t("Copy link")}
                    describes={t("invitation link of {email}", { email })}
                    size="sm"
                  />
                )}
                {(byMail || expired) && <Renew id={id} email={email} byMail={byMail} />}
                <ConfirmDialog
                  title={t("Withdraw the invitation of {email}?", { email })}
                  consequence={t("Its link stops working at once. You can invite this address again.")}
                  confirmLabel={t("Withdraw invitation")}
                  danger
                  trigger={
                    <Button size="sm">
                      {t("Withdraw")}
                      <span className="sr-only"> {t("invitation of {email}", { email })}</span>
                    </Button>
                  }
                  onConfirm={() => withdrawInvitationAction(id)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Seven more days from now, and the e-mail once more. */
function Renew({ id, email, byMail }: { id: string; email: string; byMail: boolean }) {
  const [pending, start] = useTransition();
  async function renew() {
    const result = await renewInvitationAction(id);
    if (!result.ok) toast.error(result.message);
    else
      toast.success(
        byMail ? t("{email} gets another email", { email }) : t("The invitation of {email} works for seven more days", { email }),
      );
  }
  return (
    <Button size="sm" pending={pending} onClick={() => start(renew)}>
      {byMail ? t("Send again") : t("Renew")}
      <span className="sr-only"> {t("invitation of {email}", { email })}</span>
    </Button>
  );
}
