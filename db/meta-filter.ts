import { bind, type Expression, type Query } from "./expression.ts";

const text = (sql: string): Expression => ({ sql, type: "text" });
const instant = (sql: string): Expression => ({ sql, type: "timestamp", required: true });

/** Where `meta` and its sub-attributes are, for the rows `row` of one resource type; `url` is that of its endpoint. */
export const metaColumns = (row: string, resourceType: string, url: string): Record<string, (query: Query) => Expression> => ({
  meta: () => text("'meta'"),
  "meta.resourceType": () => text(`'${resourceType}'`),
  "meta.created": () => instant(`${row}.created_at`),
  "meta.lastModified": () => instant(`${row}.last_modified`),
  "meta.version": () => text(`('W/"' || ${row}.version || '"')`),
  "meta.location": (query) => text(`(${bind(query, `${url}/`, "text")} || ${row}.id)`),
});
