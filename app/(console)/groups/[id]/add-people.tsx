"use client";

import { UserPlus } from "lucide-react";
import { type ReactNode, useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { Picker, type PickerOption } from "#components/ui/picker.tsx";
import { addMembersAction, candidatesAction } from "../actions.ts";

type AddPeopleProps = { group: { id: string; name: string } /** What it means for who is added. */; consequence: ReactNode };

export function AddPeople({ group, consequence }: AddPeopleProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title={`Add people to ${group.name}`}
      description={consequence}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<UserPlus size={16} />}>
          Add people
        </Button>
      }
    >
      <Choice group={group} close={() => setOpen(false)} />
    </Dialog>
  );
}

function Choice({ group, close }: { group: AddPeopleProps["group"]; close: () => void }) {
  const [chosen, setChosen] = useState<PickerOption[]>([]);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();

  function add() {
    startTransition(async () => {
      const form = new FormData();
      form.set("id", group.id);
      for (const { id } of chosen) form.append("person", id);
      const { ok, message, added = 0, gone = 0 } = await addMembersAction({ ok: false }, form);
      if (!ok || gone > 0)
        setProblem(message ?? `${formatCount(gone, "person does", "people do")} not exist any more; the others were added.`);
      else close();
      if (added > 0) toast.success(`${formatCount(added, "person", "people")} added to ${group.name}`);
    });
  }

  return (
    <>
      {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
      <Picker
        label="Search people by name or email"
        none="Nobody matches."
        search={(text) => search(group.id, text)}
        chosen={chosen}
        onChange={setChosen}
      />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" disabled={chosen.length === 0} pending={pending} onClick={add}>
          {chosen.length === 0 ? "Add people" : `Add ${formatCount(chosen.length, "person", "people")}`}
        </Button>
      </div>
    </>
  );
}

async function search(groupId: string, text: string): Promise<PickerOption[] | undefined> {
  const { people } = await candidatesAction(groupId, text);
  return people?.map(({ id, name, email, member }) => ({
    id,
    label: name,
    detail: email,
    unavailable: member ? "Already a member" : undefined,
  }));
}
