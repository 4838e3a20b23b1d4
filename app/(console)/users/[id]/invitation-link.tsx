"use client";

import { useEffect, useState } from "react";
import { CopyRow } from "#components/ui/copy-row.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { t } from "#lib/text.ts";
import { invitationLinkAction } from "./license-actions.ts";

type InvitationLinkProps = { person: { id: string; name: string }; pool: string; license: string; close: () => void };

/** The link of an open invitation, asked for when it is wanted: it is a secret, and no page carries it unasked. */
export function InvitationLink({ person, pool, license, close }: InvitationLinkProps) {
  const [answer, setAnswer] = useState<{ path?: string; message?: string }>();
  useEffect(() => {
    invitationLinkAction(person.id, pool).then(setAnswer);
  }, [person.id, pool]);
  return (
    <Dialog
      title={t("Invitation link")}
      description={t("Whoever opens this link can activate {license} for {person}. Send it to {person} alone.", {
        license,
        person: person.name,
      })}
      open
      onOpenChange={close}
    >
      {!answer && <Skeleton className="h-9" />}
      {answer?.path && <CopyRow label={t("Invitation link")} value={new URL(answer.path, location.origin).href} />}
      {answer && !answer.path && <InlineAlert tone="bad">{answer.message ?? t("The link could not be made.")}</InlineAlert>}
    </Dialog>
  );
}
