import { type AttributePath, pathName } from "../lib/scim/attribute.ts";
import { enterpriseSchema, userSchema } from "../lib/scim/user.ts";
import { bind, type Expression, type FilterSource, type Query } from "./filter.ts";
import type { ScimScope } from "./queries/scope.ts";

const text = (sql: string): Expression => ({ sql, type: "text" });
const timestamp = (sql: string): Expression => ({ sql, type: "timestamp" });

/**
 * Where the attributes of a user are, over `users u` left-joined to the caller's link `l`. externalId and active are the
 * link's: an unlinked configuration sees no externalId and the profile's active (product.md, rules 2 and 3).
 */
export function userFilterSource(scope: ScimScope, baseUrl: string): FilterSource {
  const columns: Record<string, (query: Query) => Expression> = {
    id: () => ({ sql: "u.id", type: "uuid" }),
    externalId: () => text("l.external_id"),
    active: () => ({ sql: "coalesce(l.active, u.active)", type: "boolean" }),
    userName: () => text("u.user_name_canon"),
    meta: () => text("'meta'"),
    "meta.resourceType": () => text("'User'"),
    "meta.created": () => timestamp("u.created_at"),
    "meta.lastModified": () => timestamp("u.last_modified"),
    "meta.version": () => text(`('W/"' || u.version || '"')`),
    "meta.location": (query) => text(`(${bind(query, `${baseUrl}/Users/`, "text")} || u.id)`),
  };
  return {
    accountId: scope.accountId,
    canonicalColumn: "u.canonical",
    column: (path, query) => columns[pathName(path)]?.(query),
    relation,
  };
}

function relation({ attribute }: AttributePath) {
  if (attribute.name === "groups") {
    return { from: directGroups, element: (sub: string) => text(groupColumns[sub] ?? "g.display_name_canon") };
  }
  if (attribute.name === "schemas") return { from: schemas, element: () => text("s.urn") };
  return undefined;
}

const groupColumns: Record<string, string> = { value: "g.id::text", display: "g.display_name_canon", type: "'direct'" };
const directGroups = `group_members m join groups g on g.account_id = m.account_id and g.id = m.group_id and m.account_id = u.account_id and m.member_id = u.id`;
const schemas = `(select lower('${userSchema}') as urn union all
  select lower('${enterpriseSchema}') where u.canonical->(u.account_id::text) ? '${enterpriseSchema}') s`;
