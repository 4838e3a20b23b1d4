"use client";

import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Time } from "#components/ui/time.tsx";
import { withdrawInvitationAction } from "./actions.ts";
import { roleNames } from "./admin-list.tsx";

export type InvitationRow = {
  id: string;
  email: string;
  role: "full" | "sub";
  expiresAt: string;
  expired: boolean;
  /** To pass on; absent when it expired and for who may only look. */
  link: string | undefined;
};

/** Who was asked and has not answered. */
export function InvitationList({ invitations, canChange }: { invitations: InvitationRow[]; canChange: boolean }) {
  return (
    <section aria-labelledby="invitations" className="grid gap-3">
      <h2 id="invitations" className="font-semibold text-lg">
        Invitations
      </h2>
      <ul className="border-line border-t">
        {invitations.map(({ id, email, role, expiresAt, expired, link }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3">
            <div className="grid min-w-0 gap-0.5">
              <p className="min-w-0 break-words font-medium">{email}</p>
              <p className="flex flex-wrap items-center gap-x-2 text-muted text-sm">
                {roleNames[role]} · {expired ? <Badge tone="warn">Expired</Badge> : "expires"}{" "}
                <Time iso={expiresAt} format="datetime" />
              </p>
            </div>
            {canChange && (
              <div className="flex flex-wrap gap-2">
                {link && <CopyButton text={link} label="Copy link" describes={`invitation link of ${email}`} size="sm" />}
                <ConfirmDialog
                  title={`Withdraw the invitation of ${email}?`}
                  consequence="Its link stops working at once. You can invite this address again."
                  confirmLabel="Withdraw invitation"
                  danger
                  trigger={
                    <Button size="sm">
                      Withdraw<span className="sr-only"> invitation of {email}</span>
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
