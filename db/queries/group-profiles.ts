import { and, asc, desc, eq, exists, sql as fragment, isNull, like, ne, type SQL } from "drizzle-orm";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { db } from "../client.ts";
import { scimConfigurations } from "../schema/configurations.ts";
import { groupMembers, groups } from "../schema/groups.ts";
import { users } from "../schema/users.ts";
import { peopleWhere } from "./people-selection.ts";
import type { Scope } from "./scope.ts";

/** A group as screens show it. `configuration`: the one that owns it; none for a group made by hand. */
export type GroupProfile = {
  id: string;
  name: string;
  externalId: string | undefined;
  configuration: { id: string; name: string } | undefined;
  members: number;
  lastModified: Date;
};

export const groupSorts = ["name", "lastModified"] as const;

export type GroupListQuery = {
  search?: string;
  /** Pushed by this configuration, or `hand`: made by an admin. */
  source?: string;
  sort: (typeof groupSorts)[number];
  descending: boolean;
  /** 1-based. */
  page: number;
  pageSize: number;
};

const members = fragment<number>`(select count(*)::int from ${groupMembers} m
  where m.account_id = ${groups.accountId} and m.group_id = ${groups.id})`;

const selectGroups = (where: SQL | undefined) =>
  db()
    .select({ group: groups, configurationId: scimConfigurations.id, configurationName: scimConfigurations.name, members })
    .from(groups)
    .leftJoin(
      scimConfigurations,
      and(eq(scimConfigurations.accountId, groups.accountId), eq(scimConfigurations.id, groups.configurationId)),
    )
    .where(where);

function toGroupProfile(row: Awaited<ReturnType<typeof selectGroups>>[number]): GroupProfile {
  const { group, configurationId, configurationName } = row;
  return {
    id: group.id,
    name: group.displayName,
    externalId: group.externalId ?? undefined,
    configuration: configurationId && configurationName ? { id: configurationId, name: configurationName } : undefined,
    members: row.members,
    lastModified: group.lastModified,
  };
}

const nameContains = (search: string): SQL => like(groups.displayNameCanon, `%${canon(search).replace(/[\\%_]/g, "\\$&")}%`);

/** One page of the groups of an account and how many match in all. */
export async function listGroupProfiles(scope: Scope, query: GroupListQuery): Promise<{ rows: GroupProfile[]; total: number }> {
  const where = and(
    eq(groups.accountId, scope.accountId),
    query.search ? nameContains(query.search) : undefined,
    sourceCondition(query.source),
  );
  const column = query.sort === "name" ? groups.displayNameCanon : groups.lastModified;
  const [rows, total] = await Promise.all([
    selectGroups(where)
      .orderBy(query.descending ? desc(column) : asc(column), asc(groups.id))
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize),
    db().$count(groups, where),
  ]);
  return { rows: rows.map(toGroupProfile), total };
}

function sourceCondition(source: string | undefined): SQL | undefined {
  if (source === undefined) return undefined;
  return isId(source) ? eq(groups.configurationId, source) : isNull(groups.configurationId);
}

/** One group; undefined for one of another account and for an unknown one alike. */
export async function findGroupProfile(scope: Scope, id: string): Promise<GroupProfile | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await selectGroups(and(eq(groups.accountId, scope.accountId), eq(groups.id, id)));
  return row && toGroupProfile(row);
}

/** A member of a group: a person, or a group inside it. */
export type GroupMember = { id: string; kind: "user" | "group"; name: string; email: string | undefined; addedHere: boolean };

type MembersQuery = { search: string; page: number; pageSize: number };

/**
 * One page of the members of a group who match, and how many match in all: groups first, then people by name. Asked for one
 * after the other, so that the people of a large group come from the index that has them by name.
 */
export async function listGroupMembers(
  scope: Scope,
  groupId: string,
  { search, page, pageSize }: MembersQuery,
): Promise<{ rows: GroupMember[]; total: number }> {
  const inGroup = and(eq(groupMembers.accountId, scope.accountId), eq(groupMembers.groupId, groupId));
  const [nested, people] = [nestedMembers(inGroup, search), memberPeople(scope, inGroup, search)];
  const [nestedTotal, peopleTotal] = await Promise.all([nested.count(), people.count()]);
  const offset = (page - 1) * pageSize;
  const first = offset < nestedTotal ? await nested.page(offset, pageSize) : [];
  const rest = await people.page(Math.max(0, offset - nestedTotal), pageSize - first.length);
  return { rows: [...first, ...rest], total: nestedTotal + peopleTotal };
}

function nestedMembers(inGroup: SQL | undefined, search: string) {
  const where = and(inGroup, eq(groupMembers.kind, "group"));
  const inside = and(
    eq(groups.accountId, groupMembers.accountId),
    eq(groups.id, groupMembers.memberId),
    search ? nameContains(search) : undefined,
  );
  const isInside = exists(db().select({ one: fragment`1` }).from(groups).where(inside));
  return {
    count: () => db().$count(groupMembers, and(where, isInside)),
    page: async (offset: number, limit: number): Promise<GroupMember[]> => {
      const rows = await db()
        .select({ id: groups.id, name: groups.displayName, addedHere: groupMembers.addedHere })
        .from(groupMembers)
        .innerJoin(groups, inside)
        .where(where)
        .orderBy(asc(groups.displayNameCanon), asc(groups.id))
        .limit(limit)
        .offset(offset);
      return rows.map((row) => ({ ...row, kind: "group", email: undefined }));
    },
  };
}

function memberPeople(scope: Scope, inGroup: SQL | undefined, search: string) {
  const where = and(inGroup, eq(groupMembers.kind, "user"));
  const isMatch = and(
    eq(users.accountId, groupMembers.accountId),
    eq(users.id, groupMembers.memberId),
    peopleWhere(scope, search ? { search } : {}),
  );
  const matches = exists(db().select({ one: fragment`1` }).from(users).where(isMatch));
  return {
    count: () => db().$count(groupMembers, search ? and(where, matches) : where),
    page: async (offset: number, limit: number): Promise<GroupMember[]> => {
      const rows = await db()
        .select({ id: users.id, name: users.name, email: users.email, addedHere: groupMembers.addedHere })
        .from(groupMembers)
        .innerJoin(users, isMatch)
        .where(where)
        .orderBy(asc(users.sortName), asc(users.id))
        .limit(limit)
        .offset(offset);
      return rows.map((row) => ({ ...row, kind: "user", email: row.email ?? undefined }));
    },
  };
}

/** Somebody who could be added to a group; `member` when they are in it already. */
export type Candidate = { id: string; name: string; email: string | undefined; member: boolean };

/** The first people, by name, who match; for choosing whom to add. */
export async function listCandidates(scope: Scope, groupId: string, search: string, limit: number): Promise<Candidate[]> {
  if (!isId(groupId)) return [];
  const member = fragment<boolean>`exists (select from ${groupMembers} m
    where m.account_id = ${users.accountId} and m.group_id = ${groupId} and m.member_id = ${users.id})`;
  const rows = await db()
    .select({ id: users.id, name: users.name, email: users.email, member })
    .from(users)
    .where(peopleWhere(scope, search ? { search } : {}))
    .orderBy(asc(users.sortName), asc(users.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, email: row.email ?? undefined }));
}

/** A group that could be put into another; `around` when that one is inside it already. */
export type NestableGroup = { id: string; name: string; configuration: string | undefined; member: boolean; around: boolean };

/** The first groups, by name, that match and could become members of a group; for choosing. */
export async function listNestable(scope: Scope, groupId: string, search: string, limit: number): Promise<NestableGroup[]> {
  if (!isId(groupId)) return [];
  const member = fragment<boolean>`exists (select from ${groupMembers} m
    where m.account_id = ${groups.accountId} and m.group_id = ${groupId} and m.member_id = ${groups.id})`;
  const around = fragment<boolean>`group_closes_circle(${groups.accountId}, ${groupId}::uuid, array[${groups.id}])`;
  const rows = await db()
    .select({ id: groups.id, name: groups.displayName, configuration: scimConfigurations.name, member, around })
    .from(groups)
    .leftJoin(
      scimConfigurations,
      and(eq(scimConfigurations.accountId, groups.accountId), eq(scimConfigurations.id, groups.configurationId)),
    )
    .where(and(eq(groups.accountId, scope.accountId), ne(groups.id, groupId), search ? nameContains(search) : undefined))
    .orderBy(asc(groups.displayNameCanon), asc(groups.id))
    .limit(limit);
  return rows.map((row) => ({ ...row, configuration: row.configuration ?? undefined }));
}

/** A group that somebody could be added to; `member` when they are in it already. */
export type GroupCandidate = { id: string; name: string; configuration: string | undefined; member: boolean };

/** The first groups, by name, that match; for choosing where to add somebody. */
export async function listGroupCandidates(
  scope: Scope,
  userId: string,
  search: string,
  limit: number,
): Promise<GroupCandidate[]> {
  if (!isId(userId)) return [];
  const query = { search, sort: "name", descending: false, page: 1, pageSize: limit } as const;
  const [{ rows }, memberships] = await Promise.all([listGroupProfiles(scope, query), listGroupsOfProfile(scope, userId)]);
  const isMember = new Set(memberships.map(({ id }) => id));
  return rows.map(({ id, name, configuration }) => ({ id, name, configuration: configuration?.name, member: isMember.has(id) }));
}

/** A group that a person is directly in. */
export type GroupOfProfile = { id: string; name: string; configuration: string | null; addedHere: boolean; since: Date };

/** The groups that a person is directly in, by name. */
export const listGroupsOfProfile = (scope: Scope, userId: string): Promise<GroupOfProfile[]> =>
  db()
    .select({
      id: groups.id,
      name: groups.displayName,
      configuration: scimConfigurations.name,
      addedHere: groupMembers.addedHere,
      since: groupMembers.createdAt,
    })
    .from(groupMembers)
    .innerJoin(groups, and(eq(groups.accountId, groupMembers.accountId), eq(groups.id, groupMembers.groupId)))
    .leftJoin(
      scimConfigurations,
      and(eq(scimConfigurations.accountId, groups.accountId), eq(scimConfigurations.id, groups.configurationId)),
    )
    .where(and(eq(groupMembers.accountId, scope.accountId), eq(groupMembers.memberId, userId)))
    .orderBy(asc(groups.displayNameCanon), asc(groups.id));
