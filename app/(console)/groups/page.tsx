import type { Metadata } from "next";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { groupSorts, listGroupProfiles } from "#db/queries/group-profiles.ts";
import { requireAdmin } from "#lib/auth.ts";
import { GroupsTable } from "./groups-table.tsx";

export const metadata: Metadata = { title: "Groups" };

const pageSize = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function GroupsPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const query = parseTableQuery(await searchParams, { sorts: groupSorts });
  const { rows, total, page } = await readExistingPage(query.page, pageSize, (page) =>
    listGroupProfiles(admin, {
      search: query.q,
      sort: groupSorts.find((name) => name === query.sort?.column) ?? "name",
      descending: query.sort?.descending ?? false,
      page,
      pageSize,
    }),
  );
  const groups = rows.map(({ id, name, configuration, members, lastModified }) => ({
    ...{ id, name, members },
    configuration: configuration?.name,
    lastModified: lastModified.toISOString(),
  }));
  return (
    <div className="grid gap-6">
      <PageHeader title="Groups" description="Who belongs together, as your identity provider says." />
      <GroupsTable groups={groups} total={total} pageSize={pageSize} query={{ ...query, page }} />
    </div>
  );
}
