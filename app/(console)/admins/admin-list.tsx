"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { rich } from "#components/rich.ts";
import { Avatar } from "#components/ui/avatar.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { ConfirmDialog, type ConfirmResult } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { changeRoleAction, removeAdminAction, signOutAdminAction, unlinkAdminAction } from "./actions.ts";

export type AdminRow = {
  id: string;
  name: string;
  email: string;
  role: "full" | "sub";
  /** Known to the account's identity provider by an ID of its own. */
  linked: boolean;
  /** Is it who looks? */
  you: boolean;
  lastSeenAt: string | undefined;
};

export const roleNames = { full: t("Full admin"), sub: t("Sub admin") } as const;

/** Everybody who may sign in here, and for a Full admin what can be done about them. */
export function AdminList({ admins, canChange }: { admins: AdminRow[]; canChange: boolean }) {
  const lastFull = admins.filter(({ role }) => role === "full").length === 1;
  return (
    <ul aria-label={t("Admins")} className="border-line border-t">
      {admins.map((admin) => (
        <li key={admin.id} className="flex items-center gap-3 border-line border-b py-3 sm:gap-4">
          <Avatar name={admin.name} />
          <div className="grid min-w-0 flex-1 gap-x-6 sm:grid-cols-[minmax(0,1fr)_7rem_11rem] sm:items-center">
            <div className="min-w-0">
              <p className="flex min-w-0 items-center gap-2">
                <span className="min-w-0 truncate font-medium">{admin.name}</span>
                {admin.you && <Badge>{t("You")}</Badge>}
              </p>
              <p className="truncate text-muted text-sm">{admin.email}</p>
            </div>
            <span>
              <Badge tone={admin.role === "full" ? "info" : "neutral"}>{roleNames[admin.role]}</Badge>
            </span>
            <span className="text-muted text-sm">
              {admin.lastSeenAt ? rich("Last here {time}", { time: <Time iso={admin.lastSeenAt} /> }) : t("Never signed in")}
            </span>
          </div>
          {canChange && <AdminActions admin={admin} last={lastFull && admin.role === "full"} />}
        </li>
      ))}
    </ul>
  );
}

type Question = "role" | "sign-out" | "unlink" | "remove";

function AdminActions({ admin, last }: { admin: AdminRow; last: boolean }) {
  const [question, setQuestion] = useState<Question>();
  const { you, name } = admin;
  return (
    <>
      <Menu trigger={<IconButton label={t("Actions for {name}", { name })} icon={<MoreHorizontal size={16} />} />}>
        <MenuItem disabled={last} onSelect={() => setQuestion("role")}>
          {admin.role === "full" ? t("Make Sub admin") : t("Make Full admin")}
        </MenuItem>
        {!you && <MenuItem onSelect={() => setQuestion("sign-out")}>{t("Sign out everywhere")}</MenuItem>}
        {admin.linked && <MenuItem onSelect={() => setQuestion("unlink")}>{t("Unlink from identity provider")}</MenuItem>}
        <MenuItem danger disabled={last} onSelect={() => setQuestion("remove")}>
          {you ? t("Leave this account") : t("Remove")}
        </MenuItem>
        {last && (
          <p className="max-w-60 text-pretty px-2.5 py-2 text-muted text-sm">
            {t("The last Full admin stays. Make somebody else a Full admin first.")}
          </p>
        )}
      </Menu>
      {question && (
        <ConfirmDialog
          {...wordsOf(question, admin)}
          open
          onOpenChange={(open) => !open && setQuestion(undefined)}
          onConfirm={() => answer(question, admin)}
        />
      )}
    </>
  );
}

async function answer(question: Question, { id, role, name }: AdminRow): Promise<ConfirmResult> {
  if (question === "remove") return removeAdminAction(id);
  if (question === "role") return changeRoleAction(id, role === "full" ? "sub" : "full");
  if (question === "unlink") return unlinkAdminAction(id);
  const result = await signOutAdminAction(id);
  if (result.ok) toast.success(t("{name} is signed out everywhere", { name }));
  return result;
}

function wordsOf(question: Question, { name, role, you }: AdminRow) {
  switch (question) {
    case "role":
      return role === "full"
        ? {
            title: you ? t("Make yourself a Sub admin?") : t("Make {name} a Sub admin?", { name }),
            consequence: you
              ? t("You see everything from now on and can change nothing. Another Full admin can undo this.")
              : t("{name} sees everything from now on and can change nothing. Another Full admin can undo this.", { name }),
            confirmLabel: t("Make Sub admin"),
          }
        : {
            title: t("Make {name} a Full admin?", { name }),
            consequence: t("{name} can change everything in this account, admins and access tokens included.", { name }),
            confirmLabel: t("Make Full admin"),
          };
    case "sign-out":
      return {
        title: t("Sign {name} out everywhere?", { name }),
        consequence: t(
          "Every browser in which they are signed in to this account has to sign in again. What they changed stays.",
        ),
        confirmLabel: t("Sign out everywhere"),
      };
    case "unlink":
      return {
        title: you ? t("Unlink yourself from the identity provider?") : t("Unlink {name} from the identity provider?", { name }),
        consequence: t(
          "Their sessions by single sign-on end now. The next one finds them by email again: for who got a new account at the identity provider.",
        ),
        confirmLabel: t("Unlink"),
      };
    case "remove":
      return you
        ? {
            title: t("Leave this account?"),
            consequence: t(
              "You are signed out now and cannot come back unless a Full admin invites you again. What you changed stays.",
            ),
            confirmLabel: t("Leave this account"),
            danger: true,
          }
        : {
            title: t("Remove {name}?", { name }),
            consequence: t(
              "{name} is signed out now and cannot open this account any more. What they changed stays, under their name.",
              { name },
            ),
            confirmLabel: t("Remove"),
            danger: true,
          };
  }
}
