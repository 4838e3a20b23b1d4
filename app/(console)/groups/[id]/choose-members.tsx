"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { InlineAlert } from "#components/ui/inline-alert.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { Picker, type PickerOption } from "#components/ui/picker.tsx";
import { addMembersAction } from "../actions.ts";

type ChooseMembersProps = {
  group: { id: string; name: string };
  /** What is chosen: ["person", "people"]. */
  noun: [one: string, many: string];
  label: string;
  none: string;
  search: (text: string) => Promise<PickerOption[] | undefined>;
  close: () => void;
};

/** Finds people or groups and adds them to a group. */
export function ChooseMembers({ group, noun: [one, many], label, none, search, close }: ChooseMembersProps) {
  const [chosen, setChosen] = useState<PickerOption[]>([]);
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();

  function add() {
    startTransition(async () => {
      const form = new FormData();
      form.set("id", group.id);
      for (const { id } of chosen) form.append("member", id);
      const { ok, message, fields, added = 0, gone = 0 } = await addMembersAction({ ok: false }, form);
      if (!ok || gone > 0)
        setProblem(
          message ??
            fields?.id ??
            fields?.member ??
            `${formatCount(gone, `${one} does`, `${many} do`)} not exist any more; the others were added.`,
        );
      else close();
      if (added > 0) toast.success(`${formatCount(added, one, many)} added to ${group.name}`);
    });
  }

  return (
    <>
      {problem && <InlineAlert tone="bad">{problem}</InlineAlert>}
      <Picker label={label} none={none} search={search} chosen={chosen} onChange={setChosen} />
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button onClick={close}>Cancel</Button>
        <Button variant="primary" disabled={chosen.length === 0} pending={pending} onClick={add}>
          Add {chosen.length === 0 ? many : formatCount(chosen.length, one, many)}
        </Button>
      </div>
    </>
  );
}
