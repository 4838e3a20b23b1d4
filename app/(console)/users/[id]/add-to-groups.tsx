"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { formatCount } from "#components/ui/number.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { PickerForm } from "#components/ui/picker-form.tsx";
import { t } from "#lib/text.ts";
import { addToGroupsAction, groupCandidatesAction } from "./actions.ts";

type AddToGroupsProps = { person: { id: string; name: string } };

export function AddToGroups({ person }: AddToGroupsProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={t("Add {person} to groups", { person: person.name })}
      description={t(
        "License rules of a group apply at once. In a group of your identity provider, who is added is marked Added here until it pushes the whole group again.",
      )}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t("Add to group")}</Button>}
    >
      <PickerForm
        label={t("Search groups by name")}
        none={t("No group matches.")}
        search={(text) => search(person.id, text)}
        verb={(count) =>
          count < 2 ? t("Add to group") : t("Add to {groups}", { groups: formatCount(count, "group", "groups") })
        }
        onSubmit={(ids) => add(person.id, ids)}
        close={() => setOpen(false)}
      />
    </Dialog>
  );
}

async function add(personId: string, groupIds: string[]): Promise<string | undefined> {
  const form = new FormData();
  form.set("id", personId);
  for (const id of groupIds) form.append("group", id);
  const { ok, message } = await addToGroupsAction({ ok: false }, form);
  return ok ? undefined : (message ?? t("That did not work."));
}

async function search(personId: string, text: string): Promise<PickerOption[] | undefined> {
  const { groups } = await groupCandidatesAction(personId, text);
  return groups?.map(({ id, name, configuration, member }) => ({
    id,
    label: name,
    detail: configuration ?? t("Made by hand"),
    unavailable: member ? t("Already a member") : undefined,
  }));
}
