import type { ReactNode } from "react";
import { ConsoleFrame } from "#components/shell/console-frame.tsx";
import { consoleTabs } from "#components/shell/console-tabs.ts";
import { activityStamp } from "#db/queries/activity.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { signOut } from "../sign-out/actions.ts";
import { Palette } from "./find/palette.tsx";
import { LiveRefresh } from "./live-refresh.tsx";
import { Presence } from "./presence.tsx";

const roles = { full: t("Full admin"), sub: t("Sub admin") };

/** Draws the frame. Every page below calls requireAdmin() itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const admin = await requireAdmin();
  return (
    <ConsoleFrame
      account={admin.accountName}
      user={{ name: admin.name, email: admin.email, role: roles[admin.role] }}
      adminLinks={[{ label: t("Admin Settings"), href: "/settings" }]}
      changeAccount={admin.accountCount > 1 ? "/choose-account" : undefined}
      profile="/admins/profile"
      signOut={signOut}
      tools={<Palette tabs={consoleTabs} canChange={mayActAs(admin, "full")} />}
    >
      <LiveRefresh initial={await activityStamp(admin)} />
      <Presence />
      {children}
    </ConsoleFrame>
  );
}
