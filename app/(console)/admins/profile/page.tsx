import type { Metadata } from "next";
import { Avatar } from "#components/ui/avatar.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listOwnSessions } from "#db/queries/admin-changes.ts";
import { requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { browserName } from "./browser-name.ts";
import { ChangePassword, Rename } from "./profile-forms.tsx";
import { SessionList } from "./session-list.tsx";

export const metadata: Metadata = { title: t("Your profile") };

export default async function OwnProfilePage() {
  const admin = await requireAdmin();
  const sessions = await listOwnSessions(admin);
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageHeader
        crumbs={[{ label: t("Admins"), href: "/admins" }]}
        lead={<Avatar name={admin.name} size="lg" />}
        title={t("Your profile")}
        description={`${admin.email} · ${
          admin.role === "full"
            ? t("Full admin of {account}", { account: admin.accountName })
            : t("Sub admin of {account}", { account: admin.accountName })
        }`}
      />
      <div className="grid gap-x-14 gap-y-10 lg:grid-cols-2">
        <div className="grid max-w-[26rem] content-start gap-10">
          <Rename name={admin.name} />
          <ChangePassword email={admin.email} />
        </div>
        <SessionList
          sessions={sessions.map(({ id, accountName, userAgent, method, createdAt, lastSeenAt }) => ({
            ...{ id, accountName, bySso: method === "sso", browser: browserName(userAgent), current: id === admin.id },
            createdAt: createdAt.toISOString(),
            lastSeenAt: lastSeenAt.toISOString(),
          }))}
        />
      </div>
    </div>
  );
}
