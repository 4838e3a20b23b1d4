"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { t } from "#lib/text.ts";
import { nestableAction } from "../actions.ts";
import { ChooseMembers } from "./choose-members.tsx";

type AddGroupsProps = { group: { id: string; name: string }; open: boolean; close: () => void };

/** Puts groups into a group made by hand. */
export const AddGroups = ({ group, open, close }: AddGroupsProps) => (
  <Dialog
    title={t("Add groups to {group}", { group: group.name })}
    description={t("Their people belong to this group through them. License rules are for direct members alone.")}
    open={open}
    onOpenChange={close}
  >
    <ChooseMembers
      group={group}
      noun={["group", "groups"]}
      label={t("Search groups by name")}
      none={t("No group matches.")}
      search={(text) => search(group.id, text)}
      close={close}
    />
  </Dialog>
);

async function search(groupId: string, text: string): Promise<PickerOption[] | undefined> {
  const { groups } = await nestableAction(groupId, text);
  return groups?.map(({ id, name, configuration, member, around }) => ({
    id,
    label: name,
    detail: configuration ?? t("Made by hand"),
    unavailable: member ? t("Already a member") : around ? t("Contains this group") : undefined,
  }));
}
