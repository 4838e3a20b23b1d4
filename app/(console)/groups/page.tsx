import type { Metadata } from "next";
import { parseTableQuery, readExistingPage } from "#components/data-table/table-query.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listConfigurationNames } from "#db/queries/configurations.ts";
import { groupSorts, listGroupProfiles } from "#db/queries/group-profiles.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { t } from "#lib/text.ts";
import { CreateGroup } from "./create-group.tsx";
import { GroupsTable } from "./groups-table.tsx";

export const metadata: Metadata = { title: t("Groups") };

const pageSize = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function GroupsPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const query = parseTableQuery(await searchParams, { sorts: groupSorts, filters: ["source"] });
  const read = (page: number) =>
    listGroupProfiles(admin, {
      search: query.q,
      source: query.filters.source,
      sort: groupSorts.find((name) => name === query.sort?.column) ?? "name",
      descending: query.sort?.descending ?? false,
      page,
      pageSize,
    });
  const [{ rows, total, page }, configurations] = await Promise.all([
    readExistingPage(query.page, pageSize, read),
    listConfigurationNames(admin),
  ]);
  const sources = configurations.map(({ id, name }) => ({ value: id, label: name }));
  const groups = rows.map(({ id, name, configuration, members, lastModified }) => ({
    ...{ id, name, members },
    configuration: configuration?.name,
    lastModified: lastModified.toISOString(),
  }));
  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("Groups")}
        description={t("Who belongs together: pushed by your identity provider, or made by hand.")}
        action={mayActAs(admin, "full") && <CreateGroup />}
      />
      <GroupsTable groups={groups} total={total} pageSize={pageSize} query={{ ...query, page }} sources={sources} />
    </div>
  );
}
