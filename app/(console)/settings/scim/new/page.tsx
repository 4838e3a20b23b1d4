import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { accountOpensScim, listPools, type Pool } from "#db/queries/licenses.ts";
import { requireAdmin } from "#lib/auth.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { sidebarEntries } from "../../global-settings-page.tsx";
import { tenantUrlView } from "../../settings-view.ts";
import { createConfigurationAction } from "../actions.ts";
import type { InstanceChoice } from "../license-fields.tsx";
import { NewConfiguration } from "../new-configuration.tsx";

export const metadata: Metadata = { title: "New SCIM configuration" };

export default async function NewConfigurationPage() {
  const admin = await requireAdmin("full");
  const pools = await listPools(admin);
  if (!accountOpensScim(pools)) redirect("/settings/scim");
  return (
    <SidebarFrame label="Admin Settings" entries={sidebarEntries}>
      <NewConfiguration
        action={createConfigurationAction}
        instances={instanceChoices(pools)}
        tenantUrl={await tenantUrlView()}
        sendsMail={sendsMail()}
      />
    </SidebarFrame>
  );
}

/** What auto-assign can give: instances in order, with the license types that SCIM can assign. */
function instanceChoices(pools: readonly Pool[]): InstanceChoice[] {
  const choices = new Map<string, InstanceChoice>();
  for (const { id: poolId, instanceId, instanceName, licenseType, available, total, scim } of pools) {
    if (scim === "none") continue;
    const choice = choices.get(instanceId) ?? { id: instanceId, name: instanceName, licenses: [] };
    choice.licenses.push({ poolId, licenseType, available, total });
    choices.set(instanceId, choice);
  }
  return [...choices.values()];
}
