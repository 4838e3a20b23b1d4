import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { rich } from "#components/rich.ts";
import { Link } from "#components/ui/link.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { findGroupProfile, type GroupProfile, listGroupMembers } from "#db/queries/group-profiles.ts";
import { listGroupRules, previewRuleLoss } from "#db/queries/group-rules.ts";
import { listPools } from "#db/queries/licenses.ts";
import { type CurrentAdmin, mayActAs, requireAdmin } from "#lib/auth.ts";
import { list, t } from "#lib/text.ts";
import { poolName } from "../../pool.ts";
import { AddPeople } from "./add-people.tsx";
import { GroupActions } from "./group-actions.tsx";
import { type LicenseRule, LicenseRules } from "./license-rules.tsx";
import { MembersTable } from "./members-table.tsx";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const pageSize = 50;

const load = cache(async (admin: CurrentAdmin, id: string) => (await findGroupProfile(admin, id)) ?? notFound());

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const group = await load(await requireAdmin(), (await params).id);
  return { title: group.name };
}

export default async function GroupPage({ params, searchParams }: Props) {
  const admin = await requireAdmin();
  const group = await load(admin, (await params).id);
  const query = parseTableQuery(await searchParams, { sorts: [] });
  const read = (page: number) => listGroupMembers(admin, group.id, { search: query.q, page, pageSize });
  const [{ rows, total, page }, { rules, choices }] = await Promise.all([
    readExistingPage(query.page, pageSize, read),
    readRules(admin, group.id),
  ]);
  const { id, name, configuration } = group;
  const full = mayActAs(admin, "full");
  const removable = { group: { id, name }, rules: rules.map(({ license }) => license) };
  const members = rows.map(({ addedHere, ...member }) => ({
    ...member,
    addedHere: addedHere && configuration !== undefined,
    ...(full && (addedHere || !configuration) && { removable }),
  }));
  return (
    <div className="mx-auto grid max-w-page gap-6">
      <PageHeader
        crumbs={[{ label: t("Groups"), href: "/groups" }]}
        title={name}
        badge={
          configuration && (
            <OwnerLabel
              text={t("Name and members come from {configuration}. Change them there.", { configuration: configuration.name })}
            />
          )
        }
        description={<Description group={group} />}
        action={full && <Actions group={group} rules={rules} />}
      />
      <LicenseRules group={{ id, name }} rules={rules} {...(full && { choices })} />
      <MembersTable
        members={members}
        total={total}
        pageSize={pageSize}
        query={{ ...query, page }}
        empty={configuration || !full ? t("Nobody is in this group.") : t("Nobody is in this group yet. Add people to it.")}
      />
    </div>
  );
}

/** The rules of a group, each with how many people would lose the license without it, and the licenses it does not give yet. */
async function readRules(admin: CurrentAdmin, groupId: string) {
  const [rules, losses, pools] = await Promise.all([
    listGroupRules(admin, groupId),
    previewRuleLoss(admin, groupId),
    listPools(admin),
  ]);
  return {
    rules: rules.map((rule) => ({
      id: rule.id,
      license: poolName(rule),
      people: losses.find(({ poolId }) => poolId === rule.poolId)?.people ?? 0,
      behind: rule.behind,
    })),
    choices: pools
      .filter((pool) => !rules.some(({ poolId }) => poolId === pool.id))
      .map((pool) => ({ poolId: pool.id, license: poolName(pool), available: pool.available })),
  };
}

function Description({ group: { configuration, members } }: { group: GroupProfile }) {
  const count = formatCount(members, "member", "members");
  if (!configuration) return t("Made by hand · {count}", { count });
  return rich("Pushed by {configuration} · {count}", {
    configuration: <Link href={`/settings/scim/${configuration.id}`}>{configuration.name}</Link>,
    count,
  });
}

function Actions({ group: { id, name, configuration, members }, rules }: { group: GroupProfile; rules: LicenseRule[] }) {
  const group = { id, name };
  const licenses = list(rules.map(({ license }) => license));
  const losses = rules.filter(({ people }) => people > 0);
  return (
    <>
      <GroupActions group={group} members={members} losses={losses} {...(configuration && { owner: configuration.name })} />
      <AddPeople
        group={group}
        consequence={
          <>
            {configuration
              ? t("Whom you add is marked Added here and stays until {configuration} pushes the whole group again.", {
                  configuration: configuration.name,
                })
              : t("Whom you add is a member at once.")}
            {licenses && ` ${t("They get {licenses}, or wait for it.", { licenses })}`}
          </>
        }
      />
    </>
  );
}
