import { Plus } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { t } from "#lib/text.ts";
import { JobNotices } from "../../users/jobs/job-notices.tsx";
import type { JobView } from "../../users/jobs/job-view.ts";
import { type Configuration, ConfigurationsTable } from "./configurations-table.tsx";

type ScimSetupProps = {
  /** Does the account own a license type that opens SCIM? */
  available: boolean;
  /** May this admin change anything? */
  canEdit: boolean;
  configurations: Configuration[];
  /** Deleted ones whose people are still leaving, or left lately. */
  leaving: JobView[];
};

/** What is inside the panel SCIM Setup. */
export function ScimSetup({ available, canEdit, configurations, leaving }: ScimSetupProps) {
  if (!available) {
    return <p className="text-muted">{t("SCIM is available for Sales Navigator Advanced and Advanced Plus.")}</p>;
  }
  const add = canEdit && (
    <ButtonLink href="/settings/scim/new" variant="primary" icon={<Plus size={16} />}>
      {/* The plus is part of the name that guides quote. */}
      <span className="sr-only">+ </span>
      {t("Add new SCIM configuration")}
    </ButtonLink>
  );
  return (
    <div className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
        <p className="max-w-[36rem] text-pretty text-muted">
          {t(
            "Your identity provider keeps people, groups and licenses true by itself. Each configuration is one connection with its own access tokens. Independent of single sign-on.",
          )}
        </p>
        {configurations.length > 0 && add}
      </div>
      <JobNotices jobs={leaving} mayChange={canEdit} />
      {configurations.length > 0 ? (
        <ConfigurationsTable configurations={configurations} />
      ) : (
        <div className="rounded-card border border-line">
          <EmptyState title={t("No configurations yet")} action={add || undefined}>
            {t("Create one, paste its token into Entra ID, Okta or OneLogin, and watch the first people arrive.")}
          </EmptyState>
        </div>
      )}
    </div>
  );
}
