import type { Metadata } from "next";
import { cookies } from "next/headers";
import { parseTableQuery, readExistingPage, type TableQuery } from "#components/data-table/table-query.ts";
import { parseTableView, viewCookie } from "#components/data-table/table-view.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listConfigurationNames } from "#db/queries/configurations.ts";
import { findGroupsNamed, listGroupNames } from "#db/queries/group-names.ts";
import { listAnnouncedJobs } from "#db/queries/jobs.ts";
import { listPools } from "#db/queries/licenses.ts";
import { listProfiles, type ProfileRow, profileSorts } from "#db/queries/profiles.ts";
import { mayActAs, requireAdmin } from "#lib/auth.ts";
import { isId } from "#lib/ids.ts";
import { t } from "#lib/text.ts";
import { MassLeaveBanner } from "../mass-leave-banner.tsx";
import { poolName } from "../pool.ts";
import { JobNotices } from "./jobs/job-notices.tsx";
import { jobView } from "./jobs/job-view.ts";
import { LicenseCards } from "./license-cards.tsx";
import { UsersActions } from "./users-actions.tsx";
import { peopleFilter, usersPageSize, usersQuery } from "./users-query.ts";
import { type UserRow, UsersTable } from "./users-table.tsx";
import { usuallyHidden } from "./users-view.ts";

export const metadata: Metadata = { title: t("Users") };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a list of groups starts with; all others are found by name. */
const firstGroups = 20;

export default async function UsersPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const query = parseTableQuery(await searchParams, usersQuery);
  const groupId = query.filters.group;
  const sort = profileSorts.find((name) => name === query.sort?.column) ?? "name";
  const list = { ...peopleFilter(query), sort, descending: query.sort?.descending ?? false, pageSize: usersPageSize };
  const [pools, groups, [group], configurations, jobs, { rows, total, page }] = await Promise.all([
    listPools(admin),
    listGroupNames(admin, firstGroups),
    groupId && isId(groupId) ? findGroupsNamed(admin, groupId) : [],
    listConfigurationNames(admin),
    listAnnouncedJobs(admin),
    readExistingPage(query.page, usersPageSize, (page) => listProfiles(admin, { ...list, page })),
  ]);
  const view = parseTableView((await cookies()).get(viewCookie("users"))?.value, { hidden: usuallyHidden });
  const mayChange = mayActAs(admin, "full");
  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("Users")}
        description={t("Everybody in this account, and the licenses they have.")}
        action={<UsersActions pools={pools} filtered={filteredAddress(query)} mayChange={mayChange} />}
      />
      <MassLeaveBanner />
      <JobNotices jobs={jobs.map((job) => jobView(job))} mayChange={mayChange} />
      {pools.length > 0 && <LicenseCards pools={pools} filters={query.filters} />}
      <UsersTable
        users={rows.map(userRow)}
        total={total}
        pageSize={usersPageSize}
        query={{ ...query, page }}
        view={view}
        pools={pools}
        groups={groups}
        group={group}
        configurations={configurations}
        mayChange={mayChange}
      />
    </div>
  );
}

/** The part of the address that says whom the table shows, whatever their order and page. */
const filteredAddress = ({ q, filters }: TableQuery): string => new URLSearchParams({ ...(q && { q }), ...filters }).toString();

function userRow(profile: ProfileRow): UserRow {
  const { id, name, email, userName, title, department, active, suspended, links, licenses, lastModified } = profile;
  return {
    id,
    name,
    email,
    userName,
    uniqueId: profile.uniqueId ?? links.find(({ externalId }) => externalId)?.externalId,
    title,
    department,
    state: suspended ? "suspended" : active ? "active" : "inactive",
    licenses: licenses
      .filter(({ state }) => state !== "dormant")
      .map((license) => ({ name: poolName(license), status: license.state, position: license.position })),
    configuration: links.map((link) => link.configurationName).join(", ") || undefined,
    lastModified: lastModified.toISOString(),
  };
}
