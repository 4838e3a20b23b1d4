import { type AttributePath, pathName } from "../lib/scim/attribute.ts";
import { enterpriseSchema, userSchema } from "../lib/scim/user.ts";
import { bind, type Expression, type Query } from "./expression.ts";
import type { FilterSource, Relation } from "./filter.ts";
import type { ScimScope } from "./queries/scope.ts";

const text = (sql: string): Expression => ({ sql, type: "text" });
const required = (sql: string, type: Expression["type"]): Expression => ({ sql, type, required: true });

/**
 * Where the attributes of a user are, over `users u` left-joined to the caller's link `l`. externalId and active are the
 * link's: an unlinked configuration sees no externalId and the profile's active (rule 2 and 3).
 */
export function userFilterSource({ accountId }: ScimScope, baseUrl: string): FilterSource {
  const canonical = (user: string) => `${user}.canonical->'${accountId}'`;
  const location = (id: string, query: Query) => `${bind(query, `${baseUrl}/Users/`, "text")} || ${id}`;
  const manager = (column: string) => text(managerSql(canonical("u"), column));
  const columns: Record<string, (query: Query) => Expression> = {
    id: () => required("u.id", "uuid"),
    externalId: () => ({ ...text("l.external_id"), indexed: "left(l.external_id, 255)" }),
    active: () => required("coalesce(l.active, u.active)", "boolean"),
    userName: () => required("u.user_name_canon", "text"),
    meta: () => text("'meta'"),
    "meta.resourceType": () => text("'User'"),
    "meta.created": () => required("u.created_at", "timestamp"),
    "meta.lastModified": () => required("u.last_modified", "timestamp"),
    "meta.version": () => text(`('W/"' || u.version || '"')`),
    "meta.location": (query) => text(`(${location("u.id", query)})`),
    [`${enterpriseSchema}:manager.$ref`]: (query) => manager(location("m.id", query)),
    [`${enterpriseSchema}:manager.displayName`]: () => manager(nameSql("m", canonical("m"))),
  };
  return {
    accountId,
    idColumn: "u.id",
    canonicalColumn: "u.canonical",
    column: (path, query) => columns[pathName(path)]?.(query),
    relation,
  };
}

/** Something of the person whose id manager.value is, if this configuration sees one. A CASE, for nothing else is cast. */
function managerSql(canonical: string, column: string): string {
  const value = `${canonical}->'${enterpriseSchema}'->'manager'->>'value'`;
  const id = `case when ${value} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${value})::uuid end`;
  return `(select ${column} from users m left join provisioning_links t
      on t.account_id = $1 and t.configuration_id = $2 and t.user_id = m.id
    where m.account_id = $1 and m.id = ${id} and m.deleted_at is null and t.deleted_at is null)`;
}

/** What `nameOf` in lib/profile.ts calls a person, in canonical form. */
const nameSql = (user: string, canonical: string) => `coalesce(${canonical}->>'displayName', ${canonical}->'name'->>'formatted',
  nullif(concat_ws(' ', ${canonical}->'name'->>'givenName', ${canonical}->'name'->>'familyName'), ''), ${user}.user_name_canon)`;

function relation({ attribute }: AttributePath): Relation | undefined {
  if (attribute.name === "groups") {
    return { ...directGroups, element: (sub) => text(groupColumns[sub] ?? "g.display_name_canon") };
  }
  return attribute.name === "schemas" ? schemas : undefined;
}

const groupColumns: Record<string, string> = { value: "g.id::text", display: "g.display_name_canon", type: "'direct'" };
const directGroups = {
  from: "group_members m join groups g on g.account_id = m.account_id and g.id = m.group_id",
  where: "m.account_id = u.account_id and m.member_id = u.id",
};

const schemas: Relation = {
  from: `(select lower('${userSchema}') as urn union all
    select lower('${enterpriseSchema}') where u.canonical->(u.account_id::text) ? '${enterpriseSchema}') s`,
  where: "true",
  element: () => text("s.urn"),
};
