import type { Metadata } from "next";
import { parseTableQuery, readExistingPage, type TableQuery } from "#components/data-table/table-query.ts";
import { PageHeader } from "#components/ui/page-header.tsx";
import { listPools } from "#db/queries/licenses.ts";
import { listProfiles, type ProfileListQuery, type ProfileRow, profileSorts } from "#db/queries/profiles.ts";
import { requireAdmin } from "#lib/auth.ts";
import { isId } from "#lib/ids.ts";
import { poolName } from "../pool.ts";
import { LicenseCards } from "./license-cards.tsx";
import { usersPageSize, usersQuery } from "./users-query.ts";
import { type UserRow, UsersTable } from "./users-table.tsx";

export const metadata: Metadata = { title: "Users" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: Props) {
  const admin = await requireAdmin();
  const query = parseTableQuery(await searchParams, usersQuery);
  const read = (page: number) => listProfiles(admin, listQuery({ ...query, page }));
  const [pools, { rows, total, page }] = await Promise.all([listPools(admin), readExistingPage(query.page, usersPageSize, read)]);
  return (
    <div className="grid gap-6">
      <PageHeader title="Users" description="Everybody in this account, and the licenses they have." />
      {pools.length > 0 && <LicenseCards pools={pools} filters={query.filters} />}
      <UsersTable users={rows.map(userRow)} total={total} pageSize={usersPageSize} query={{ ...query, page }} pools={pools} />
    </div>
  );
}

/** The URL's words as a query; a filter value that means nothing matches nobody rather than everybody. */
function listQuery({ q, sort, page, filters }: TableQuery): ProfileListQuery {
  const nobody = "00000000-0000-0000-0000-000000000000";
  const { license, status, state } = filters;
  return {
    search: q,
    poolId: license && (isId(license) ? license : nobody),
    licenseState: status === "invited" || status === "activated" || status === "waiting" ? status : undefined,
    active: state === "active" ? true : state === "inactive" ? false : undefined,
    sort: profileSorts.find((name) => name === sort?.column) ?? "name",
    descending: sort?.descending ?? false,
    page,
    pageSize: usersPageSize,
  };
}

function userRow(profile: ProfileRow): UserRow {
  const { id, name, email, title, department, active, suspended, links, licenses, lastModified } = profile;
  return {
    id,
    name,
    email,
    title,
    department,
    state: suspended ? "suspended" : active ? "active" : "inactive",
    licenses: licenses.map((license) => ({ name: poolName(license), status: license.state, position: license.position })),
    configuration: links.map((link) => link.configurationName).join(", ") || undefined,
    lastModified: lastModified.toISOString(),
  };
}
