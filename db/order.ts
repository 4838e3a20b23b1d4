import type { AttributePath } from "../lib/scim/attribute.ts";
import { bind, casts, codePointOrder, type Expression, type Query } from "./expression.ts";
import { type FilterSource, sortValue } from "./filter.ts";

/**
 * The order of a list (RFC 7644 §3.4.2.3): by the value of one attribute, equal values by id. Missing values come last
 * ascending and first descending. Without `by` the order is that of the ids.
 */
export type Order = { by: Expression | undefined; descending: boolean; idColumn: string };

/** Where a page ended: the id of its last row, and as text the value by which it was sorted, null when missing. */
export type Position = { id: string; value: string | null };

export function orderOf(
  { sortBy, sortOrder }: { sortBy: AttributePath | undefined; sortOrder: "ascending" | "descending" },
  source: FilterSource,
  query: Query,
): Order {
  const { idColumn } = source;
  return {
    by: sortBy && sortValue(sortBy, source, query),
    descending: sortBy !== undefined && sortOrder === "descending",
    idColumn,
  };
}

/** The ORDER BY list. */
export function orderSql({ by, descending, idColumn }: Order): string {
  if (!by) return idColumn;
  return `${by.sql}${codePointOrder(by)} ${descending ? "desc nulls first" : "asc nulls last"}, ${idColumn}`;
}

/** The value that a row is sorted by, for the position that it ends a page at. */
export const positionSql = ({ by }: Order): string => (by ? `(${by.sql})::text` : "null");

/** The condition for rows that come after a position, whose id is bound as `id`. */
export function afterSql({ by, descending, idColumn }: Order, id: string, value: Position["value"], query: Query): string {
  const laterId = `${idColumn} > ${id}`;
  if (!by) return laterId;
  if (value === null) return descending ? `(${by.sql} is not null or ${laterId})` : `(${by.sql} is null and ${laterId})`;
  const sorted = `${by.sql}${codePointOrder(by)}`;
  // bound as the text it is: the driver would take the text "true" for a boolean false
  const bound = `${bind(query, value, "text")}::${casts[by.type]}`;
  const sign = descending ? "<" : ">";
  // the first half is implied by the second; an index can start there
  const later = `(${sorted} ${sign}= ${bound} and (${by.sql} <> ${bound} or ${laterId}))`;
  return descending || by.required ? later : `(${later} or ${by.sql} is null)`;
}
