import { groupSchema, groupType } from "../../lib/scim/group.ts";
import { userSchema, userType } from "../../lib/scim/user.ts";
import { sql } from "../client.ts";
import { bind, casts, type Query } from "../expression.ts";
import {
  countSql,
  type ListQuery,
  type ListResult,
  type ListSource,
  type ListStatements,
  limitSql,
  matchingSql,
  runList,
} from "../list.ts";
import { afterSql, type Order, orderOf, orderSql, positionSql } from "../order.ts";
import { groupListSource } from "./group-list.ts";
import { type SeenGroup, type SeenGroupRow, seenGroupColumns, seenGroups, toSeenGroup } from "./groups.ts";
import type { ScimScope } from "./scope.ts";
import { userListSource } from "./user-list.ts";
import { type SeenUser, type SeenUserRow, seenUserColumns, seenUsers, toSeenUser } from "./users.ts";

/** A user or a group; never both. */
export type SeenResource = { user: SeenUser; group?: undefined } | { group: SeenGroup; user?: undefined };

/**
 * One page of the users and groups that this configuration sees and that match, in one order. An attribute that only one of the
 * types has is one without value in the other (RFC 7644 §3.4.2.1).
 */
export async function searchResources(scope: ScimScope, list: ListQuery): Promise<ListResult<SeenResource>> {
  const { rows, ...page } = await runList<{ id: string }>(list, searchStatements(scope, list));
  const found = await findResources(
    scope,
    rows.map(({ id }) => id),
  );
  return { ...page, rows: rows.flatMap(({ id }) => found.get(id) ?? []) };
}

/** The statements for a page of ids, and for the number of all. */
export function searchStatements(scope: ScimScope, list: ListQuery): ListStatements {
  const query: Query = { params: [scope.accountId, scope.configurationId] };
  const users = ofType(userListSource(scope, list.baseUrl), userSchema);
  const groups = ofType(groupListSource(scope, list.baseUrl), groupSchema);
  const [matchingUsers, matchingGroups] = [matchingSql(list, users, query), matchingSql(list, groups, query)];
  const total = {
    text: `select (${countSql(users, matchingUsers)} + ${countSql(groups, matchingGroups)})::int as total`,
    params: [...query.params],
  };

  const [userOrder, groupOrder] = [orderOf(list, users, query), orderOf(list, groups, query)];
  const type = userOrder.by?.type;
  const branch = (source: ListSource, { by }: Order, matching: string) => {
    const value = by && type ? `(${by.sql})::${casts[type]}` : "null";
    return `select ${source.idColumn} as id, ${value} as value from ${source.from()}${matching}`;
  };
  const from = `(${branch(users, userOrder, matchingUsers)} union all ${branch(groups, groupOrder, matchingGroups)}) r`;
  const order: Order = { ...userOrder, by: type && { sql: "r.value", type }, idColumn: "r.id" };
  const { after } = list.page;
  const later = after ? ` where ${afterSql(order, bind(query, after.id, "uuid"), after.value, query)}` : "";
  const text = `select r.id, ${positionSql(order)} as position from ${from}${later}
    order by ${orderSql(order)} ${limitSql(list, query)}`;
  return { page: { text, params: query.params }, total };
}

/** The source of one type, which has no value for an attribute that is qualified by the core schema of the other. */
const ofType = (source: ListSource, schema: string): ListSource => ({
  ...source,
  column: ({ urn, ...path }, query) =>
    coreSchemas.has(urn) && urn !== schema ? { sql: "null::text", type: "text" } : source.column({ urn, ...path }, query),
});
const coreSchemas = new Set([userType, groupType].map(({ schema }) => schema));

async function findResources(scope: ScimScope, ids: string[]): Promise<Map<string, SeenResource>> {
  if (ids.length === 0) return new Map();
  const params = [scope.accountId, scope.configurationId, ids];
  const [users, groups] = await Promise.all([
    sql().unsafe<SeenUserRow[]>(`select ${seenUserColumns} from ${seenUsers()} and u.id = any($3::uuid[])`, params),
    sql().unsafe<SeenGroupRow[]>(`select ${seenGroupColumns} from ${seenGroups} and g.id = any($3::uuid[])`, params),
  ]);
  return new Map<string, SeenResource>([
    ...users.map((row) => [row.id, { user: toSeenUser(row) }] as const),
    ...groups.map((row) => [row.id, { group: toSeenGroup(row) }] as const),
  ]);
}
