import type { ReactNode } from "react";
import { ConsoleFrame } from "#components/shell/console-frame.tsx";
import { activityStamp } from "#db/queries/activity.ts";
import { requireAdmin } from "#lib/auth.ts";
import { signOut } from "../sign-out/actions.ts";
import { LiveRefresh } from "./live-refresh.tsx";
import { Presence } from "./presence.tsx";

const roles = { full: "Full admin", sub: "Sub admin" };

/** Draws the frame. Every page below calls requireAdmin() itself. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const admin = await requireAdmin();
  return (
    <ConsoleFrame
      account={admin.accountName}
      user={{ name: admin.name, email: admin.email, role: roles[admin.role] }}
      tabs={["Users", "Groups", "Admins", "Activity log", "Settings"]}
      adminLinks={[{ label: "Admin Settings", href: "/settings" }]}
      changeAccount={admin.accountCount > 1 ? "/choose-account" : undefined}
      signOut={signOut}
    >
      <LiveRefresh initial={await activityStamp(admin)} />
      <Presence />
      {children}
    </ConsoleFrame>
  );
}
