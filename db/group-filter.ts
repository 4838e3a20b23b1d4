import { type AttributePath, pathName } from "../lib/scim/attribute.ts";
import { groupSchema } from "../lib/scim/group.ts";
import { bind, type Expression, type Query } from "./expression.ts";
import type { FilterSource, Relation } from "./filter.ts";
import { seenMembers } from "./membership.ts";
import { metaColumns } from "./meta-filter.ts";
import type { ScimScope } from "./queries/scope.ts";

const text = (sql: string): Expression => ({ sql, type: "text" });
const required = (sql: string, type: Expression["type"]): Expression => ({ sql, type, required: true });

/** Where the attributes of a group are, over `groups g`: everything is a column or a relation, nothing a canonical copy. */
export function groupFilterSource({ accountId }: ScimScope, baseUrl: string): FilterSource {
  const columns: Record<string, (query: Query) => Expression> = {
    id: () => required("g.id", "uuid"),
    externalId: () => ({ ...text("g.external_id"), indexed: "left(g.external_id, 255)" }),
    displayName: () => ({ ...required("g.display_name_canon", "text"), indexed: "left(g.display_name_canon, 255)" }),
    ...metaColumns("g", "Group", `${baseUrl}/Groups`),
  };
  return {
    accountId,
    idColumn: "g.id",
    canonicalColumn: "'{}'::jsonb",
    column: (path, query) => columns[pathName(path)]?.(query),
    relation: ({ attribute }, query) => {
      if (attribute.name === "members") return memberRelation(baseUrl, query);
      return attribute.name === "schemas" ? schemas : undefined;
    },
  };
}

const schemas: Relation = { from: `(select lower('${groupSchema}') as urn) s`, where: "true", element: () => text("s.urn") };

const memberRelation = (baseUrl: string, query: Query): Relation => ({
  from: `${seenMembers()} m`,
  where: "m.group_id = g.id",
  element: (sub) => memberElement(sub, baseUrl, query),
});

/** A sub-attribute of a member `m`. */
function memberElement(sub: string, baseUrl: string, query: Query): Expression {
  switch (sub) {
    case "value":
      return required("m.member_id", "uuid");
    case "type":
      return required("m.kind", "text");
    case "display":
      return required("m.display_canon", "text");
    default:
      // $ref
      return required(
        `(${bind(query, baseUrl, "text")} || case m.kind when 'user' then '/Users/' else '/Groups/' end || m.member_id)`,
        "text",
      );
  }
}

/** Where the sub-attributes of one member `m` are, for the filter of a PATCH path on members. */
export const memberFilterSource = ({ accountId }: ScimScope, baseUrl: string): FilterSource => ({
  accountId,
  idColumn: "m.member_id",
  canonicalColumn: "'{}'::jsonb",
  column: ({ sub }: AttributePath, query) => memberElement(sub?.name ?? "value", baseUrl, query),
});
