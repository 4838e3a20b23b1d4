import type { AttributePath, Filter } from "../lib/scim/filter.ts";
import { sql } from "./client.ts";
import { bind, type Query } from "./expression.ts";
import { type FilterSource, filterSql } from "./filter.ts";
import { afterSql, type Order, orderOf, orderSql, type Position, positionSql } from "./order.ts";
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

/**
 * Index paging: from the 1-based `startIndex`. Cursor paging: from the start. Both: after where the page before ended, if known, or
 * where one ended that is some pages back, whose rows are passed over.
 */
export type Page =
  | { kind: "index"; startIndex: number; after?: (PageEnd & { passed: number }) | undefined }
  | { kind: "cursor"; after: PageEnd | undefined };
export type PageEnd = Position & { totalResults: number };

export type ListResult<Row> = {
  rows: Row[];
  totalResults: number;
  /** Where this page ended, unless it is the last. */
  end: Position | undefined;
};

/**
 * `from`: FROM and WHERE of all rows that the configuration sees, where $1 is its account and $2 itself; of those behind an id
 * when `after` is given. `all`: how many they are, as SQL, where counting them would read too much; `ids`: FROM and WHERE of their ids
 * alone, where passing over rows would.
 */
export type ListSource = FilterSource & { from(after?: string): string; columns: string; all?: string; ids?: string };

/** The statements for the rows of a page and for the number of all; `position` is what a row is sorted by, as text. */
export type ListStatements = { page: Statement; total: Statement };
type Statement = { text: string; params: Query["params"]; prepare?: boolean };
type Placed = { position: string | null };

/** One page of the rows that match, in a stable order, and how many match in all. */
export const listRows = <Row extends { id: string }>(
  scope: ScimScope,
  source: ListSource,
  list: ListQuery,
): Promise<ListResult<Row>> => runList(list, listStatements(scope, source, list));

/** Asks for a page, and for the total unless the page tells it. */
export async function runList<Row extends { id: string }>(
  list: ListQuery,
  { page, total }: ListStatements,
): Promise<ListResult<Row>> {
  const found = list.count === 0 ? [] : await ask<Row & Placed>(page);
  const rows = found.slice(0, list.count);
  const last = found.length >= limitOf(list) ? rows.at(-1) : undefined;
  const totalResults = knownTotal(list, found.length) ?? (await ask<{ total: number }>(total))[0]?.total ?? 0;
  return { rows, totalResults, end: last && { id: last.id, value: last.position } };
}

const ask = <Row extends object>({ text, params, prepare = false }: Statement): Promise<Row[]> =>
  sql().unsafe<Row[]>(text, params, { prepare });

export function listStatements(scope: ScimScope, source: ListSource, list: ListQuery): ListStatements {
  const query: Query = { params: [scope.accountId, scope.configurationId] };
  const matching = matchingSql(list, source, query);
  const total = { text: `select ${countSql(source, matching)}::int as total`, params: [...query.params] };

  const order = orderOf(list, source, query);
  const columns = `${source.columns}, ${positionSql(order)} as position`;
  const text = isFarIn(list, source)
    ? farPageSql(source, columns, list, query)
    : pageSql(source, columns, list, order, matching, query);
  const prepare = isMatch(list, source) && !text.includes(scope.accountId);
  return { page: { text, params: query.params, prepare }, total };
}

/**
 * Is this the match query of an IdP, one `eq` on a column or on the canonical copy? Its text depends on the attribute alone. Other
 * generated SQL is never a named prepared statement: every filter would leave one behind on every connection.
 */
function isMatch({ filter, sortBy, page }: ListQuery, source: ListSource): boolean {
  if (!filter || sortBy || page.after) return false;
  const inner = filter.kind === "element" ? filter.term : filter;
  const terms = filter.kind === "element" && inner.kind === "and" ? inner.terms : [inner];
  return terms.every(
    (term) => term.kind === "compare" && term.op === "eq" && source.relation?.(term.path, { params: [] }) === undefined,
  );
}

/** What a list's filter adds to WHERE. */
export const matchingSql = ({ filter }: ListQuery, source: ListSource, query: Query): string =>
  filter ? ` and ${filterSql(filter, source, query)}` : "";

/** How many rows match. */
export const countSql = (source: ListSource, matching: string): string =>
  matching === "" && source.all ? source.all : `(select count(*) from ${source.from()}${matching})`;

function pageSql(source: ListSource, columns: string, list: ListQuery, order: Order, matching: string, query: Query): string {
  const { after } = list.page;
  const from = after ? fromAfter(source, order, after, query) : source.from();
  return `select ${columns} from ${from}${matching} order by ${orderSql(order)} ${limitSql(list, query)}`;
}

/** A page of everybody that begins somewhere, not where one ended that is remembered. */
const isFarIn = ({ page, filter, sortBy }: ListQuery, { ids }: ListSource): boolean =>
  ids !== undefined && !filter && !sortBy && page.kind === "index" && page.startIndex > 1 && !page.after;

/** Passes over ids in an index, to the one before the page; passing over rows would read and join every one of them. */
function farPageSql(source: ListSource, columns: string, { page, count }: ListQuery, query: Query): string {
  const skipped = page.kind === "index" ? page.startIndex - 2 : 0;
  const { idColumn } = source;
  const before = "(select id from before)";
  return `with before as materialized (
      select ${idColumn} as id from ${source.ids} order by ${idColumn} offset ${bind(query, skipped, "bigint")} limit 1)
    select ${columns} from ${source.from(before)} and ${idColumn} > ${before} order by ${idColumn} limit ${bind(query, count, "int")}`;
}

export function limitSql(list: ListQuery, query: Query): string {
  const { page } = list;
  const offset = page.kind === "index" ? (page.after?.passed ?? page.startIndex - 1) : 0;
  const limit = `limit ${bind(query, limitOf(list), "int")}`;
  // of an offset that it does not know PostgreSQL expects so much that it would plan a match anew each time
  return offset === 0 ? limit : `${limit} offset ${bind(query, offset, "bigint")}`;
}

/** With a cursor, one row more tells whether another page follows. */
const limitOf = ({ page, count }: ListQuery): number => (page.kind === "cursor" ? count + 1 : count);

function fromAfter(source: ListSource, order: Order, position: Position, query: Query): string {
  const id = bind(query, position.id, "uuid");
  return `${source.from(order.by ? undefined : id)} and ${afterSql(order, id, position.value, query)}`;
}

/** A page that is not full has told the total already; later pages of a walk repeat the first one's, which was counted once. */
function knownTotal({ page, count }: ListQuery, found: number): number | undefined {
  if (page.kind === "cursor" && page.after) return page.after.totalResults;
  const skipped = page.kind === "index" ? page.startIndex - 1 : 0;
  const isLast = page.kind === "index" ? found < count : found <= count && count > 0;
  // who asked for no rows wants the total of now; behind the end it is another one, and clients would walk on towards the old one
  if (found === 0 && (skipped > 0 || count === 0)) return undefined;
  return isLast ? skipped + found : page.after?.totalResults;
}
