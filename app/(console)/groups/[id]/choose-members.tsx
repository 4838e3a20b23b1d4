"use client";

import { toast } from "sonner";
import { formatCount } from "#components/ui/number.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { PickerForm } from "#components/ui/picker-form.tsx";
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
export function ChooseMembers({ group, noun: [one, many], ...rest }: ChooseMembersProps) {
  async function add(ids: string[]): Promise<string | undefined> {
    const form = new FormData();
    form.set("id", group.id);
    for (const id of ids) form.append("member", id);
    const { ok, message, fields, added = 0, gone = 0 } = await addMembersAction({ ok: false }, form);
    if (added > 0) toast.success(`${formatCount(added, one, many)} added to ${group.name}`);
    if (ok && gone === 0) return undefined;
    const others = `${formatCount(gone, `${one} does`, `${many} do`)} not exist any more; the others were added.`;
    return message ?? fields?.id ?? fields?.member ?? others;
  }

  return <PickerForm {...rest} verb={(count) => `Add ${count === 0 ? many : formatCount(count, one, many)}`} onSubmit={add} />;
}
