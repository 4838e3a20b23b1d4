import { and, asc, eq, sql as fragment, inArray } from "drizzle-orm";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { db } from "../client.ts";
import { groupMembers, groups } from "../schema/groups.ts";
import type { Scope } from "./scope.ts";

/** The first groups of an account by name, for lists to choose from. */
export const listGroupNames = (scope: Scope, limit: number): Promise<{ id: string; name: string }[]> =>
  db()
    .select({ id: groups.id, name: groups.displayName })
    .from(groups)
    .where(eq(groups.accountId, scope.accountId))
    .orderBy(asc(groups.displayNameCanon), asc(groups.id))
    .limit(limit);

/** The groups with this name, or the one with this id. */
export const findGroupsNamed = (scope: Scope, text: string): Promise<{ id: string; name: string }[]> =>
  db()
    .select({ id: groups.id, name: groups.displayName })
    .from(groups)
    .where(
      and(
        eq(groups.accountId, scope.accountId),
        isId(text)
          ? eq(groups.id, text)
          : // the first part is what the index has
            and(
              eq(fragment`left(${groups.displayNameCanon}, 255)`, canon(text).slice(0, 255)),
              eq(groups.displayNameCanon, canon(text)),
            ),
      ),
    );

/** The names of the groups that each of these people is directly in. */
export async function listGroupNamesOf(scope: Scope, userIds: readonly string[]): Promise<Map<string, string[]>> {
  if (userIds.length === 0) return new Map();
  const rows = await db()
    .select({ userId: groupMembers.memberId, name: groups.displayName })
    .from(groupMembers)
    .innerJoin(groups, and(eq(groups.accountId, groupMembers.accountId), eq(groups.id, groupMembers.groupId)))
    .where(and(eq(groupMembers.accountId, scope.accountId), inArray(groupMembers.memberId, [...userIds])))
    .orderBy(asc(groups.displayNameCanon), asc(groups.id));
  const names = new Map<string, string[]>();
  for (const { userId, name } of rows) names.set(userId, [...(names.get(userId) ?? []), name]);
  return names;
}
