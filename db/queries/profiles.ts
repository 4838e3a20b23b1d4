import { and, asc, desc, eq, sql as fragment, inArray, isNotNull, isNull, type SQL, type SQLWrapper } from "drizzle-orm";
import { isId } from "../../lib/ids.ts";
import type { UserResource } from "../../lib/scim/user.ts";
import { db } from "../client.ts";
import { scimConfigurations } from "../schema/configurations.ts";
import { provisioningLinks, users } from "../schema/users.ts";
import { listUserLicenses, type UserLicense } from "./licenses.ts";
import { countEverybody } from "./people-counts.ts";
import { narrows, type PeopleFilter, peopleWhere } from "./people-selection.ts";
import type { Scope } from "./scope.ts";

export const profileSorts = ["name", "email", "title", "department", "lastModified"] as const;
export type ProfileSort = (typeof profileSorts)[number];

export type ProfileListQuery = PeopleFilter & {
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
  /** The unique ID that an admin typed or imported; an IdP's is the externalId of its link. */
  uniqueId: string | undefined;
  attributes: UserResource;
  lastModified: Date;
  links: ProfileLink[];
  licenses: UserLicense[];
};

/** Texts are sorted by what an index holds of them. */
const sortColumns = {
  name: users.sortName,
  email: fragment`left(${users.email}, 255)`,
  title: fragment`left(${users.title}, 255)`,
  department: fragment`left(${users.department}, 255)`,
  lastModified: users.lastModified,
} as const;

/** One page of the people of an account and how many match in all. */
export async function listProfiles(scope: Scope, query: ProfileListQuery): Promise<{ rows: ProfileRow[]; total: number }> {
  const [ids, total] = await Promise.all([listIds(scope, query), countPeople(scope, query)]);
  return { rows: await readProfiles(scope, ids), total };
}

/** How many people of an account match. */
export async function countPeople(scope: Scope, { state, ...others }: PeopleFilter): Promise<number> {
  const isKept = (state === undefined || state === "active") && !narrows(scope, others);
  if (!isKept) return db().$count(users, peopleWhere(scope, { state, ...others }));
  const { people, active } = await countEverybody(scope);
  return state ? active : people;
}

const orderOf = (by: SQL | SQLWrapper, descending: boolean) =>
  descending ? [desc(by), desc(users.id)] : [asc(by), asc(users.id)];

/**
 * The ids of a page, in the order of an index. Who has no value comes last in both directions, which no index knows of the
 * second: a page in descending order is of those who have one.
 */
export function idsStatement(scope: Scope, query: ProfileListQuery) {
  const by = sortColumns[query.sort];
  return db()
    .select({ id: users.id })
    .from(users)
    .where(and(peopleWhere(scope, query), query.descending ? isNotNull(by) : undefined))
    .orderBy(...orderOf(by, query.descending))
    .limit(query.pageSize)
    .offset((query.page - 1) * query.pageSize);
}

async function listIds(scope: Scope, query: ProfileListQuery): Promise<string[]> {
  const ids = (await idsStatement(scope, query)).map(({ id }) => id);
  if (!query.descending || ids.length === query.pageSize) return ids;
  const by = sortColumns[query.sort];
  const where = peopleWhere(scope, query);
  const before = (query.page - 1) * query.pageSize;
  const skip = ids.length > 0 ? 0 : before - (await db().$count(users, and(where, isNotNull(by))));
  const rest = await db()
    .select({ id: users.id })
    .from(users)
    .where(and(where, isNull(by)))
    .orderBy(asc(users.id))
    .limit(query.pageSize - ids.length)
    .offset(skip);
  return [...ids, ...rest.map(({ id }) => id)];
}

/** These people in this order, as lists and files show them. */
export async function readProfiles(scope: Scope, ids: readonly string[]): Promise<ProfileRow[]> {
  if (ids.length === 0) return [];
  const [people, links, licenses] = await Promise.all([
    db()
      .select()
      .from(users)
      .where(and(peopleWhere(scope, {}), inArray(users.id, [...ids]))),
    listLinks(scope, ids),
    listUserLicenses(scope, ids),
  ]);
  const byId = new Map(people.map((person) => [person.id, person]));
  const linksOf = Map.groupBy(links, ({ userId }) => userId);
  const licensesOf = Map.groupBy(licenses, ({ userId }) => userId);
  return ids.flatMap((id) => {
    const person = byId.get(id);
    return person ? [{ ...summaryOf(person), links: linksOf.get(id) ?? [], licenses: licensesOf.get(id) ?? [] }] : [];
  });
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
    uniqueId: user.uniqueId ?? undefined,
    attributes: user.attributes,
    lastModified: user.lastModified,
  };
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
  /** Changes with every write: an edit says which one it saw. */
  version: number;
  /** An admin holds this person, whatever IdPs say. */
  handMade: boolean;
  suspendedAt: Date | undefined;
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
    version: user.version,
    handMade: user.handMadeActive !== null,
    suspendedAt: user.suspendedAt ?? undefined,
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
