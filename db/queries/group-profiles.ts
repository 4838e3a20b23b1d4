import { and, asc, count, desc, eq, sql as fragment, like, type SQL } from "drizzle-orm";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { db } from "../client.ts";
import { scimConfigurations } from "../schema/configurations.ts";
import { groupMembers, groups } from "../schema/groups.ts";
import { users } from "../schema/users.ts";
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

/** One page of the groups of an account and how many match in all. */
export async function listGroupProfiles(scope: Scope, query: GroupListQuery): Promise<{ rows: GroupProfile[]; total: number }> {
  const pattern = query.search && `%${canon(query.search).replace(/[\\%_]/g, "\\$&")}%`;
  const where = and(eq(groups.accountId, scope.accountId), pattern ? like(groups.displayNameCanon, pattern) : undefined);
  const column = query.sort === "name" ? groups.displayNameCanon : groups.lastModified;
  const [rows, [counted]] = await Promise.all([
    selectGroups(where)
      .orderBy(query.descending ? desc(column) : asc(column), asc(groups.id))
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize),
    db().select({ total: count() }).from(groups).where(where),
  ]);
  return { rows: rows.map(toGroupProfile), total: counted?.total ?? 0 };
}

/** One group; undefined for one of another account and for an unknown one alike. */
export async function findGroupProfile(scope: Scope, id: string): Promise<GroupProfile | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await selectGroups(and(eq(groups.accountId, scope.accountId), eq(groups.id, id)));
  return row && toGroupProfile(row);
}

/** A member of a group: a person, or a group inside it. */
export type GroupMember = { id: string; kind: "user" | "group"; name: string; email: string | undefined; addedHere: boolean };

/** One page of the members of a group, groups first, then people by name. `page` counts from 1. */
export async function listGroupMembers(
  scope: Scope,
  groupId: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<GroupMember[]> {
  const inside = fragment<string | null>`(select g.display_name from ${groups} g
    where g.account_id = ${groupMembers.accountId} and g.id = ${groupMembers.memberId})`;
  const rows = await db()
    .select({ member: groupMembers, name: users.name, email: users.email, groupName: inside })
    .from(groupMembers)
    .leftJoin(users, and(eq(users.accountId, groupMembers.accountId), eq(users.id, groupMembers.memberId)))
    .where(and(eq(groupMembers.accountId, scope.accountId), eq(groupMembers.groupId, groupId)))
    .orderBy(asc(groupMembers.kind), asc(users.sortName), asc(groupMembers.memberId))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  return rows.map(({ member, name, email, groupName }) => ({
    id: member.memberId,
    kind: member.kind,
    name: name ?? groupName ?? member.memberId,
    email: email ?? undefined,
    addedHere: member.addedHere,
  }));
}

/** The groups that a person is directly in, by name. */
export const listGroupsOfProfile = (
  scope: Scope,
  userId: string,
): Promise<{ id: string; name: string; configuration: string | null; addedHere: boolean }[]> =>
  db()
    .select({
      id: groups.id,
      name: groups.displayName,
      configuration: scimConfigurations.name,
      addedHere: groupMembers.addedHere,
    })
    .from(groupMembers)
    .innerJoin(groups, and(eq(groups.accountId, groupMembers.accountId), eq(groups.id, groupMembers.groupId)))
    .leftJoin(
      scimConfigurations,
      and(eq(scimConfigurations.accountId, groups.accountId), eq(scimConfigurations.id, groups.configurationId)),
    )
    .where(and(eq(groupMembers.accountId, scope.accountId), eq(groupMembers.memberId, userId)))
    .orderBy(asc(groups.displayNameCanon), asc(groups.id));
