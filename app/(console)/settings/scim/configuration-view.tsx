import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import type { ConfirmResult } from "#components/ui/confirm-dialog.tsx";
import { ButtonLink, Link } from "#components/ui/link.tsx";
import { formatNumber } from "#components/ui/number.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import { type ConnectionTest, ConnectionTests } from "./connection-tests.tsx";
import { DeleteConfiguration } from "./delete-configuration.tsx";
import { Health, type HealthState } from "./health.tsx";
import { PauseConfiguration, Paused } from "./pause-configuration.tsx";
import { type Problem, Problems } from "./problems.tsx";
import { ReissueToken } from "./reissue-token.tsx";
import { TenantUrl } from "./tenant-url.tsx";
import { type TokenRow, TokensTable } from "./tokens-table.tsx";

export type ConfigurationDetail = {
  id: string;
  name: string;
  health: HealthState;
  paused: boolean;
  /** Name of the license that is assigned; none = only user data is synced. */
  license?: string;
  notificationEmail?: string;
  notifyOnFailure: boolean;
  /** The identity provider its calls look like. */
  idp?: string;
  people: number;
  createdAt: string;
  lastCallAt?: string;
};

type ConfigurationViewProps = {
  configuration: ConfigurationDetail;
  tenantUrl: { url: string; isPublic: boolean };
  tokens: TokenRow[];
  tests: ConnectionTest[];
  problems: Problem[];
  /** What goes on now. */
  live?: ReactNode;
  guides?: ReactNode;
  /** What a Full admin can do; absent for one who may only read. */
  can?: {
    revokeToken: (tokenId: string) => Promise<ConfirmResult>;
    pause: () => Promise<ConfirmResult>;
    resume: () => Promise<ConfirmResult>;
    remove: () => Promise<ConfirmResult>;
  };
};

/** Is this connection working? */
export function ConfigurationView(props: ConfigurationViewProps) {
  const { configuration, tenantUrl, tokens, tests, problems, live, guides, can } = props;
  const { id, name, people, paused } = configuration;
  const working = tokens.filter(({ state }) => state === "active").length;
  return (
    <div className="@container mx-auto grid max-w-[80rem] gap-8">
      <PageHeader
        crumbs={[
          { label: t("Global Settings"), href: "/settings" },
          { label: t("SCIM Setup"), href: "/settings/scim" },
        ]}
        title={name}
        description={!live && <Health state={configuration.health} />}
        action={
          can && (
            <>
              <ButtonLink href={`/settings/scim/${id}/edit`}>{t("Edit")}</ButtonLink>
              {!paused && <PauseConfiguration name={name} pause={can.pause} />}
              <DeleteConfiguration name={name} people={people} remove={can.remove} />
            </>
          )
        }
      />
      {paused ? <Paused resume={can?.resume} /> : live}
      <div className="grid items-start gap-x-10 gap-y-8 @5xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-6">
          <Card
            title={t("Access tokens")}
            action={can && <ReissueToken id={id} name={name} tenantUrl={tenantUrl.url} working={working} />}
          >
            <TokensTable tokens={tokens} revoke={can?.revokeToken} />
          </Card>
          <Card title={t("Connection tests")}>
            <ConnectionTests tests={tests} />
          </Card>
          <Card title={t("Problems")} action={<Link href={`/activity-log?configuration=${id}&kind=requests`}>{t("All")}</Link>}>
            <Problems problems={problems} />
          </Card>
          {guides}
        </div>
        <div className="grid min-w-0 gap-6">
          <TenantUrl {...tenantUrl} />
          <PropertyList properties={properties(configuration)} />
        </div>
      </div>
    </div>
  );
}

function properties(configuration: ConfigurationDetail) {
  const { license, people, idp, lastCallAt, notificationEmail, notifyOnFailure, createdAt } = configuration;
  return [
    { label: t("Auto-assign licenses"), value: license ?? t("Off, only user data is synced") },
    { label: t("People"), value: formatNumber(people) },
    { label: t("Identity provider"), value: idp },
    { label: t("Last call"), value: lastCallAt && <Time iso={lastCallAt} /> },
    { label: t("Notification email"), value: notificationEmail && `${notificationEmail}${notifyOnFailure ? "" : " (off)"}` },
    { label: t("Created"), value: <Time iso={createdAt} format="date" /> },
  ];
}
