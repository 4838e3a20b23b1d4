"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { list, sentences, t } from "#lib/text.ts";
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
      <Menu trigger={<IconButton label={t("More actions")} icon={<Ellipsis size={16} />} variant="secondary" size="md" />}>
        {suspended ? (
          <MenuItem onSelect={() => setOpen("unsuspend")}>{t("Lift suspension")}</MenuItem>
        ) : (
          <MenuItem onSelect={() => setOpen("suspend")}>{t("Suspend")}</MenuItem>
        )}
        <MenuSeparator />
        <MenuItem danger onSelect={() => setOpen("remove")}>
          {t("Remove")}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        title={t("Suspend {person}?", { person: person.name })}
        consequence={<Suspending {...props} />}
        confirmLabel={t("Suspend")}
        danger
        open={open === "suspend"}
        onOpenChange={close}
        onConfirm={() => suspendAction(person.id)}
      />
      <ConfirmDialog
        title={t("Lift the suspension of {person}?", { person: person.name })}
        consequence={<Lifting {...props} />}
        confirmLabel={t("Lift suspension")}
        open={open === "unsuspend"}
        onOpenChange={close}
        onConfirm={() => unsuspendAction(person.id)}
      />
      {keptBy.length === 0 ? (
        <ConfirmDialog
          title={t("Remove {person}?", { person: person.name })}
          consequence={
            <>
              <p>{t("{person} leaves Users and all groups now. {losses}", { person: person.name, losses: losses(props) })}</p>
              <p className="pt-2">
                {t("You can restore {person} for 30 days; then everything about them is erased.", { person: person.name })}
              </p>
            </>
          }
          confirmLabel={t("Remove person")}
          danger
          open={open === "remove"}
          onOpenChange={close}
          onConfirm={() => removeAction(person.id)}
        />
      ) : (
        <ConfirmDialog
          title={t("{person} cannot be removed here", { person: person.name })}
          consequence={
            <>
              <p>
                {keptBy.length === 1
                  ? t("{idp} keeps this person and would bring them back. Remove them there.", { idp: list(keptBy) })
                  : t("{idps} keep this person and would bring them back. Remove them there.", { idps: list(keptBy) })}
              </p>
              {!suspended && <p className="pt-2">{t("Here you can suspend them. {losses}", { losses: losses(props) })}</p>}
            </>
          }
          confirmLabel={suspended ? t("Understood") : t("Suspend instead")}
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
      <p>{t("{person} is inactive from now on. {losses}", { person: person.name, losses: losses(props) })}</p>
      {keptBy.length > 0 && (
        <p className="pt-2">
          {t("This holds whatever {keptBy} says, which still reads what it wrote itself.", {
            keptBy: list(keptBy, "disjunction"),
          })}
        </p>
      )}
    </>
  );
}

function Lifting({ person, wouldGet }: PersonActionsProps) {
  return (
    <p>
      {sentences(
        t("{person} is as active as their identity providers, or an admin, say.", { person: person.name }),
        wouldGet.length > 0
          ? t("If that is active, they get {wouldGet}, or wait in line.", { wouldGet: list(wouldGet) })
          : t("There is no license that they would get again."),
      )}
    </p>
  );
}

function losses({ has, waitsFor }: Pick<PersonActionsProps, "has" | "waitsFor">): string {
  const lost = sentences(
    has.length > 0 && t("They lose {has}, which passes to who waits.", { has: list(has) }),
    waitsFor.length > 0 && t("They leave the line for {waitsFor}.", { waitsFor: list(waitsFor) }),
  );
  return lost || t("They have no license to lose.");
}
