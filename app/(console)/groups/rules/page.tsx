import type { Metadata } from "next";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listGroupRules } from "#db/queries/group-rules.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { poolName } from "../../pool.ts";
import { RulesList } from "./rules-list.tsx";

export const metadata: Metadata = { title: t("License rules") };

/** The license rules of all groups: their order decides between types that exclude each other. */
export default async function RulesPage() {
  const admin = await requireAdmin();
  const rules = await listGroupRules(admin);
  return (
    <div className="mx-auto grid max-w-page gap-6">
      <PageHeader
        crumbs={[{ label: t("Groups"), href: "/groups" }]}
        title={t("License rules")}
        description={t(
          "Who is in several groups gets every license that their rules give. Of types that exclude each other, the first rule decides.",
        )}
      />
      {rules.length === 0 ? (
        <div className="rounded-card border border-line">
          <EmptyState title={t("No license rules yet")} action={<ButtonLink href="/groups">{t("Go to Groups")}</ButtonLink>}>
            {t("Open a group and add a rule: everybody in it gets a license.")}
          </EmptyState>
        </div>
      ) : (
        <RulesList
          rules={rules.map((rule) => ({
            id: rule.id,
            license: poolName(rule),
            group: { id: rule.groupId, name: rule.groupName },
          }))}
          mayMove={mayActAs(admin, "full")}
        />
      )}
    </div>
  );
}
