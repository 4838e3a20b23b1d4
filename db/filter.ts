import { type AttributePath, isCoreSchema } from "../lib/scim/attribute.ts";
import { canon } from "../lib/scim/canon.ts";
import type { CompareOperator, Filter } from "../lib/scim/filter.ts";

/** A query being written: every value is a bound parameter, and text holds only names of our own tables. */
export type Query = { params: (string | number | boolean | null)[] };

/** Binds a value; returns its placeholder with a cast. */
export function bind(query: Query, value: string | number | boolean | null, cast: string): string {
  query.params.push(value);
  return `$${query.params.length}::${cast}`;
}

/** A value of a resource as SQL. `text` compares in code point order whatever the database's locale. */
export type Expression = { sql: string; type: "text" | "timestamp" | "boolean" | "number" | "uuid" };

/**
 * How the filter finds the values of one resource type. `column` is asked first: an expression for what is a column or is
 * derived; `elements`: the rows of a multi-valued attribute that is a relation, as a FROM item whose `element(sub)` is each
 * value. Everything else is read from `canonical`, the canonical copy, which lies under `accountId` inside the column.
 */
export type FilterSource = {
  accountId: string;
  canonicalColumn: string;
  column(path: AttributePath, query: Query): Expression | undefined;
  relation?(path: AttributePath): { from: string; element(sub: string): Expression } | undefined;
};

type Context = { query: Query; source: FilterSource; negated: boolean };

/**
 * The WHERE condition of a SCIM filter (RFC 7644 §3.4.2.2): same answer as `matches` in lib/scim/match.ts. `eq` on what is
 * stored in the canonical copy becomes containment, which one GIN index answers for every attribute.
 */
export const filterSql = (filter: Filter, source: FilterSource, query: Query): string =>
  condition(filter, { query, source, negated: false });

function condition(filter: Filter, context: Context): string {
  switch (filter.kind) {
    case "and":
    case "or":
      return `(${filter.terms.map((term) => condition(term, context)).join(` ${filter.kind} `)})`;
    case "not":
      return `not ${condition(filter.term, { ...context, negated: true })}`;
    case "present":
      return present(filter.path, context);
    case "compare":
      return compare(filter.path, filter.op, filter.value, context);
    case "element":
      return element(filter, context);
  }
}

// Under NOT, unknown would stay unknown where the answer is true. Elsewhere the bare condition keeps its index.
const definite = (sql: string, context: Context) => (context.negated ? `coalesce(${sql}, false)` : sql);

/** JSON path of an attribute inside the canonical copy, as SQL: `u.canonical->'…'->'name'`. */
function jsonAt(path: AttributePath, { source }: Context): string {
  const base = `${source.canonicalColumn}->${quote(source.accountId)}`;
  const scope = isCoreSchema(path.urn) ? base : `${base}->${quote(path.urn)}`;
  return `${scope}->${quote(path.attribute.name)}`;
}

/** Attribute names and URNs come from our own attribute tables, never from a request. */
const quote = (name: string) => `'${name.replaceAll("'", "''")}'`;

function present(path: AttributePath, context: Context): string {
  const column = context.source.column(path, context.query);
  if (column) return `${column.sql} is not null`;
  const relation = context.source.relation?.(path);
  if (relation) return `exists (select from ${relation.from})`;
  const json = jsonAt(path, context);
  if (!path.sub) return `${json} is not null`;
  if (path.attribute.multiValued) return `exists (select from jsonb_array_elements(${json}) e where e ? ${quote(path.sub.name)})`;
  return `${json}->${quote(path.sub.name)} is not null`;
}

function compare(path: AttributePath, op: CompareOperator, value: string | number | boolean, context: Context): string {
  const attribute = path.sub ?? path.attribute;
  const wanted = typeof value === "string" && !attribute.caseExact && attribute.type !== "dateTime" ? canon(value) : value;
  const column = context.source.column(path, context.query);
  if (column) return comparison(column, op, wanted, context);
  const many = path.attribute.multiValued;
  if (op === "ne") return many ? differs(path, wanted, context) : `not ${contains(path, wanted, { ...context, negated: true })}`;
  if (op === "eq" && !context.source.relation?.(path)) return contains(path, wanted, context);
  if (many) return anyElement(path, context, (e) => comparison(e, op, wanted, context));
  return comparison(single(path, context), op, wanted, context);
}

/** `ne` on a multi-valued attribute: any value differs, or there is none. */
function differs(path: AttributePath, wanted: string | number | boolean, context: Context): string {
  const other = anyElement(path, context, (e) => comparison(e, "ne", wanted, context, "present"));
  return `(${other} or not ${present(path, context)})`;
}

/** `eq` by containment of the smallest document that has this value. */
function contains(path: AttributePath, wanted: string | number | boolean, context: Context): string {
  const leaf = path.sub ? { [path.sub.name]: wanted } : wanted;
  return containsValue(path, leaf, context);
}

function containsValue(path: AttributePath, leaf: unknown, { query, source, negated }: Context): string {
  const value = { [path.attribute.name]: path.attribute.multiValued ? [leaf] : leaf };
  const resource = isCoreSchema(path.urn) ? value : { [path.urn]: value };
  const document = bind(query, JSON.stringify({ [source.accountId]: resource }), "text");
  return definite(`${source.canonicalColumn} @> (${document})::jsonb`, { query, source, negated });
}

/** One and the same element satisfies the term. */
function element(filter: Extract<Filter, { kind: "element" }>, context: Context): string {
  const equalities = context.source.relation?.(filter.path) ? undefined : onlyEqualities(filter.term);
  if (equalities) return containsValue(filter.path, equalities, context);
  if (!filter.path.attribute.multiValued) return condition(filter.term, context);
  const { from, value } = elements(filter.path, context);
  // inside the brackets a path names a sub-attribute of this element
  const inner: FilterSource = { ...context.source, column: ({ sub }) => value(sub?.name ?? "value", sub?.type) };
  return `exists (select from ${from} where ${condition(filter.term, { ...context, source: inner })})`;
}

/** `type eq "work" and value eq "x"` as one object, or undefined when the term is anything else. */
function onlyEqualities(term: Filter): Record<string, unknown> | undefined {
  const terms = term.kind === "and" ? term.terms : [term];
  const wanted: Record<string, unknown> = {};
  for (const each of terms) {
    if (each.kind !== "compare" || each.op !== "eq" || !each.path.sub) return undefined;
    const { name, caseExact } = each.path.sub;
    const value = typeof each.value === "string" && !caseExact ? canon(each.value) : each.value;
    if (name in wanted && wanted[name] !== value) return undefined;
    wanted[name] = value;
  }
  return wanted;
}

/** The elements of a multi-valued attribute as a FROM item, and a sub-attribute of one of them. */
function elements(path: AttributePath, context: Context): { from: string; value(sub: string, type?: string): Expression } {
  const relation = context.source.relation?.(path);
  if (relation) return { from: relation.from, value: (sub) => relation.element(sub) };
  return {
    from: `jsonb_array_elements(${jsonAt(path, context)}) e`,
    value: (sub, type) => jsonScalar("e", sub, type),
  };
}

function anyElement(path: AttributePath, context: Context, test: (value: Expression) => string): string {
  const { from, value } = elements(path, context);
  return `exists (select from ${from} where ${test(value(path.sub?.name ?? "value", path.sub?.type))})`;
}

/** A single value in the canonical copy. */
function single(path: AttributePath, context: Context): Expression {
  const json = jsonAt(path, context);
  if (path.sub) return jsonScalar(json, path.sub.name, path.sub.type);
  const cut = json.lastIndexOf("->");
  return jsonScalar(json.slice(0, cut), path.attribute.name, path.attribute.type);
}

function jsonScalar(parent: string, name: string, type = "string"): Expression {
  const text = `${parent}->>${quote(name)}`;
  if (type === "boolean") return { sql: `(${text})::boolean`, type: "boolean" };
  if (type === "integer" || type === "decimal") return { sql: `(${text})::numeric`, type: "number" };
  if (type === "dateTime") return { sql: `(${text})::timestamptz`, type: "timestamp" };
  return { sql: `(${text})`, type: "text" };
}

const casts = { text: "text", timestamp: "timestamptz", boolean: "boolean", number: "numeric", uuid: "uuid" } as const;
const signs = { eq: "=", gt: ">", ge: ">=", lt: "<", le: "<=" } as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `absent` says what `ne` means without a value: RFC 7644 has it match; inside "any value differs" it must not. */
function comparison(
  left: Expression,
  op: CompareOperator,
  value: string | number | boolean,
  context: Context,
  absent: "matches" | "present" = "matches",
): string {
  // an id that is no UUID equals nothing; its other operators compare text
  const exact = (op === "eq" || op === "ne") && left.type === "uuid" && uuid.test(String(value));
  const textual = left.type === "uuid" && !exact;
  const sql = textual ? `${left.sql}::text` : left.sql;
  const right = bind(context.query, value, textual ? "text" : casts[left.type]);
  const collate = textual || left.type === "text" ? ' collate "C"' : "";
  switch (op) {
    case "ne":
      return absent === "matches" ? `${sql} is distinct from ${right}` : `${sql} <> ${right}`;
    case "co":
      return definite(`strpos(${sql}, ${right}) > 0`, context);
    case "sw":
      return definite(startsWith(sql, String(value), context), context);
    case "ew":
      return definite(`right(${sql}, length(${right})) = ${right}`, context);
    default:
      return definite(`${sql}${collate} ${signs[op]} ${right}`, context);
  }
}

/** A LIKE with a constant prefix: on a column in code point order it is a range of its index. */
function startsWith(sql: string, prefix: string, context: Context): string {
  // the placeholder of the plain value was bound already and stays the last one; the pattern replaces it
  context.query.params[context.query.params.length - 1] = `${prefix.replace(/[\\%_]/g, "\\$&")}%`;
  return `${sql} like $${context.query.params.length}::text`;
}

/**
 * What a list is sorted by (RFC 7644 §3.4.2.3): of a multi-valued attribute its primary value, else its first. Missing
 * values come last ascending and first descending.
 */
export function sortSql(path: AttributePath, order: "ascending" | "descending", source: FilterSource, query: Query): string {
  const direction = order === "ascending" ? "asc nulls last" : "desc nulls first";
  const { sql, type } = source.column(path, query) ?? sortValue(path, { query, source, negated: false });
  return `${sql}${type === "text" ? ' collate "C"' : ""} ${direction}`;
}

function sortValue(path: AttributePath, context: Context): Expression {
  if (!path.attribute.multiValued) return single(path, context);
  const { from, value } = elements(path, context);
  const { sql, type } = value(path.sub?.name ?? "value", path.sub?.type);
  const primary = from.endsWith(") e") ? "order by coalesce(e->>'primary' = 'true', false) desc" : "";
  return { sql: `(select ${sql} from ${from} ${primary} limit 1)`, type };
}
