import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { Link } from "#components/ui/link.tsx";
import { OwnerLabel } from "#components/ui/owner-label.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { findGroupProfile, listGroupMembers } from "#db/queries/group-profiles.ts";
import { type CurrentAdmin, requireAdmin } from "#lib/auth.ts";
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
  const { id, name, configuration, members } = await load(admin, (await params).id);
  const query = parseTableQuery(await searchParams, { sorts: [] });
  const read = async (page: number) => ({ total: members, rows: await listGroupMembers(admin, id, { page, pageSize }) });
  const { rows, page } = await readExistingPage(query.page, pageSize, read);
  return (
    <div className="mx-auto grid max-w-page gap-6">
      <PageHeader
        crumbs={[{ label: "Groups", href: "/groups" }]}
        title={name}
        badge={configuration && <OwnerLabel text={`Members come from ${configuration.name}. Change them there.`} />}
        description={
          configuration ? (
            <>
              Pushed by <Link href={`/settings/scim/${configuration.id}`}>{configuration.name}</Link>
            </>
          ) : (
            "Made by hand"
          )
        }
      />
      <MembersTable members={rows} total={members} pageSize={pageSize} query={{ ...query, page }} />
    </div>
  );
}
