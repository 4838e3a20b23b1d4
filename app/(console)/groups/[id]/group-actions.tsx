"use client";

import { Ellipsis } from "lucide-react";
import { useCallback, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { deleteGroupAction, releaseGroupAction, renameGroupAction } from "../actions.ts";
import { GroupNameForm } from "../group-name-form.tsx";
import { type Loss, lossSentence } from "../rule-words.ts";
import { AddGroups } from "./add-groups.tsx";

export type GroupActionsProps = {
  group: { id: string; name: string };
  members: number;
  /** What its license rules give to people who have it for no other reason. */
  losses: Loss[];
  /** The configuration that owns it, by name. */
  owner?: string;
};

/** What can be done with a group besides its members. */
export const GroupActions = (props: GroupActionsProps) =>
  props.owner === undefined ? <OfHandMade {...props} /> : <OfOwned {...props} owner={props.owner} />;

const trigger = <IconButton label="More actions" icon={<Ellipsis size={16} />} variant="secondary" size="md" />;

function OfHandMade({ group, members, losses }: GroupActionsProps) {
  const [open, setOpen] = useState<"add" | "rename" | "delete">();
  const close = useCallback(() => setOpen(undefined), []);
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem onSelect={() => setOpen("add")}>Add groups</MenuItem>
        <MenuItem onSelect={() => setOpen("rename")}>Rename</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("delete")}>
          Delete
        </MenuItem>
      </Menu>
      <AddGroups group={group} open={open === "add"} close={close} />
      <Dialog title={`Rename ${group.name}`} open={open === "rename"} onOpenChange={close}>
        <GroupNameForm action={renameGroupAction} submitLabel="Rename group" group={group} close={close} />
      </Dialog>
      <ConfirmDialog
        title={`Delete ${group.name}?`}
        consequence={
          <>
            <p>
              {members === 0 ? "Nobody is in it." : `${formatCount(members, "member leaves", "members leave")} this group.`}{" "}
              {lossSentence(losses)}
            </p>
            <p className="pt-2">The people stay in Users. A deleted group cannot be brought back.</p>
          </>
        }
        confirmLabel="Delete group"
        danger
        typedName={group.name}
        open={open === "delete"}
        onOpenChange={close}
        onConfirm={() => deleteGroupAction(group.id, group.name)}
      />
    </>
  );
}

function OfOwned({ group, members, owner }: GroupActionsProps & { owner: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem onSelect={() => setOpen(true)}>Release from IdP</MenuItem>
      </Menu>
      <ConfirmDialog
        title={`Release ${group.name} from ${owner}?`}
        consequence={
          <>
            <p>
              This group becomes one made by hand, with its {formatCount(members, "member", "members")} and license rules. If{" "}
              {owner} writes to it again, it belongs to {owner} again.
            </p>
            <p className="pt-2">Do this when your identity provider no longer pushes the group and left it here.</p>
          </>
        }
        confirmLabel="Release from IdP"
        open={open}
        onOpenChange={setOpen}
        onConfirm={() => releaseGroupAction(group.id)}
      />
    </>
  );
}
