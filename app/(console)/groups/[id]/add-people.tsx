"use client";

import { UserPlus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { t } from "#lib/text.ts";
import { candidatesAction } from "../actions.ts";
import { ChooseMembers } from "./choose-members.tsx";

type AddPeopleProps = { group: { id: string; name: string } /** What it means for who is added. */; consequence: ReactNode };

export function AddPeople({ group, consequence }: AddPeopleProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Add people to {group}", { group: group.name })}
      description={consequence}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<UserPlus size={16} />}>
          {t("Add people")}
        </Button>
      }
    >
      <ChooseMembers
        group={group}
        noun={["person", "people"]}
        label={t("Search people by name or email")}
        none={t("Nobody matches.")}
        search={(text) => search(group.id, text)}
        close={() => setOpen(false)}
      />
    </Dialog>
  );
}

async function search(groupId: string, text: string): Promise<PickerOption[] | undefined> {
  const { people } = await candidatesAction(groupId, text);
  return people?.map(({ id, name, email, member }) => ({
    id,
    label: name,
    detail: email,
    unavailable: member ? t("Already a member") : undefined,
  }));
}
