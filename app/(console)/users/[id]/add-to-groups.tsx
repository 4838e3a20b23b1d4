"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { Picker, type PickerOption } from "#components/ui/picker.tsx";
import { addToGroupsAction, groupCandidatesAction } from "./actions.ts";

type AddToGroupsProps = { person: { id: string; name: string } };

export function AddToGroups({ person }: AddToGroupsProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Add ${person.name} to groups`}
      description="License rules of a group apply at once. In a group of your identity provider, who is added is marked Added here until it pushes the whole group again."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">Add to group</Button>}
    >
      <Choice person={person} close={() => setOpen(false)} />
    </Dialog>
  );
}

function Choice({ person, close }: AddToGroupsProps & { close: () => void }) {
  const [chosen, setChosen] = useState<PickerOption[]>([]);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();

  function add() {
    startTransition(async () => {
      const form = new FormData();
      form.set("id", person.id);
      for (const { id } of chosen) form.append("group", id);
      const { ok, message } = await addToGroupsAction({ ok: false }, form);
      if (ok) close();
      else setProblem(message ?? "That did not work.");
    });
  }

  return (
    <>
      {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
      <Picker
        label="Search groups by name"
        none="No group matches."
        search={(text) => search(person.id, text)}
        chosen={chosen}
        onChange={setChosen}
      />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" disabled={chosen.length === 0} pending={pending} onClick={add}>
          {chosen.length < 2 ? "Add to group" : `Add to ${formatCount(chosen.length, "group", "groups")}`}
        </Button>
      </div>
    </>
  );
}

async function search(personId: string, text: string): Promise<PickerOption[] | undefined> {
  const { groups } = await groupCandidatesAction(personId, text);
  return groups?.map(({ id, name, configuration, member }) => ({
    id,
    label: name,
    detail: configuration ?? "Made by hand",
    unavailable: member ? "Already a member" : undefined,
  }));
}
