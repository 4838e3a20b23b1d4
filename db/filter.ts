import { type AttributePath, findAttribute, isCoreSchema } from "../lib/scim/attribute.ts";
import { canon } from "../lib/scim/canon.ts";
import type { CompareOperator, Filter } from "../lib/scim/filter.ts";
import { bind, casts, codePointOrder, type Expression, type Query } from "./expression.ts";

/**
 * Where the values of one resource type are. `column` is asked first: an expression for what is a column or derived; then
 * `relation`, for the elements of a multi-valued attribute that are rows of their own. Everything else is read from
 * `canonicalColumn`, the canonical copy, which lies there under `accountId`.
 */
export type FilterSource = {
  accountId: string;
  idColumn: string;
  canonicalColumn: string;
  column(path: AttributePath, query: Query): Expression | undefined;
  relation?(path: AttributePath, query: Query): Relation | undefined;
};

/** Elements that are rows: FROM and WHERE, and each of their sub-attributes. */
export type Relation = { from: string; where: string; element(sub: string): Expression };

type Value = string | number | boolean;
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
      return element(filter.path, filter.term, context);
  }
}

function present(path: AttributePath, context: Context): string {
  const column = context.source.column(path, context.query);
  if (column) return `${column.sql} is not null`;
  if (path.sub && path.attribute.multiValued) return anyElement(path, context, ({ sql }) => `${sql} is not null`);
  const relation = context.source.relation?.(path, context.query);
  return relation ? exists(relation, "true") : `${json(path, context.source)} is not null`;
}

function compare(path: AttributePath, op: CompareOperator, given: Value, context: Context): string {
  const value = comparable(path, given);
  const column = context.source.column(path, context.query);
  if (column) return comparison(column, op, value, context);
  if (op === "eq" && isStored(path, context)) return contains(path, path.sub ? { [path.sub.name]: value } : value, context);
  if (!path.attribute.multiValued) return comparison(stored(path, context.source), op, value, context);
  const test = (each: Expression) => comparison(each, op, value, context);
  if (op !== "ne") return anyElement(path, context, test);
  // no value at all differs too; an element without this sub-attribute is no value
  const differs = anyElement(path, context, (each) => `${each.sql} is not null and ${test(each)}`);
  return `(${differs} or not ${present(path, context)})`;
}

/** One and the same value of `path` satisfies the term. */
function element(path: AttributePath, term: Filter, context: Context): string {
  if (!path.attribute.multiValued) return `(${present(path, context)} and ${condition(term, context)})`;
  const wanted = isStored(path, context) ? equalities(term) : undefined;
  if (wanted) return contains(path, wanted, context);
  const elements = elementsOf(path, context);
  // between the brackets a path names a sub-attribute of this element
  const inner: FilterSource = { ...context.source, column: (inside) => subOf(inside, elements) };
  return exists(elements, condition(term, { ...context, source: inner }));
}

const isStored = (path: AttributePath, { source, query }: Context) => source.relation?.(path, query) === undefined;

/** `type eq "work" and value eq "x"` as one object, or undefined when the term is anything else. */
function equalities(term: Filter): Record<string, Value> | undefined {
  const wanted: Record<string, Value> = {};
  for (const each of term.kind === "and" ? term.terms : [term]) {
    if (each.kind !== "compare" || each.op !== "eq" || !each.path.sub) return undefined;
    const { name } = each.path.sub;
    if (name in wanted) return undefined;
    wanted[name] = comparable(each.path, each.value);
  }
  return wanted;
}

/** A literal in the form in which values of its attribute are stored. */
function comparable({ attribute, sub = attribute }: AttributePath, value: Value): Value {
  return typeof value === "string" && !sub.caseExact && sub.type !== "dateTime" ? canon(value) : value;
}

/** The canonical copy contains this value of an attribute, or an element with these sub-attributes. */
function contains({ urn, attribute }: AttributePath, value: unknown, { query, source, negated }: Context): string {
  const attributes = { [attribute.name]: attribute.multiValued ? [value] : value };
  const resource = isCoreSchema(urn) ? attributes : { [urn]: attributes };
  const document = bind(query, JSON.stringify({ [source.accountId]: resource }), "text");
  const test = `${source.canonicalColumn} @> (${document})::jsonb`;
  // Said twice to be taken for rare: without statistics, which Postgres does not keep about documents over 1 KiB, one test is
  // expected to match every hundredth row, and then all are read in the order of ids instead of the index.
  return negated ? test : `(${test} and ${test})`;
}

function anyElement(path: AttributePath, context: Context, test: (value: Expression) => string): string {
  const elements = elementsOf(path, context);
  return exists(elements, test(subOf(path, elements)));
}

const exists = ({ from, where }: Relation, test: string) => `exists (select from ${from} where ${where} and ${test})`;

const subOf = ({ sub }: AttributePath, elements: Relation) => elements.element(sub?.name ?? "value");

/** The elements of a multi-valued attribute, from rows of their own or from the canonical copy. */
function elementsOf({ urn, attribute }: AttributePath, { source, query }: Context): Relation {
  const relation = source.relation?.({ urn, attribute }, query);
  if (relation) return relation;
  return {
    from: `jsonb_array_elements(${json({ urn, attribute }, source)}) e`,
    where: "true",
    element: (sub) => scalar(`e->>${quote(sub)}`, findAttribute(attribute.subAttributes, sub)?.type),
  };
}

/** An attribute, or a sub-attribute of a single-valued one, in the canonical copy. */
function json({ urn, attribute, sub }: AttributePath, { canonicalColumn, accountId }: FilterSource, last = "->"): string {
  const names = [accountId, ...(isCoreSchema(urn) ? [] : [urn]), attribute.name, ...(sub ? [sub.name] : [])].map(quote);
  return `${[canonicalColumn, ...names.slice(0, -1)].join("->")}${last}${names.at(-1)}`;
}

/** Attribute names and URNs come from our own attribute tables, the account's id from the database; never from a request. */
const quote = (name: string) => `'${name.replaceAll("'", "''")}'`;

/** A single value in the canonical copy. */
const stored = (path: AttributePath, source: FilterSource) =>
  scalar(json(path, source, "->>"), (path.sub ?? path.attribute).type);

function scalar(text: string, type = "string"): Expression {
  if (type === "boolean") return { sql: `(${text})::boolean`, type: "boolean" };
  if (type === "integer" || type === "decimal") return { sql: `(${text})::numeric`, type: "number" };
  if (type === "dateTime") return { sql: `(${text})::timestamptz`, type: "timestamp" };
  return { sql: `(${text})`, type: "text" };
}

/** What a resource is sorted by: of a multi-valued attribute its primary value, else its first (RFC 7644 §3.4.2.3). */
export function sortValue(path: AttributePath, source: FilterSource, query: Query): Expression {
  const column = source.column(path, query);
  if (column) return column;
  const { urn, attribute, sub } = path;
  if (!attribute.multiValued) return stored(path, source);
  const rows = source.relation?.(path, query);
  if (rows) {
    const { sql, type } = subOf(path, rows);
    // before PostgreSQL 18 there is no min() of uuids; their text has the same order
    const value: Expression = type === "uuid" ? { sql: `${sql}::text`, type: "text" } : { sql, type };
    const first = `min(${value.sql}${codePointOrder(value)})`;
    return { sql: `(select ${first} from ${rows.from} where ${rows.where})`, type: value.type };
  }
  const all = json({ urn, attribute }, source);
  const chosen = `coalesce(jsonb_path_query_first(${all}, '$[*] ? (@.primary == true)'), ${all}->0)`;
  return scalar(`${chosen}->>${quote(sub?.name ?? "value")}`, sub?.type);
}

const signs = { gt: ">", ge: ">=", lt: "<", le: "<=" } as const;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function comparison(left: Expression, op: CompareOperator, value: Value, context: Context): string {
  // what is no whole id equals none, and the other operators compare an id as text
  if (left.type === "uuid" && !((op === "eq" || op === "ne") && uuid.test(String(value))))
    return comparison({ sql: `${left.sql}::text`, type: "text" }, op, value, context);
  // under NOT, unknown would stay unknown where the answer is true; elsewhere the bare condition keeps its index
  const definite = (sql: string) => (context.negated ? `coalesce(${sql}, false)` : sql);
  const { query } = context;
  const right = () => bind(query, value, casts[left.type]);
  switch (op) {
    case "eq": {
      const wanted = right();
      if (left.equals) return definite(left.equals(wanted));
      const narrowed = left.indexed ? `${left.indexed} = left(${wanted}, 255) and ` : "";
      return definite(`(${narrowed}${left.sql} = ${wanted})`);
    }
    case "ne":
      return `${left.sql} is distinct from ${right()}`;
    case "co":
      return definite(`strpos(${left.sql}, ${right()}) > 0`);
    case "sw":
      // a LIKE with a constant prefix: on a column in code point order it is a range of its index
      return definite(`${left.sql} like ${bind(query, `${String(value).replace(/[\\%_]/g, "\\$&")}%`, "text")}`);
    case "ew": {
      const end = right();
      return definite(`right(${left.sql}, length(${end})) = ${end}`);
    }
    default:
      return definite(`${left.sql}${codePointOrder(left)} ${signs[op]} ${right()}`);
  }
}
