"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { removeAction, suspendAction, unsuspendAction } from "./actions.ts";

export type PersonActionsProps = {
  person: { id: string; name: string };
  suspended: boolean;
  /** Configurations that keep this person, by name. */
  keptBy: string[];
  /** What they have now, and what they wait for. */
  has: string[];
  waitsFor: string[];
  /** What they have reasons for, and get again when they are active. */
  wouldGet: string[];
};

/** What an admin can do with a person as a whole. */
export function PersonActions(props: PersonActionsProps) {
  const { person, suspended, keptBy } = props;
  const [open, setOpen] = useState<"suspend" | "unsuspend" | "remove">();
  const close = () => setOpen(undefined);
  return (
    <>
      <Menu trigger={<IconButton label="More actions" icon={<Ellipsis size={16} />} variant="secondary" size="md" />}>
        {suspended ? (
          <MenuItem onSelect={() => setOpen("unsuspend")}>Lift suspension</MenuItem>
        ) : (
          <MenuItem onSelect={() => setOpen("suspend")}>Suspend</MenuItem>
        )}
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("remove")}>
          Remove
        </MenuItem>
      </Menu>
      <ConfirmDialog
        title={`Suspend ${person.name}?`}
        consequence={<Suspending {...props} />}
        confirmLabel="Suspend"
        danger
        open={open === "suspend"}
        onOpenChange={close}
        onConfirm={() => suspendAction(person.id)}
      />
      <ConfirmDialog
        title={`Lift the suspension of ${person.name}?`}
        consequence={<Lifting {...props} />}
        confirmLabel="Lift suspension"
        open={open === "unsuspend"}
        onOpenChange={close}
        onConfirm={() => unsuspendAction(person.id)}
      />
      {keptBy.length === 0 ? (
        <ConfirmDialog
          title={`Remove ${person.name}?`}
          consequence={
            <>
              <p>
                {person.name} leaves Users and all groups now. {losses(props)}
              </p>
              <p className="pt-2">You can restore {person.name} for 30 days; then everything about them is erased.</p>
            </>
          }
          confirmLabel="Remove person"
          danger
          open={open === "remove"}
          onOpenChange={close}
          onConfirm={() => removeAction(person.id)}
        />
      ) : (
        <ConfirmDialog
          title={`${person.name} cannot be removed here`}
          consequence={
            <>
              <p>
                {keptBy.join(" and ")} {keptBy.length === 1 ? "keeps" : "keep"} this person and would bring them back. Remove them
                there.
              </p>
              {!suspended && <p className="pt-2">Here you can suspend them: {lowerFirst(losses(props))}</p>}
            </>
          }
          confirmLabel={suspended ? "Understood" : "Suspend instead"}
          danger={!suspended}
          open={open === "remove"}
          onOpenChange={close}
          onConfirm={() => (suspended ? undefined : suspendAction(person.id))}
        />
      )}
    </>
  );
}

function Suspending(props: PersonActionsProps) {
  const { person, keptBy } = props;
  return (
    <>
      <p>
        {person.name} is inactive from now on. {losses(props)}
      </p>
      {keptBy.length > 0 && (
        <p className="pt-2">This holds whatever {keptBy.join(" or ")} says, which still reads what it wrote itself.</p>
      )}
    </>
  );
}

function Lifting({ person, wouldGet }: PersonActionsProps) {
  return (
    <p>
      {person.name} is as active as their identity providers, or an admin, say.{" "}
      {wouldGet.length > 0
        ? `If that is active, they get ${wouldGet.join(" and ")}, or wait in line.`
        : "There is no license that they would get again."}
    </p>
  );
}

function losses({ has, waitsFor }: Pick<PersonActionsProps, "has" | "waitsFor">): string {
  const sentences = [
    has.length > 0 && `They lose ${has.join(" and ")}, which passes to who waits.`,
    waitsFor.length > 0 && `They leave the line for ${waitsFor.join(" and ")}.`,
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(" ") : "They have no license to lose.";
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
