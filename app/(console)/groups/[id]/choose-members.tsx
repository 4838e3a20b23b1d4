"use client";

import { toast } from "sonner";
import { formatCount } from "#components/ui/number.tsx";
import type { PickerOption } from "#components/ui/picker.tsx";
import { PickerForm } from "#components/ui/picker-form.tsx";
import { plural, t } from "#lib/text.ts";
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
    if (added > 0) toast.success(t("{count} added to {group}", { count: formatCount(added, one, many), group: group.name }));
    if (ok && gone === 0) return undefined;
    const others = t("{gone} not there any more; the others were added.", {
      gone: formatCount(gone, one, many),
    });
    return message ?? fields?.id ?? fields?.member ?? others;
  }

  return (
    <PickerForm
      {...rest}
      verb={(count) => t("Add {members}", { members: count === 0 ? plural(0, one, many) : formatCount(count, one, many) })}
      onSubmit={add}
    />
  );
}
