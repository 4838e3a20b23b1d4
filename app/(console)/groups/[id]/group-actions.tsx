"use client";

import { Ellipsis } from "lucide-react";
import { useCallback, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { t } from "#lib/text.ts";
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

const trigger = <IconButton label={t("More actions")} icon={<Ellipsis size={16} />} variant="secondary" size="md" />;

function OfHandMade({ group, members, losses }: GroupActionsProps) {
  const [open, setOpen] = useState<"add" | "rename" | "delete">();
  const close = useCallback(() => setOpen(undefined), []);
  return (
    <>
      <Menu trigger={trigger}>
        <MenuItem onSelect={() => setOpen("add")}>{t("Add groups")}</MenuItem>
        <MenuItem onSelect={() => setOpen("rename")}>{t("Rename")}</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("delete")}>
          {t("Delete")}
        </MenuItem>
      </Menu>
      <AddGroups group={group} open={open === "add"} close={close} />
      <Dialog title={t("Rename {group}", { group: group.name })} open={open === "rename"} onOpenChange={close}>
        <GroupNameForm action={renameGroupAction} submitLabel={t("Rename group")} group={group} close={close} />
      </Dialog>
      <ConfirmDialog
        title={t("Delete {group}?", { group: group.name })}
        consequence={
          <>
            <p>
              {members === 0
                ? t("Nobody is in it.")
                : t("{members} this group.", { members: formatCount(members, "member leaves", "members leave") })}{" "}
              {lossSentence(losses)}
            </p>
            <p className="pt-2">{t("The people stay in Users. A deleted group cannot be brought back.")}</p>
          </>
        }
        confirmLabel={t("Delete group")}
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
        <MenuItem onSelect={() => setOpen(true)}>{t("Release from IdP")}</MenuItem>
      </Menu>
      <ConfirmDialog
        title={t("Release {group} from {owner}?", { group: group.name, owner })}
        consequence={
          <>
            <p>
              {t(
                "This group becomes one made by hand, with its {members} and license rules. If {owner} writes to it again, it belongs to {owner} again.",
                { members: formatCount(members, "member", "members"), owner },
              )}
            </p>
            <p className="pt-2">{t("Do this when your identity provider no longer pushes the group and left it here.")}</p>
          </>
        }
        confirmLabel={t("Release from IdP")}
        open={open}
        onOpenChange={setOpen}
        onConfirm={() => releaseGroupAction(group.id)}
      />
    </>
  );
}
