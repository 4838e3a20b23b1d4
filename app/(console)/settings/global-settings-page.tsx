import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getConfigurationStatus } from "#db/queries/configuration-status.ts";
import { listConfigurations } from "#db/queries/configurations.ts";
import { accountOpensScim, listPools } from "#db/queries/licenses.ts";
import { type CurrentAdmin, mayActAs } from "#lib/auth.ts";
import { GlobalSettings } from "./global-settings.tsx";
import { ScimSetup } from "./scim/scim-setup.tsx";
import { configurationRow } from "./settings-view.ts";

export const sidebarEntries = [
  { label: "Global Settings", href: "/settings" },
  { label: "Advanced Integrations", href: "/settings/scim" },
];

/** Global Settings; `scimOpen` when somebody came for SCIM Setup, which then stands open with its button in view. */
export async function GlobalSettingsPage({ admin, scimOpen }: { admin: CurrentAdmin; scimOpen: boolean }) {
  const [pools, rows] = await Promise.all([listPools(admin), listConfigurations(admin)]);
  const configurations = await Promise.all(
    rows.map(async (row) => configurationRow(row, await getConfigurationStatus(admin, row.id))),
  );
  const count = configurations.length;
  return (
    <SidebarFrame label="Admin Settings" entries={sidebarEntries}>
      <div className="grid gap-6">
        <PageHeader title="Global Settings" description="How this account connects to the rest of your company." />
        <GlobalSettings
          panels={[
            {
              title: "SCIM Setup",
              summary: count === 0 ? "Not set up" : `${count} ${count === 1 ? "configuration" : "configurations"}`,
              keywords: "scim provisioning token entra okta onelogin identity provider sync advanced integrations",
              open: scimOpen,
              content: (
                <ScimSetup
                  available={accountOpensScim(pools)}
                  canEdit={mayActAs(admin, "full")}
                  configurations={configurations}
                />
              ),
            },
            {
              title: "Single Sign-On (SSO)",
              summary: "Not available yet",
              keywords: "sso saml oidc sign in login",
              content: (
                <p className="max-w-[36rem] text-pretty text-muted">
                  Sign-in of admins through your identity provider cannot be set up here yet; admins sign in with e-mail and
                  password. Provisioning does not need it: SCIM Setup works with or without single sign-on.
                </p>
              ),
            },
          ]}
        />
      </div>
    </SidebarFrame>
  );
}
