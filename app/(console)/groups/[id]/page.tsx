import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { Link } from "#components/ui/link.tsx";
import { formatCount } from "#components/ui/number.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { findGroupProfile, type GroupProfile, listGroupMembers } from "#db/queries/group-profiles.ts";
import { type CurrentAdmin, mayActAs, requireAdmin } from "#lib/auth.ts";
import { AddPeople } from "./add-people.tsx";
import { GroupActions } from "./group-actions.tsx";
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
  const { id, name, configuration } = group;
  const query = parseTableQuery(await searchParams, { sorts: [] });
  const { rows, total, page } = await readExistingPage(query.page, pageSize, (page) =>
    listGroupMembers(admin, id, { search: query.q, page, pageSize }),
  );
  const full = mayActAs(admin, "full");
  const removable = { group: { id, name }, rules: [] };
  const members = rows.map(({ addedHere, ...member }) => ({
    ...member,
    addedHere: addedHere && configuration !== undefined,
    ...(full && (addedHere || !configuration) && { removable }),
  }));
  return (
    <div className="mx-auto grid max-w-page gap-6">
      <PageHeader
        crumbs={[{ label: "Groups", href: "/groups" }]}
        title={name}
        badge={configuration && <OwnerLabel text={`Name and members come from ${configuration.name}. Change them there.`} />}
        description={<Description group={group} />}
        action={full && <Actions group={group} />}
      />
      <MembersTable
        members={members}
        total={total}
        pageSize={pageSize}
        query={{ ...query, page }}
        empty={
          full ? "Nobody is in this group yet. Add people, or push them from your identity provider." : "Nobody is in this group."
        }
      />
    </div>
  );
}

function Description({ group: { configuration, members } }: { group: GroupProfile }) {
  const count = formatCount(members, "member", "members");
  if (!configuration) return <>Made by hand · {count}</>;
  return (
    <>
      Pushed by <Link href={`/settings/scim/${configuration.id}`}>{configuration.name}</Link> · {count}
    </>
  );
}

function Actions({ group: { id, name, configuration, members } }: { group: GroupProfile }) {
  return (
    <>
      {!configuration && <GroupActions id={id} name={name} members={members} rules={[]} />}
      <AddPeople
        group={{ id, name }}
        consequence={
          configuration
            ? `Whom you add is marked Added here and stays until ${configuration.name} pushes the whole group again.`
            : "Whom you add is a member at once."
        }
      />
    </>
  );
}
