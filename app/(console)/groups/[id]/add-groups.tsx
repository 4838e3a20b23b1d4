"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { nestableAction } from "../actions.ts";
import { ChooseMembers } from "./choose-members.tsx";

type AddGroupsProps = { group: { id: string; name: string }; open: boolean; close: () => void };

/** Puts groups into a group made by hand. */
export const AddGroups = ({ group, open, close }: AddGroupsProps) => (
  <Dialog
    title={`Add groups to ${group.name}`}
    description="Their people belong to this group through them. License rules are for direct members alone."
    open={open}
    onOpenChange={close}
  >
    <ChooseMembers
      group={group}
      noun={["group", "groups"]}
      label="Search groups by name"
      none="No group matches."
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
    detail: configuration ?? "Made by hand",
    unavailable: member ? "Already a member" : around ? "Contains this group" : undefined,
  }));
}
