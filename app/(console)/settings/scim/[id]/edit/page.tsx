import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { settingsStamp } from "#db/queries/configuration-changes.ts";
import { findConfiguration, listConfigurationNames } from "#db/queries/configurations.ts";
import { listSameDirectory } from "#db/queries/directories.ts";
import { listPools } from "#db/queries/licenses.ts";
import { requireAdmin } from "#lib/auth.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { t } from "#lib/text.ts";
import { sidebarEntries } from "../../../global-settings-page.tsx";
import { EditConfiguration } from "../../edit-configuration.tsx";
import { instanceChoices } from "../../instance-choices.ts";
import { SameDirectory } from "../../same-directory.tsx";

export const metadata: Metadata = { title: t("Edit SCIM configuration") };

export default async function EditConfigurationPage({ params }: { params: Promise<{ id: string }> }) {
  const admin = await requireAdmin("full");
  const configuration = (await findConfiguration(admin, (await params).id)) ?? notFound();
  const [pools, configurations, shared] = await Promise.all([
    listPools(admin),
    listConfigurationNames(admin),
    listSameDirectory(admin, configuration.id),
  ]);
  const { id, name, license, notificationEmail, notifyOnFailure, linkedPeople } = configuration;
  const poolId = license?.poolId;
  return (
    <SidebarFrame label={t("Admin Settings")} entries={sidebarEntries}>
      <div className="grid max-w-[32rem] gap-8">
        <PageHeader
          crumbs={[
            { label: t("Global Settings"), href: "/settings" },
            { label: t("SCIM Setup"), href: "/settings/scim" },
            { label: name, href: `/settings/scim/${id}` },
          ]}
          title={t("Edit configuration")}
          description={t("Tokens and the Tenant URL stay as they are.")}
        />
        <EditConfiguration
          id={id}
          seen={settingsStamp({ name, poolId, notificationEmail, notifyOnFailure })}
          values={{
            ...{ name, notificationEmail: notificationEmail ?? "", notifyOnFailure: notifyOnFailure ? "on" : "" },
            ...{ autoAssign: poolId ? "on" : "", licenseType: poolId ?? "" },
            instance: pools.find((pool) => pool.id === poolId)?.instanceId ?? "",
          }}
          instances={instanceChoices(pools)}
          people={linkedPeople}
          sendsMail={sendsMail()}
        />
        {configurations.length > 1 && (
          <section aria-label={t("Directory")} className="border-line border-t pt-8">
            <SameDirectory id={id} current={shared[0]?.id} others={configurations.filter((other) => other.id !== id)} />
          </section>
        )}
      </div>
    </SidebarFrame>
  );
}
