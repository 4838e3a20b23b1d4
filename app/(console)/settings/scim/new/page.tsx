import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { accountOpensScim, listPools } from "#db/queries/licenses.ts";
import { requireAdmin } from "#lib/auth.ts";
import { env } from "#lib/env.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { t } from "#lib/text.ts";
import { sidebarEntries } from "../../global-settings-page.tsx";
import { tenantUrlView } from "../../settings-view.ts";
import { createConfigurationAction } from "../actions.ts";
import { UserDataSection } from "../check/user-data-section.tsx";
import { instanceChoices } from "../instance-choices.ts";
import { NewConfiguration } from "../new-configuration.tsx";

export const metadata: Metadata = { title: t("New SCIM configuration") };

export default async function NewConfigurationPage() {
  const admin = await requireAdmin("full");
  const pools = await listPools(admin);
  if (!accountOpensScim(pools)) redirect("/settings/scim");
  return (
    <SidebarFrame label={t("Admin Settings")} entries={sidebarEntries}>
      <NewConfiguration
        action={createConfigurationAction}
        instances={instanceChoices(pools)}
        tenantUrl={await tenantUrlView()}
        galleryApp={env.galleryAppName}
        sendsMail={sendsMail()}
        check={<UserDataSection scope={{ accountId: admin.accountId }} />}
      />
    </SidebarFrame>
  );
}
