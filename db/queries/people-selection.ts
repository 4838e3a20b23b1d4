import {
  and,
  eq,
  exists,
  sql as fragment,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  not,
  notInArray,
  or,
  type SQL,
} from "drizzle-orm";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { db } from "../client.ts";
import { groupMembers } from "../schema/groups.ts";
import { licenseAssignments } from "../schema/licenses.ts";
import { provisioningLinks, users } from "../schema/users.ts";
import type { Scope } from "./scope.ts";

export const licenseFilters = ["invited", "activated", "waiting", "held", "none"] as const;
export const stateFilters = ["active", "inactive", "suspended"] as const;

/** What people are narrowed by; everything that is given must hold. */
export type PeopleFilter = {
  search?: string;
  /** Only people with (or waiting for) a license of this pool; with `none`, only people without. */
  poolId?: string;
  license?: (typeof licenseFilters)[number];
  /** Only people whose open invitation is older. */
  invitedBefore?: Date;
  state?: (typeof stateFilters)[number];
  groupId?: string;
  /** Provisioned by this configuration, or `hand`: added by an admin. */
  source?: string;
};

/** Somebody picked these people, or everybody who matches. */
export type PeopleSelection =
  | { kind: "ids"; ids: readonly string[] }
  | { kind: "matching"; filter: PeopleFilter; except: readonly string[] };

/** Id, sort name and name of the selected people, as a subquery. */
export const selectedPeople = (scope: Scope, selection: PeopleSelection) =>
  db()
    .select({ id: users.id, sortName: users.sortName, name: users.name })
    .from(users)
    .where(
      selection.kind === "ids"
        ? and(peopleWhere(scope, {}), inArray(users.id, selection.ids.filter(isId)))
        : and(peopleWhere(scope, selection.filter), notInArray(users.id, selection.except.filter(isId))),
    );

/** The ids of the selected people by name, after the last of them that was read; for files that are written piece by piece. */
export async function readSelectedIds(
  scope: Scope,
  selection: PeopleSelection,
  after: { sortName: string; id: string } | undefined,
  limit: number,
): Promise<{ sortName: string; id: string }[]> {
  const people = selectedPeople(scope, selection).as("people");
  return db()
    .select({ id: people.id, sortName: people.sortName })
    .from(people)
    .where(after && fragment`(${people.sortName}, ${people.id}) > (${after.sortName}, ${after.id}::uuid)`)
    .orderBy(people.sortName, people.id)
    .limit(limit);
}

/** The condition under which a row of `users` is somebody of the account who matches. */
export function peopleWhere(scope: Scope, filter: PeopleFilter): SQL | undefined {
  return and(eq(users.accountId, scope.accountId), isNull(users.deletedAt), not(users.deleted), ...conditions(scope, filter));
}

/** Does the filter leave somebody out? */
export const narrows = (scope: Scope, filter: PeopleFilter): boolean => conditions(scope, filter).some(Boolean);

const conditions = (scope: Scope, filter: PeopleFilter): (SQL | undefined)[] => [
  filter.search ? searchCondition(scope, filter.search) : undefined,
  licenseCondition(scope, filter),
  stateCondition(filter.state),
  filter.groupId ? inGroup(scope, filter.groupId) : undefined,
  sourceCondition(scope, filter.source),
];

function licenseCondition(scope: Scope, { poolId, license, invitedBefore }: PeopleFilter): SQL | undefined {
  if (poolId === undefined && license === undefined && invitedBefore === undefined) return undefined;
  const has = exists(
    db()
      .select({ one: fragment`1` })
      .from(licenseAssignments)
      .where(
        and(
          eq(licenseAssignments.accountId, scope.accountId),
          eq(licenseAssignments.userId, users.id),
          // somebody whose reason gives no seat for now has no license
          license === undefined || license === "none"
            ? inArray(licenseAssignments.state, ["invited", "activated", "waiting", "held"])
            : eq(licenseAssignments.state, license),
          poolId ? eq(licenseAssignments.poolId, poolId) : undefined,
          invitedBefore ? lt(licenseAssignments.invitedAt, invitedBefore) : undefined,
        ),
      ),
  );
  return license === "none" ? not(has) : has;
}

function stateCondition(state: PeopleFilter["state"]): SQL | undefined {
  if (state === "suspended") return isNotNull(users.suspendedAt);
  return state && and(eq(users.active, state === "active"), isNull(users.suspendedAt));
}

const inGroup = (scope: Scope, groupId: string): SQL =>
  exists(
    db()
      .select({ one: fragment`1` })
      .from(groupMembers)
      .where(
        and(eq(groupMembers.accountId, scope.accountId), eq(groupMembers.groupId, groupId), eq(groupMembers.memberId, users.id)),
      ),
  );

function sourceCondition(scope: Scope, source: string | undefined): SQL | undefined {
  if (source === undefined) return undefined;
  if (source === "hand") return isNotNull(users.handMadeActive);
  return exists(
    db()
      .select({ one: fragment`1` })
      .from(provisioningLinks)
      .where(
        and(
          eq(provisioningLinks.accountId, scope.accountId),
          eq(provisioningLinks.configurationId, source),
          eq(provisioningLinks.userId, users.id),
          isNull(provisioningLinks.deletedAt),
        ),
      ),
  );
}

/**
 * Every word is somewhere in name, e-mail, userName or title; or the whole text is somebody's unique user ID. The few whom an
 * ID names are found first, as an array, so that each side of the `or` can use its index.
 */
function searchCondition({ accountId }: Scope, search: string): SQL | undefined {
  const words = canon(search).split(/\s+/).filter(Boolean).slice(0, 8);
  const contains = (word: string) => like(users.searchText, `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const id = search.trim();
  const named = fragment`${users.id} = any(array(
    select user_id from provisioning_links
     where account_id = ${accountId} and left(external_id, 255) = left(${id}, 255) and external_id = ${id} and deleted_at is null
    union all
    select id from users where account_id = ${accountId} and left(unique_id, 255) = left(${id}, 255) and unique_id = ${id}
    limit 100))`;
  return or(and(...words.map(contains)), named, isId(id) ? eq(users.id, id) : undefined);
}
