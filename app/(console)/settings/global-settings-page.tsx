import { headers } from "next/headers";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getAccount } from "#db/queries/accounts.ts";
import { getConfigurationStatus } from "#db/queries/configuration-status.ts";
import { listConfigurations } from "#db/queries/configurations.ts";
import { accountOpensScim, listPools } from "#db/queries/licenses.ts";
import { findSingleSignOn } from "#db/queries/single-sign-on.ts";
import { type CurrentAdmin, mayActAs } from "#lib/auth.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { originOf } from "#lib/origin.ts";
import { loginUrl, redirectUri } from "#lib/sign-in-sso.ts";
import { ApiReference } from "./api-reference.tsx";
import { Appearance } from "./appearance.tsx";
import { GlobalSettings, type SettingsPanel } from "./global-settings.tsx";
import { NotificationSettings } from "./notifications.tsx";
import { Organization } from "./organization.tsx";
import { ScimSetup } from "./scim/scim-setup.tsx";
import { configurationRow, tenantUrlView } from "./settings-view.ts";
import { SingleSignOnPanel, signOnSummary } from "./sso/single-sign-on.tsx";

export const sidebarEntries = [
  { label: "Global Settings", href: "/settings" },
  { label: "Advanced Integrations", href: "/settings/scim" },
];

/** Global Settings; `open` names the panel that somebody came for, which then stands open. All are closed otherwise. */
export async function GlobalSettingsPage({ admin, open }: { admin: CurrentAdmin; open?: string | undefined }) {
  const panels = await settingsPanels(admin);
  return (
    <SidebarFrame label="Admin Settings" entries={sidebarEntries}>
      <div className="grid gap-6">
        <PageHeader title="Global Settings" description="How this account connects to the rest of your company." />
        <GlobalSettings panels={panels.map(({ key, ...panel }) => ({ ...panel, open: key === open }))} />
      </div>
    </SidebarFrame>
  );
}

async function settingsPanels(admin: CurrentAdmin): Promise<(SettingsPanel & { key: string })[]> {
  const [pools, rows, account, tenantUrl, signOn, origin] = await Promise.all([
    listPools(admin),
    listConfigurations(admin),
    getAccount(admin),
    tenantUrlView(),
    findSingleSignOn(admin),
    headers().then(originOf),
  ]);
  const configurations = await Promise.all(
    rows.map(async (row) => configurationRow(row, await getConfigurationStatus(admin, row.id))),
  );
  const count = configurations.length;
  const canChange = mayActAs(admin, "full");
  const { id, name, slug, createdAt } = account;
  return [
    {
      key: "scim",
      title: "SCIM Setup",
      summary: count === 0 ? "Not set up" : `${count} ${count === 1 ? "configuration" : "configurations"}`,
      keywords: "scim provisioning token entra okta onelogin identity provider sync advanced integrations check user data",
      content: <ScimSetup available={accountOpensScim(pools)} canEdit={canChange} configurations={configurations} />,
    },
    {
      key: "sso",
      title: "Single Sign-On (SSO)",
      summary: signOnSummary(signOn),
      keywords: "sso saml oidc openid connect sign in login nameid redirect uri client secret issuer",
      content: (
        <SingleSignOnPanel
          current={signOn}
          redirectUri={redirectUri(origin, admin.accountId)}
          loginUrl={loginUrl(origin, admin.accountId)}
          canChange={canChange}
          cameBySso={admin.method === "sso"}
        />
      ),
    },
    {
      key: "organization",
      title: "Organization profile",
      summary: name,
      keywords: "organisation account company name rename short name id",
      content: <Organization {...{ id, name, slug, canChange }} createdAt={createdAt.toISOString()} />,
    },
    {
      key: "appearance",
      title: "Appearance",
      summary: "Theme",
      keywords: "theme dark light time zone look",
      content: <Appearance />,
    },
    {
      key: "notifications",
      title: "Notifications",
      summary: sendsMail() ? "By email" : "No email set up",
      keywords: "email mail smtp alert failure",
      content: <NotificationSettings configurations={rows} sendsMail={sendsMail()} canChange={canChange} />,
    },
    {
      key: "api",
      title: "API reference",
      summary: "SCIM 2.0",
      keywords: "api developer rest documentation endpoint schemas",
      content: <ApiReference tenantUrl={tenantUrl.url} />,
    },
  ];
}
