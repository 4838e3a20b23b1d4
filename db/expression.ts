/** A query being written: every value is a bound parameter, and the text holds only names of our own tables. */
export type Query = { params: (string | number | boolean | null)[] };

/** Binds a value; returns its placeholder with a cast. */
export function bind(query: Query, value: string | number | boolean | null, cast: string): string {
  query.params.push(value);
  return `$${query.params.length}::${cast}`;
}

/**
 * A value of a resource as SQL. `required`: it is never null. `indexed`: what an index holds of a text, its first 255
 * characters, because a B-tree row ends at 2,704 bytes. `equals`: how `eq` is asked where more than the shown value counts.
 */
export type Expression = {
  sql: string;
  type: "text" | "timestamp" | "boolean" | "number" | "uuid";
  required?: boolean;
  indexed?: string;
  equals?(wanted: string): string;
};

/** The SQL type of a parameter that is compared with an expression. */
export const casts = { text: "text", timestamp: "timestamptz", boolean: "boolean", number: "numeric", uuid: "uuid" } as const;

/** Text is ordered by code points whatever the database's locale (decision 18). */
export const codePointOrder = ({ type }: Expression): string => (type === "text" ? ' collate "C"' : "");
