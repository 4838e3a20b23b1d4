import type { Metadata } from "next";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { requireAdmin } from "#lib/auth.ts";
import { defaultPage } from "#lib/callback-url.ts";
import { t } from "#lib/text.ts";
import { Presence } from "../(console)/presence.tsx";

export const metadata: Metadata = { title: t("No permission") };

export default async function NoPermissionPage() {
  const admin = await requireAdmin();
  return (
    <PlainPage
      title={t("Only a Full admin can open this")}
      description={t(
        "You are a Sub admin of {accountName}: you see people, groups, licenses and reports. Ask a Full admin of your organization to do this for you, or to make you one.",
        { accountName: admin.accountName },
      )}
    >
      <Presence />
      <ButtonLink href={defaultPage}>{t("Go to Home")}</ButtonLink>
    </PlainPage>
  );
}
