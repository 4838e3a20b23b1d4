"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyRow } from "#components/ui/copy-row.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { t } from "#lib/text.ts";
import { inviteAdminAction } from "./actions.ts";

const roles = [
  { value: "sub", label: t("Sub admin: sees and exports") },
  { value: "full", label: t("Full admin: changes everything") },
];

/** Asks whom and as what, then shows the link to pass on. `byMail`: it is also sent. */
export function InviteAdmin({ byMail }: { byMail: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Invite an admin")}
      description={
        byMail
          ? t("They get an email with a link. It works once, for seven days, and only for this address.")
          : t("You get a link to pass on. It works once, for seven days, and only for this address.")
      }
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<UserPlus size={16} />}>
          {t("Invite admin")}
        </Button>
      }
    >
      <ActionForm action={inviteAdminAction} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {({ state, errors, pending }) =>
          state.invited ? (
            <>
              <InlineAlert tone="ok" title={t("{email} is invited", { email: state.invited.email })}>
                {byMail
                  ? t("An email with this link is on its way. You find the link again under Invitations.")
                  : t("Send them this link yourself. You find it again under Invitations.")}
              </InlineAlert>
              <CopyRow label={t("Invitation link")} value={state.invited.link} />
              <div className="flex justify-end">
                <DialogClose>
                  <Button variant="primary">{t("Done")}</Button>
                </DialogClose>
              </div>
            </>
          ) : (
            <>
              <Field label={t("Email")} error={errors.email}>
                {(control) => <Input {...control} name="email" type="email" autoComplete="off" required maxLength={254} />}
              </Field>
              <Field label={t("Role")} error={errors.role}>
                {(control) => <Select {...control} name="role" options={roles} defaultValue="sub" />}
              </Field>
              <div className="flex justify-end">
                <Button type="submit" variant="primary" pending={pending}>
                  {byMail ? t("Send invitation") : t("Make invitation link")}
                </Button>
              </div>
            </>
          )
        }
      </ActionForm>
    </Dialog>
  );
}
