import type { Metadata } from "next";
import { ButtonLink } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listAdminInvitations } from "#db/queries/admin-invitations.ts";
import { listAdmins } from "#db/queries/admins.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { t } from "#lib/text.ts";
import { AdminList } from "./admin-list.tsx";
import { invitationLink } from "./invitation-link.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteAdmin } from "./invite-admin.tsx";

export const metadata: Metadata = { title: t("Admins") };

export default async function AdminsPage() {
  const admin = await requireAdmin();
  const [admins, invitations] = await Promise.all([listAdmins(admin), listAdminInvitations(admin)]);
  const full = mayActAs(admin, "full");
  const now = Date.now();
  // who holds the link may become an admin: a Sub admin sees that somebody was invited, and nothing to pass on
  const open = invitations.map(async (invitation) => ({
    ...{ id: invitation.id, email: invitation.email, role: invitation.role },
    expiresAt: invitation.expiresAt.toISOString(),
    sentAt: invitation.sentAt?.toISOString(),
    mailFailure: invitation.mailFailure ?? undefined,
    expired: invitation.expiresAt.getTime() <= now,
    link: full && invitation.expiresAt.getTime() > now ? await invitationLink(admin, invitation) : undefined,
  }));
  return (
    <div className="mx-auto grid max-w-page gap-8">
      <PageHeader
        title={t("Admins")}
        description={t("Who may open this Admin Center. A Full admin changes everything; a Sub admin sees and exports.")}
        action={
          <>
            <ButtonLink href="/admins/profile">{t("Your profile")}</ButtonLink>
            {full && <InviteAdmin byMail={sendsMail()} />}
          </>
        }
      />
      <AdminList
        admins={admins.map(({ id, name, email, role, linked, lastSeenAt }) => ({
          ...{ id, name, email, role, linked, you: id === admin.adminId },
          lastSeenAt: lastSeenAt?.toISOString(),
        }))}
        canChange={full}
      />
      {invitations.length > 0 && <InvitationList invitations={await Promise.all(open)} canChange={full} byMail={sendsMail()} />}
    </div>
  );
}
