import { headers } from "next/headers";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { getAccount } from "#db/queries/accounts.ts";
import { getConfigurationStatus } from "#db/queries/configuration-status.ts";
import { leavingJob, listConfigurations } from "#db/queries/configurations.ts";
import { listAnnouncedJobs } from "#db/queries/jobs.ts";
import { accountOpensScim, listPools } from "#db/queries/licenses.ts";
import { findSingleSignOn } from "#db/queries/single-sign-on.ts";
import { type CurrentAdmin, mayActAs } from "#lib/auth.ts";
import { sendsMail } from "#lib/mail/enabled.ts";
import { originOf } from "#lib/origin.ts";
import { loginUrl, redirectUri } from "#lib/sign-in-sso.ts";
import { t } from "#lib/text.ts";
import { jobView } from "../users/jobs/job-view.ts";
import { ApiReference } from "./api-reference.tsx";
import { Appearance } from "./appearance.tsx";
import { GlobalSettings, type SettingsPanel } from "./global-settings.tsx";
import { NotificationSettings } from "./notifications.tsx";
import { Organization } from "./organization.tsx";
import { ScimSetup } from "./scim/scim-setup.tsx";
import { configurationRow, tenantUrlView } from "./settings-view.ts";
import { SingleSignOnPanel, signOnSummary } from "./sso/single-sign-on.tsx";

export const sidebarEntries = [
  { label: t("Global Settings"), href: "/settings" },
  { label: t("Advanced Integrations"), href: "/settings/scim" },
];

/** Global Settings; `open` names the panel that somebody came for, which then stands open. All are closed otherwise. */
export async function GlobalSettingsPage({ admin, open }: { admin: CurrentAdmin; open?: string | undefined }) {
  const panels = await settingsPanels(admin);
  return (
    <SidebarFrame label={t("Admin Settings")} entries={sidebarEntries}>
      <div className="grid gap-6">
        <PageHeader title={t("Global Settings")} description={t("How this account connects to the rest of your company.")} />
        <GlobalSettings panels={panels.map(({ key, ...panel }) => ({ ...panel, open: key === open }))} />
      </div>
    </SidebarFrame>
  );
}

async function settingsPanels(admin: CurrentAdmin): Promise<(SettingsPanel & { key: string })[]> {
  const [pools, rows, account, tenantUrl, signOn, origin, leaving] = await Promise.all([
    listPools(admin),
    listConfigurations(admin),
    getAccount(admin),
    tenantUrlView(),
    findSingleSignOn(admin),
    headers().then(originOf),
    listAnnouncedJobs(admin, leavingJob),
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
      title: t("SCIM Setup"),
      summary: count === 0 ? t("Not set up") : formatCount(count, "configuration", "configurations"),
      keywords: t("scim provisioning token entra okta onelogin identity provider sync advanced integrations check user data"),
      content: (
        <ScimSetup
          available={accountOpensScim(pools)}
          canEdit={canChange}
          configurations={configurations}
          leaving={leaving.map((job) => jobView(job))}
        />
      ),
    },
    {
      key: "sso",
      title: t("Single Sign-On (SSO)"),
      summary: signOnSummary(signOn),
      keywords: t("sso saml oidc openid connect sign in login nameid redirect uri client secret issuer"),
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
      title: t("Organization profile"),
      summary: name,
      keywords: t("organisation account company name rename short name id"),
      content: <Organization {...{ id, name, slug, canChange }} createdAt={createdAt.toISOString()} />,
    },
    {
      key: "appearance",
      title: t("Appearance"),
      summary: t("Theme"),
      keywords: t("theme dark light time zone look"),
      content: <Appearance />,
    },
    {
      key: "notifications",
      title: t("Notifications"),
      summary: sendsMail() ? t("By email") : t("No email set up"),
      keywords: t("email mail smtp alert failure"),
      content: <NotificationSettings configurations={rows} sendsMail={sendsMail()} canChange={canChange} />,
    },
    {
      key: "api",
      title: t("API reference"),
      summary: t("SCIM 2.0"),
      keywords: t("api developer rest documentation endpoint schemas"),
      content: <ApiReference tenantUrl={tenantUrl.url} />,
    },
  ];
}
