"use client";

import { useSearchParams } from "next/navigation";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { TableQuery } from "#components/data-table/table-query.ts";
import type { TableView } from "#components/data-table/table-view.ts";
import { useTableView, ViewMenu } from "#components/data-table/view-menu.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ButtonLink } from "#components/ui/link.tsx";
import { NotSet } from "#components/ui/property-list.tsx";
import { Time } from "#components/ui/time.tsx";
import { t } from "#lib/text.ts";
import type { BulkChoices } from "./bulk-bar.tsx";
import { LaterBulkBar, useBulkBarSoon } from "./later-bulk-bar.tsx";
import { LicenseBadge, type LicenseStatus } from "./license-badge.tsx";
import { usersFilters } from "./users-filters.ts";

export type UserRow = {
  id: string;
  name: string;
  email?: string;
  userName: string;
  uniqueId?: string;
  title?: string;
  department?: string;
  state: "active" | "inactive" | "suspended";
  licenses: { name: string; status: LicenseStatus; position?: number }[];
  /** The configuration that the person came from; none for somebody added by hand. */
  configuration?: string;
  lastModified: string;
};

const columns: TableColumn<UserRow>[] = [
  {
    id: "name",
    accessorKey: "name",
    header: t("Name"),
    meta: { primary: true, width: t("@2xl:w-[28%] @5xl:w-[15%]") },
    cell: ({ row }) => <Name user={row.original} />,
  },
  {
    id: "email",
    accessorKey: "email",
    header: t("Email"),
    meta: { hideBelow: "md", width: t("@2xl:w-[32%] @5xl:w-[18%]") },
    cell: ({ row }) => oneLine(row.original.email),
  },
  {
    id: "userName",
    accessorKey: "userName",
    header: t("User name"),
    enableSorting: false,
    meta: { hideBelow: "lg" },
    cell: ({ row }) => oneLine(row.original.userName),
  },
  {
    id: "uniqueId",
    accessorKey: "uniqueId",
    header: t("Unique ID"),
    enableSorting: false,
    meta: { hideBelow: "lg" },
    cell: ({ row }) => oneLine(row.original.uniqueId),
  },
  {
    id: "title",
    accessorKey: "title",
    header: t("Title"),
    meta: { hideBelow: "lg" },
    cell: ({ row }) => oneLine(row.original.title),
  },
  {
    id: "department",
    accessorKey: "department",
    header: t("Department"),
    meta: { hideBelow: "lg" },
    cell: ({ row }) => oneLine(row.original.department),
  },
  {
    id: "licenses",
    accessorKey: "licenses",
    header: t("Licenses"),
    enableSorting: false,
    meta: { width: t("w-[38%] @2xl:w-[18%] @5xl:w-[22%]") },
    cell: ({ row }) => <Licenses user={row.original} />,
  },
  {
    id: "source",
    accessorKey: "configuration",
    header: t("Source"),
    enableSorting: false,
    meta: { hideBelow: "lg" },
    cell: ({ row }) => oneLine(row.original.configuration ?? t("Added by hand")),
  },
  {
    id: "lastModified",
    accessorKey: "lastModified",
    header: t("Changed"),
    meta: { hideBelow: "md", align: "end", width: "w-30" },
    cell: ({ row }) => (
      <span className="text-muted">
        <Time iso={row.original.lastModified} />
      </span>
    ),
  },
];

/** The name is how a row is known. */
const choosable = columns.flatMap(({ id, header }) =>
  id && id !== "name" && typeof header === "string" ? [{ id, label: header }] : [],
);

function Name({ user }: { user: UserRow }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="grid min-w-0">
        <span className="truncate">{user.name}</span>
        {user.email && <span className="truncate font-normal text-muted text-sm @2xl:hidden">{user.email}</span>}
      </span>
      {user.state !== "active" && <Badge>{user.state === "suspended" ? t("Suspended") : t("Inactive")}</Badge>}
    </span>
  );
}

/** The first license; all of them are on the profile. One line per person keeps the table easy to scan. */
function Licenses({ user: { licenses } }: { user: UserRow }) {
  const [shown, ...others] = licenses;
  if (!shown) return <NotSet />;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="hidden min-w-0 truncate @5xl:inline">{shown.name}</span>
      <LicenseBadge status={shown.status} position={shown.position} />
      {others.length > 0 && (
        <span className="text-muted text-sm" title={others.map(({ name }) => name).join(", ")}>
          +{others.length}
          <span className="sr-only"> {t("more")}</span>
        </span>
      )}
    </span>
  );
}

/** A function, no component: hundreds of them would be hydrated. */
const oneLine = (value: string | undefined) =>
  value ? (
    <span className="block truncate" title={value}>
      {value}
    </span>
  ) : (
    <NotSet />
  );

type UsersTableProps = BulkChoices & {
  users: UserRow[];
  total: number;
  pageSize: number;
  query: TableQuery;
  view: TableView;
  /** The one that the table is filtered by. */
  group: { id: string; name: string } | undefined;
  configurations: { id: string; name: string }[];
  mayChange: boolean;
};

export function UsersTable(props: UsersTableProps) {
  const { users, total, pageSize, query, pools, groups, group, configurations, mayChange } = props;
  const [view, setView] = useTableView("users", props.view);
  const address = useSearchParams().toString();
  useBulkBarSoon();
  return (
    <DataTable
      label={t("Users")}
      noun={["person", "people"]}
      columns={columns}
      rows={users}
      rowId={(user) => user.id}
      rowHref={(user) => `/users/${user.id}`}
      query={query}
      total={total}
      pageSize={pageSize}
      searchLabel={t("Search by name, email or ID")}
      filters={usersFilters({ pools, groups, group, configurations })}
      toolbar={
        <div className="ml-auto">
          <ViewMenu view={view} columns={choosable} onChange={setView} />
        </div>
      }
      view={view}
      selecting={{
        rowLabel: (user) => user.name,
        actions: (state) => (
          <LaterBulkBar
            state={state}
            query={address}
            pools={pools}
            groups={groups}
            poolId={query.filters.license}
            mayChange={mayChange}
          />
        ),
      }}
      empty={<NobodyYet mayChange={mayChange} />}
    />
  );
}

function NobodyYet({ mayChange }: { mayChange: boolean }) {
  return (
    <div className="rounded-card border border-line">
      <EmptyState
        title={t("Nobody here yet")}
        action={
          mayChange && (
            <ButtonLink href="/settings/scim" variant="primary">
              {t("Set up SCIM")}
            </ButtonLink>
          )
        }
      >
        {t("People appear here, with their licenses, as soon as your identity provider sends them.")}
      </EmptyState>
    </div>
  );
}
