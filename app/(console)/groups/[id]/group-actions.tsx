"use client";

import { Ellipsis } from "lucide-react";
import { useCallback, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { deleteGroupAction, renameGroupAction } from "../actions.ts";
import { GroupNameForm } from "../group-name-form.tsx";

type GroupActionsProps = { id: string; name: string; members: number /** License types that its rules give. */; rules: string[] };

/** What can be done with a group made by hand, besides its members. */
export function GroupActions({ id, name, members, rules }: GroupActionsProps) {
  const [open, setOpen] = useState<"rename" | "delete">();
  const close = useCallback(() => setOpen(undefined), []);
  return (
    <>
      <Menu trigger={<IconButton label="More actions" icon={<Ellipsis size={16} />} variant="secondary" size="md" />}>
        <MenuItem onSelect={() => setOpen("rename")}>Rename</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("delete")}>
          Delete
        </MenuItem>
      </Menu>
      <Dialog title={`Rename ${name}`} open={open === "rename"} onOpenChange={close}>
        <GroupNameForm action={renameGroupAction} submitLabel="Rename group" group={{ id, name }} close={close} />
      </Dialog>
      <ConfirmDialog
        title={`Delete ${name}?`}
        consequence={<Consequence members={members} rules={rules} />}
        confirmLabel="Delete group"
        danger
        typedName={name}
        open={open === "delete"}
        onOpenChange={close}
        onConfirm={() => deleteGroupAction(id, name)}
      />
    </>
  );
}

function Consequence({ members, rules }: Pick<GroupActionsProps, "members" | "rules">) {
  const who = members === 0 ? "Nobody is in it." : `${formatCount(members, "member leaves", "members leave")} this group now.`;
  const what =
    rules.length > 0 && members > 0
      ? ` Who has ${rules.join(" or ")} only because of this group loses it, and it passes to who waits.`
      : " No license changes.";
  return (
    <>
      <p>
        {who}
        {what}
      </p>
      <p className="pt-2">The people stay in Users. A deleted group cannot be brought back.</p>
    </>
  );
}
