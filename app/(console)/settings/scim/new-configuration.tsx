import type { ReactNode } from "react";
import type { FormAction } from "#components/ui/form-state.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { t } from "#lib/text.ts";
import { ConfigurationForm, type ConfigurationFormState } from "./configuration-form.tsx";
import { Guides } from "./guides.tsx";
import type { InstanceChoice } from "./license-fields.tsx";
import { TenantUrl } from "./tenant-url.tsx";

type NewConfigurationProps = {
  action: FormAction<ConfigurationFormState>;
  instances: InstanceChoice[];
  tenantUrl: { url: string; isPublic: boolean };
  galleryApp: string | undefined;
  sendsMail: boolean;
  /** Check user data, above Generate token. */
  check: ReactNode;
};

/** The form, and beside it everything that is carried to the IdP. */
export function NewConfiguration({ action, instances, tenantUrl, galleryApp, sendsMail, check }: NewConfigurationProps) {
  return (
    <div className="@container mx-auto grid max-w-[80rem] gap-8">
      <PageHeader
        crumbs={[
          { label: t("Global Settings"), href: "/settings" },
          { label: t("SCIM Setup"), href: "/settings/scim" },
        ]}
        title={t("New SCIM configuration")}
        description={t("One connection to your identity provider, with its own access tokens.")}
      />
      <div className="grid gap-x-16 gap-y-10 @4xl:grid-cols-2">
        <div className="min-w-0 max-w-[30rem]">
          <ConfigurationForm
            action={action}
            instances={instances}
            tenantUrl={tenantUrl.url}
            sendsMail={sendsMail}
            check={check}
          />
        </div>
        <div className="grid min-w-0 content-start gap-8">
          <TenantUrl {...tenantUrl} />
          <Guides tenantUrl={tenantUrl.url} galleryApp={galleryApp} />
        </div>
      </div>
    </div>
  );
}
