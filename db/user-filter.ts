import { pathName } from "../lib/scim/attribute.ts";
import { enterpriseSchema, userSchema } from "../lib/scim/user.ts";
import { bind, type Expression, type Query } from "./expression.ts";
import type { FilterSource, Relation } from "./filter.ts";
import { groupIsSeen, groupsOfUsers } from "./membership.ts";
import { metaColumns } from "./meta-filter.ts";
import { nameSql } from "./person-name.ts";
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
    externalId: () => ({ ...text("l.external_id"), equals: externalIdEquals }),
    active: () => required("coalesce(l.active, u.active)", "boolean"),
    userName: () => required("u.user_name_canon", "text"),
    ...metaColumns("u", "User", `${baseUrl}/Users`),
    [`${enterpriseSchema}:manager.$ref`]: (query) => manager(location("m.id", query)),
    [`${enterpriseSchema}:manager.displayName`]: () => manager(nameSql("m", canonical("m"))),
  };
  return {
    accountId,
    idColumn: "u.id",
    canonicalColumn: "u.canonical",
    column: (path, query) => columns[pathName(path)]?.(query),
    relation: ({ attribute }, query) => {
      if (attribute.name === "groups") return groupRelation(baseUrl, query);
      return attribute.name === "schemas" ? schemas : undefined;
    },
  };
}

/**
 * Rule 2: an externalId matches the caller's own people. Somebody without one from the caller is also found by the unique ID that
 * an admin typed, and by the externalId of a configuration of the same directory. Ids first, as an array, so that one index each
 * finds them.
 */
const externalIdEquals = (wanted: string): string =>
  `(u.id = any(array(
      select x.user_id from provisioning_links x
       where x.account_id = $1 and left(x.external_id, 255) = left(${wanted}, 255) and x.external_id = ${wanted}
         and x.deleted_at is null and (x.configuration_id = $2 or x.configuration_id in (${sameDirectory}))
      union all
      select n.id from users n
       where n.account_id = $1 and left(n.unique_id, 255) = left(${wanted}, 255) and n.unique_id = ${wanted}))
    and coalesce(l.external_id, ${wanted}) = ${wanted})`;

const sameDirectory = `select other.id from scim_configurations me
    join scim_configurations other on other.account_id = $1
     and coalesce(other.directory_id, other.id) = coalesce(me.directory_id, me.id)
   where me.account_id = $1 and me.id = $2`;

/** Something of the person whose id manager.value is, if this configuration sees one. A CASE, for nothing else is cast. */
function managerSql(canonical: string, column: string): string {
  const value = `${canonical}->'${enterpriseSchema}'->'manager'->>'value'`;
  const id = `case when ${value} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${value})::uuid end`;
  return `(select ${column} from users m left join provisioning_links t
      on t.account_id = $1 and t.configuration_id = $2 and t.user_id = m.id
    where m.account_id = $1 and m.id = ${id} and m.deleted_at is null and t.deleted_at is null)`;
}

/** Direct and indirect groups (`x` the membership, `g` the group) that this configuration sees. */
const groupRelation = (baseUrl: string, query: Query): Relation => ({
  from: `${groupsOfUsers} x join groups g on g.account_id = $1 and g.id = x.group_id and ${groupIsSeen}`,
  where: "x.user_id = u.id",
  element(sub) {
    if (sub === "value") return required("g.id", "uuid");
    if (sub === "$ref") return required(`(${bind(query, `${baseUrl}/Groups/`, "text")} || g.id)`, "text");
    if (sub === "type") return required("x.type", "text");
    return { ...required("g.display_name_canon", "text"), indexed: "left(g.display_name_canon, 255)" };
  },
});

const schemas: Relation = {
  from: `(select lower('${userSchema}') as urn union all
    select lower('${enterpriseSchema}') where u.canonical->(u.account_id::text) ? '${enterpriseSchema}') s`,
  where: "true",
  element: () => text("s.urn"),
};
