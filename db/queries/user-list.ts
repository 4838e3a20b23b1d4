import type { AttributePath, Filter } from "../../lib/scim/filter.ts";
import { sql } from "../client.ts";
import { bind, filterSql, type Query, sortSql } from "../filter.ts";
import { userFilterSource } from "../user-filter.ts";
import type { ScimScope } from "./scope.ts";
import { type SeenUser, seenUserColumns, seenUsers, toSeenUser } from "./users.ts";

export type UserListQuery = {
  filter: Filter | undefined;
  sortBy: AttributePath | undefined;
  sortOrder: "ascending" | "descending";
  /** 1-based place of the first user. */
  startIndex: number;
  count: number;
  /** Origin and path under which meta.location is built, for filters on it. */
  baseUrl: string;
};

/**
 * One page of the users this configuration sees, in a stable order, and how many match in all. Generated SQL is never a
 * named prepared statement: every filter would leave one behind on every connection.
 */
export async function listUsers(scope: ScimScope, list: UserListQuery): Promise<{ users: SeenUser[]; totalResults: number }> {
  const query: Query = { params: [scope.accountId, scope.configurationId] };
  const source = userFilterSource(scope, list.baseUrl);
  const where = list.filter ? `${seenUsers} and ${filterSql(list.filter, source, query)}` : seenUsers;
  const filterParams = [...query.params];
  const order = list.sortBy ? `${sortSql(list.sortBy, list.sortOrder, source, query)}, u.id` : "u.id";
  const page = `limit ${bind(query, list.count, "int")} offset ${bind(query, list.startIndex - 1, "bigint")}`;

  const rows =
    list.count === 0
      ? []
      : await sql().unsafe<Parameters<typeof toSeenUser>[0][]>(
          `select ${seenUserColumns} from ${where} order by ${order} ${page}`,
          query.params,
        );
  // a page that is neither empty nor full has told the total already; a match query never counts
  const known = rows.length > 0 && rows.length < list.count ? list.startIndex - 1 + rows.length : undefined;
  return { users: rows.map(toSeenUser), totalResults: known ?? (await countUsers(where, filterParams)) };
}

async function countUsers(where: string, params: Query["params"]): Promise<number> {
  const [row] = await sql().unsafe<{ total: number }[]>(`select count(*)::int as total from ${where}`, params);
  return row?.total ?? 0;
}
