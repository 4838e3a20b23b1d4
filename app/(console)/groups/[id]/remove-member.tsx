"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { removeMemberAction } from "../actions.ts";

type RemoveMemberProps = {
  group: { id: string; name: string };
  member: { id: string; kind: "user" | "group"; name: string };
  /** License types that the rules of the group give. */
  rules: string[];
};

export function RemoveMember({ group, member, rules }: RemoveMemberProps) {
  const loss = rules.length > 0 && ` Who has ${rules.join(" or ")} only because of this group loses it.`;
  return (
    <ConfirmDialog
      title={`Remove ${member.name} from ${group.name}?`}
      consequence={
        <>
          {member.name} leaves this group now, and stays in {member.kind === "user" ? "Users" : "Groups"}.
          {member.kind === "user" && loss}
        </>
      }
      confirmLabel="Remove from group"
      danger
      trigger={
        <Button size="sm" variant="ghost" className="-my-1">
          Remove<span className="sr-only"> {member.name}</span>
        </Button>
      }
      onConfirm={() => removeMemberAction(group.id, member.id)}
    />
  );
}
