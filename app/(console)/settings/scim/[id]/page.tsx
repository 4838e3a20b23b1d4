import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { SidebarFrame } from "#components/shell/sidebar-frame.tsx";
import { listAdmins } from "#db/queries/admins.ts";
import { getConfigurationStatus } from "#db/queries/configuration-status.ts";
import { findConfiguration } from "#db/queries/configurations.ts";
import { listScimRequests } from "#db/queries/scim-requests.ts";
import { listTokens } from "#db/queries/tokens.ts";
import { type CurrentAdmin, mayActAs, requireAdmin } from "#lib/auth.ts";
import { env } from "#lib/env.ts";
import { t } from "#lib/text.ts";
import { sidebarEntries } from "../../global-settings-page.tsx";
import { configurationDetail, connectionTest, firstCallStatus, problem, tenantUrlView, tokenRow } from "../../settings-view.ts";
import { deleteConfigurationAction, pauseConfigurationAction, resumeConfigurationAction, revokeTokenAction } from "../actions.ts";
import { ConfigurationView } from "../configuration-view.tsx";
import { Guides } from "../guides.tsx";
import { LiveFirstCall } from "../live-first-call.tsx";

// not within a day: whoever connects reads the guide while the first people arrive
const settledMs = 86_400_000;

type Props = { params: Promise<{ id: string }> };

const load = cache(async (admin: CurrentAdmin, id: string) => (await findConfiguration(admin, id)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const configuration = await load(await requireAdmin(), (await params).id);
  return { title: configuration.name };
}

export default async function ConfigurationPage({ params }: Props) {
  const admin = await requireAdmin();
  const configuration = await load(admin, (await params).id);
  const { id } = configuration;
  const [tokens, tests, problems, status, admins, tenantUrl] = await Promise.all([
    listTokens(admin, id),
    listScimRequests(admin, id, { kinds: ["connection_test"], limit: 10 }),
    listScimRequests(admin, id, { kinds: ["failure", "warning"], limit: 20 }),
    getConfigurationStatus(admin, id),
    listAdmins(admin),
    tenantUrlView(),
  ]);
  const adminNames = new Map(admins.map(({ id, name }) => [id, name]));
  const first = firstCallStatus(status, configuration);
  return (
    <SidebarFrame label={t("Admin Settings")} entries={sidebarEntries}>
      <ConfigurationView
        configuration={configurationDetail(configuration, status, first)}
        tenantUrl={tenantUrl}
        tokens={tokens.map((token) => tokenRow(token, adminNames))}
        tests={tests.map(connectionTest)}
        problems={problems.map(problem)}
        live={<LiveFirstCall key={id} configurationId={id} initial={first} />}
        guides={
          <Guides
            tenantUrl={tenantUrl.url}
            galleryApp={env.galleryAppName}
            idp={configuration.idp}
            settled={first.kind === "watching" && Date.now() - configuration.createdAt.getTime() > settledMs}
          />
        }
        can={
          mayActAs(admin, "full")
            ? {
                revokeToken: revokeTokenAction,
                pause: pauseConfigurationAction.bind(null, id),
                resume: resumeConfigurationAction.bind(null, id),
                remove: deleteConfigurationAction.bind(null, id),
              }
            : undefined
        }
      />
    </SidebarFrame>
  );
}
