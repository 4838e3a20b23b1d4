import type { AttributePath, Filter } from "../lib/scim/filter.ts";
import { sql } from "./client.ts";
import { bind, type Query } from "./expression.ts";
import { type FilterSource, filterSql } from "./filter.ts";
import { afterSql, orderOf, orderSql, type Position, positionSql } from "./order.ts";
import type { ScimScope } from "./queries/scope.ts";

/** What a list asks for: RFC 7644 §3.4.2. */
export type ListQuery = {
  filter: Filter | undefined;
  sortBy: AttributePath | undefined;
  sortOrder: "ascending" | "descending";
  count: number;
  page: Page;
  /** Origin and path under which meta.location is built, for filters on it. */
  baseUrl: string;
};

/** Index paging: from the 1-based `startIndex`. Cursor paging: from the start, or after where the page before ended. */
export type Page =
  | { kind: "index"; startIndex: number }
  | { kind: "cursor"; after: (Position & { totalResults: number }) | undefined };

export type ListResult<Row> = {
  rows: Row[];
  totalResults: number;
  /** With cursor paging: where this page ended, unless it is the last. */
  end: Position | undefined;
};

/** `from`: FROM and WHERE of all rows that the configuration sees, where $1 is its account and $2 itself. */
export type ListSource = FilterSource & { from: string; columns: string };

type Placed = { position: string | null };

/**
 * One page of the rows that match, in a stable order, and how many match in all. Generated SQL is never a named prepared
 * statement: every filter would leave one behind on every connection.
 */
export async function listRows<Row extends { id: string }>(
  scope: ScimScope,
  source: ListSource,
  list: ListQuery,
): Promise<ListResult<Row>> {
  const query: Query = { params: [scope.accountId, scope.configurationId] };
  const matching = list.filter ? `${source.from} and ${filterSql(list.filter, source, query)}` : source.from;
  const counted = { matching, params: [...query.params] };

  const order = orderOf(list, source, query);
  const after = list.page.kind === "cursor" && list.page.after ? ` and ${afterSql(order, list.page.after, query)}` : "";
  const offset = list.page.kind === "index" ? list.page.startIndex - 1 : 0;
  // with a cursor, one row more tells whether another page follows
  const limit = list.page.kind === "cursor" && list.count > 0 ? list.count + 1 : list.count;
  const text = `select ${source.columns}, ${positionSql(order)} as position from ${matching}${after}
    order by ${orderSql(order)} limit ${bind(query, limit, "int")} offset ${bind(query, offset, "bigint")}`;
  const found = limit === 0 ? [] : await sql().unsafe<(Row & Placed)[]>(text, query.params);

  const rows = found.slice(0, list.count);
  const last = found.length > list.count ? rows.at(-1) : undefined;
  const totalResults = knownTotal(list, found.length) ?? (await countRows(counted));
  return { rows, totalResults, end: last && { id: last.id, value: last.position } };
}

/** A page that is not full has told the total already; later cursor pages repeat the first one's, which was counted once. */
function knownTotal({ page, count }: ListQuery, found: number): number | undefined {
  if (page.kind === "cursor" && page.after) return page.after.totalResults;
  const skipped = page.kind === "index" ? page.startIndex - 1 : 0;
  if (page.kind === "index" ? found >= count : found > count || count === 0) return undefined;
  return found > 0 || skipped === 0 ? skipped + found : undefined;
}

async function countRows({ matching, params }: { matching: string; params: Query["params"] }): Promise<number> {
  const [row] = await sql().unsafe<{ total: number }[]>(`select count(*)::int as total from ${matching}`, params);
  return row?.total ?? 0;
}
