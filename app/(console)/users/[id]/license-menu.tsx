"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { t } from "#lib/text.ts";
import { InvitationLink } from "./invitation-link.tsx";
import { liftExclusionAction, moveToFrontAction, resendInvitationAction } from "./license-actions.ts";
import type { ProfileLicense } from "./profile-licenses.tsx";
import { ReturnLicense } from "./return-license.tsx";

type LicenseMenuProps = { person: { id: string; name: string }; license: ProfileLicense };

/** What an admin can do with one license of one person. */
export function LicenseMenu({ person, license }: LicenseMenuProps) {
  const [open, setOpen] = useState<"link" | "resend" | "front" | "lift" | "return">();
  const close = () => setOpen(undefined);
  const { id: pool, name, status, position, excluded } = license;
  return (
    <>
      <Menu trigger={<IconButton label={t("Actions for {name}", { name })} icon={<Ellipsis size={16} />} />}>
        {status === "invited" && <MenuItem onSelect={() => setOpen("link")}>{t("Copy invitation link")}</MenuItem>}
        {status === "invited" && <MenuItem onSelect={() => setOpen("resend")}>{t("Resend invitation")}</MenuItem>}
        {position !== undefined && position > 1 && (
          <MenuItem onSelect={() => setOpen("front")}>{t("Move to the front of the line")}</MenuItem>
        )}
        {excluded && <MenuItem onSelect={() => setOpen("lift")}>{t("Lift exclusion")}</MenuItem>}
        {status === "invited" && <MenuSeparator />}
        {!excluded && (
          <MenuItem danger onSelect={() => setOpen("return")}>
            {status === "waiting" ? t("Leave the line") : t("Return license")}
          </MenuItem>
        )}
      </Menu>
      {open === "link" && <InvitationLink person={person} pool={pool} license={name} close={close} />}
      {open === "return" && <ReturnLicense person={person} license={license} close={close} />}
      <ConfirmDialog
        title={t("Resend the invitation to {name}?", { name })}
        consequence={t("{person} gets a new link. Links sent before stop working.", { person: person.name })}
        confirmLabel={t("Resend invitation")}
        open={open === "resend"}
        onOpenChange={close}
        onConfirm={() => resendInvitationAction(person.id, pool)}
      />
      <ConfirmDialog
        title={t("Move {person} to the front?", { person: person.name })}
        consequence={t("{person} gets the next {name} that comes free. {ahead}", {
          person: person.name,
          name,
          ahead: ahead(position),
        })}
        confirmLabel={t("Move to the front")}
        open={open === "front"}
        onOpenChange={close}
        onConfirm={() => moveToFrontAction(person.id, pool)}
      />
      <ConfirmDialog
        title={t("Lift the exclusion?")}
        consequence={
          license.reasons.length > 0
            ? t("{person} gets {name} now, or waits for it: {reasons}.", {
                person: person.name,
                name,
                reasons: license.reasons.join(", "),
              })
            : t("Nothing changes now. A group rule or a SCIM configuration may give {person} {name} again.", {
                person: person.name,
                name,
              })
        }
        confirmLabel={t("Lift exclusion")}
        open={open === "lift"}
        onOpenChange={close}
        onConfirm={() => liftExclusionAction(person.id, pool)}
      />
    </>
  );
}

const ahead = (position = 1) =>
  position === 2 ? t("Who is first in line now waits longer.") : t("The {count} ahead wait longer.", { count: position - 1 });
