"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { list, sentences, t } from "#lib/text.ts";
import { removeMemberAction } from "../actions.ts";

type RemoveMemberProps = {
  group: { id: string; name: string };
  member: { id: string; kind: "user" | "group"; name: string };
  /** License types that the rules of the group give. */
  rules: string[];
};

export function RemoveMember({ group, member, rules }: RemoveMemberProps) {
  const person = member.kind === "user";
  const stays = person
    ? t("{member} leaves this group now, and stays in Users.", { member: member.name })
    : t("{member} leaves this group now, and stays in Groups.", { member: member.name });
  const loss = t("Who has {rules} only because of this group loses it.", { rules: list(rules, "disjunction") });
  return (
    <ConfirmDialog
      title={t("Remove {member} from {group}?", { member: member.name, group: group.name })}
      consequence={sentences(stays, person && rules.length > 0 && loss)}
      confirmLabel={t("Remove from group")}
      danger
      trigger={
        <Button size="sm" variant="ghost" className="-my-1">
          {t("Remove")}
          <span className="sr-only"> {member.name}</span>
        </Button>
      }
      onConfirm={() => removeMemberAction(group.id, member.id)}
    />
  );
}
