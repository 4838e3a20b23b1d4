"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
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
      <Menu trigger={<IconButton label={`Actions for ${name}`} icon={<Ellipsis size={16} />} />}>
        {status === "invited" && <MenuItem onSelect={() => setOpen("link")}>Copy invitation link</MenuItem>}
        {status === "invited" && <MenuItem onSelect={() => setOpen("resend")}>Resend invitation</MenuItem>}
        {position !== undefined && position > 1 && (
          <MenuItem onSelect={() => setOpen("front")}>Move to the front of the line</MenuItem>
        )}
        {excluded && <MenuItem onSelect={() => setOpen("lift")}>Lift exclusion</MenuItem>}
        {status === "invited" && <MenuSeparator />}
        {!excluded && (
          <MenuItem danger onSelect={() => setOpen("return")}>
            {status === "waiting" ? "Leave the line" : "Return license"}
          </MenuItem>
        )}
      </Menu>
      {open === "link" && <InvitationLink person={person} pool={pool} license={name} close={close} />}
      {open === "return" && <ReturnLicense person={person} license={license} close={close} />}
      <ConfirmDialog
        title={`Resend the invitation to ${name}?`}
        consequence={`${person.name} gets a new link. Links sent before stop working.`}
        confirmLabel="Resend invitation"
        open={open === "resend"}
        onOpenChange={close}
        onConfirm={() => resendInvitationAction(person.id, pool)}
      />
      <ConfirmDialog
        title={`Move ${person.name} to the front?`}
        consequence={`${person.name} gets the next ${name} that comes free. ${ahead(position)}`}
        confirmLabel="Move to the front"
        open={open === "front"}
        onOpenChange={close}
        onConfirm={() => moveToFrontAction(person.id, pool)}
      />
      <ConfirmDialog
        title="Lift the exclusion?"
        consequence={
          license.reasons.length > 0
            ? `${person.name} gets ${name} now, or waits for it: ${license.reasons.join(", ")}.`
            : `Nothing changes now. A group rule or a SCIM configuration may give ${person.name} ${name} again.`
        }
        confirmLabel="Lift exclusion"
        open={open === "lift"}
        onOpenChange={close}
        onConfirm={() => liftExclusionAction(person.id, pool)}
      />
    </>
  );
}

const ahead = (position = 1) =>
  position === 2 ? "Who is first in line now waits longer." : `The ${position - 1} ahead wait longer.`;
