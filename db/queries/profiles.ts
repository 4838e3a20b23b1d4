import { and, asc, count, desc, eq, exists, sql as fragment, inArray, isNull, like, or, type SQL } from "drizzle-orm";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import type { UserResource } from "../../lib/scim/user.ts";
import { db } from "../client.ts";
import { scimConfigurations } from "../schema/configurations.ts";
import { licenseAssignments } from "../schema/licenses.ts";
import { provisioningLinks, users } from "../schema/users.ts";
import { listUserLicenses, type UserLicense } from "./licenses.ts";
import type { Scope } from "./scope.ts";

export const profileSorts = ["name", "email", "title", "department", "lastModified"] as const;
export type ProfileSort = (typeof profileSorts)[number];

export type ProfileListQuery = {
  search?: string;
  /** Only people with (or waiting for) a license of this pool. */
  poolId?: string;
  licenseState?: UserLicense["state"];
  active?: boolean;
  configurationId?: string;
  sort: ProfileSort;
  descending: boolean;
  /** 1-based. */
  page: number;
  pageSize: number;
};

/** The tie of a person to a configuration, as screens show it. */
export type ProfileLink = { configurationId: string; configurationName: string; externalId: string | undefined; active: boolean };

/** A row of Users. */
export type ProfileRow = {
  id: string;
  name: string;
  email: string | undefined;
  userName: string;
  title: string | undefined;
  department: string | undefined;
  active: boolean;
  suspended: boolean;
  lastModified: Date;
  links: ProfileLink[];
  licenses: UserLicense[];
};

const sortColumns = {
  name: users.sortName,
  email: users.email,
  title: users.title,
  department: users.department,
  lastModified: users.lastModified,
} as const;

/** One page of the people of an account and how many match in all. */
export async function listProfiles(scope: Scope, query: ProfileListQuery): Promise<{ rows: ProfileRow[]; total: number }> {
  const where = and(eq(users.accountId, scope.accountId), isNull(users.deletedAt), ...conditions(scope, query));
  const direction = query.descending ? desc : asc;
  const [rows, [counted]] = await Promise.all([
    db()
      .select()
      .from(users)
      .where(where)
      .orderBy(fragment`${direction(sortColumns[query.sort])} nulls last`, asc(users.id))
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize),
    db().select({ total: count() }).from(users).where(where),
  ]);
  const ids = rows.map(({ id }) => id);
  const [links, licenses] = await Promise.all([listLinks(scope, ids), listUserLicenses(scope, ids)]);
  return {
    total: counted?.total ?? 0,
    rows: rows.map((user) => ({
      ...summaryOf(user),
      links: links.filter(({ userId }) => userId === user.id),
      licenses: licenses.filter(({ userId }) => userId === user.id),
    })),
  };
}

function summaryOf(user: typeof users.$inferSelect) {
  return {
    id: user.id,
    name: user.name,
    email: user.email ?? undefined,
    userName: user.userName,
    title: user.title ?? undefined,
    department: user.department ?? undefined,
    active: user.active,
    suspended: user.suspendedAt !== null,
    lastModified: user.lastModified,
  };
}

function conditions(scope: Scope, query: ProfileListQuery): (SQL | undefined)[] {
  const licensed = (extra: (SQL | undefined)[]) =>
    exists(
      db()
        .select({ one: fragment`1` })
        .from(licenseAssignments)
        .where(and(eq(licenseAssignments.accountId, scope.accountId), eq(licenseAssignments.userId, users.id), ...extra)),
    );
  const poolOrState = query.poolId !== undefined || query.licenseState !== undefined;
  return [
    query.search ? searchCondition(scope, query.search) : undefined,
    poolOrState
      ? licensed([
          query.poolId ? eq(licenseAssignments.poolId, query.poolId) : undefined,
          query.licenseState ? eq(licenseAssignments.state, query.licenseState) : undefined,
        ])
      : undefined,
    query.active === undefined ? undefined : eq(users.active, query.active),
    query.configurationId ? linkedWith(scope, eq(provisioningLinks.configurationId, query.configurationId)) : undefined,
  ];
}

const linkedWith = (scope: Scope, condition: SQL | undefined) =>
  exists(
    db()
      .select({ one: fragment`1` })
      .from(provisioningLinks)
      .where(
        and(
          eq(provisioningLinks.accountId, scope.accountId),
          eq(provisioningLinks.userId, users.id),
          isNull(provisioningLinks.deletedAt),
          condition,
        ),
      ),
  );

/** Every word is somewhere in name, e-mail, userName or title; or the whole text is somebody's unique user ID. */
function searchCondition(scope: Scope, search: string): SQL | undefined {
  const words = canon(search).split(/\s+/).filter(Boolean).slice(0, 8);
  const contains = (word: string) => like(users.searchText, `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const id = search.trim();
  return or(
    and(...words.map(contains)),
    linkedWith(scope, eq(provisioningLinks.externalId, id)),
    eq(users.uniqueId, id),
    isId(id) ? eq(users.id, id) : undefined,
  );
}

async function listLinks(scope: Scope, userIds: readonly string[]): Promise<(ProfileLink & { userId: string })[]> {
  if (userIds.length === 0) return [];
  const rows = await db()
    .select({
      userId: provisioningLinks.userId,
      configurationId: provisioningLinks.configurationId,
      configurationName: scimConfigurations.name,
      externalId: provisioningLinks.externalId,
      active: provisioningLinks.active,
    })
    .from(provisioningLinks)
    .innerJoin(
      scimConfigurations,
      and(
        eq(scimConfigurations.accountId, provisioningLinks.accountId),
        eq(scimConfigurations.id, provisioningLinks.configurationId),
      ),
    )
    .where(
      and(
        eq(provisioningLinks.accountId, scope.accountId),
        inArray(provisioningLinks.userId, [...userIds]),
        isNull(provisioningLinks.deletedAt),
      ),
    )
    .orderBy(asc(provisioningLinks.createdAt), asc(provisioningLinks.configurationId));
  return rows.map((row) => ({ ...row, externalId: row.externalId ?? undefined }));
}

/** Everything the enterprise profile shows. */
export type Profile = ProfileRow & {
  attributes: UserResource;
  uniqueId: string | undefined;
  createdAt: Date;
  /** Who owns the values: a configuration's id or null for an admin; `owners` names the exceptions by attribute path. */
  ownerId: string | null;
  owners: Record<string, string>;
};

/** The enterprise profile of a person; undefined for a deleted person and one of another account alike. */
export async function findProfile(scope: Scope, id: string): Promise<Profile | undefined> {
  const [user] = isId(id)
    ? await db()
        .select()
        .from(users)
        .where(and(eq(users.accountId, scope.accountId), eq(users.id, id), isNull(users.deletedAt)))
    : [];
  if (!user) return undefined;
  const [links, licenses] = await Promise.all([listLinks(scope, [id]), listUserLicenses(scope, [id])]);
  return {
    ...summaryOf(user),
    links,
    licenses,
    attributes: user.attributes,
    uniqueId: user.uniqueId ?? undefined,
    createdAt: user.createdAt,
    ownerId: user.ownerId,
    owners: user.owners,
  };
}

/** The name of a person by id, for links to them; undefined for what is no id of this account. */
export async function findProfileName(scope: Scope, id: string): Promise<string | undefined> {
  if (!isId(id)) return undefined;
  const [user] = await db()
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.accountId, scope.accountId), eq(users.id, id), isNull(users.deletedAt)));
  return user?.name;
}
