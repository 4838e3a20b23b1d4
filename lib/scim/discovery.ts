import type { Attribute, ResourceType } from "./attribute.ts";
import { groupType } from "./group.ts";
import { userType } from "./user.ts";

const schemaUrn = (name: string) => `urn:ietf:params:scim:schemas:core:2.0:${name}`;

/** What the service can do; everything in ServiceProviderConfig that is not always true. Sizes are in bytes, times in seconds. */
export type Features = {
  filterMaxResults: number;
  /** Given even when unsupported: clients read the numbers first. */
  bulk: { supported: boolean; maxOperations: number; maxPayloadSize: number };
  sort: boolean;
  etag: boolean;
  changePassword: boolean;
  /** RFC 9865 §4. */
  pagination?: {
    cursor: boolean;
    index: boolean;
    defaultPaginationMethod?: "cursor" | "index";
    defaultPageSize?: number;
    maxPageSize?: number;
    cursorTimeout?: number;
  };
  documentationUri?: string;
};

/** RFC 7643 §5. `location` is the absolute URL of the answer. */
export function serviceProviderConfig({ location, features }: { location: string; features: Features }) {
  return {
    schemas: [schemaUrn("ServiceProviderConfig")],
    ...(features.documentationUri !== undefined && { documentationUri: features.documentationUri }),
    patch: { supported: true },
    bulk: features.bulk,
    filter: { supported: true, maxResults: features.filterMaxResults },
    changePassword: { supported: features.changePassword },
    sort: { supported: features.sort },
    etag: { supported: features.etag },
    ...(features.pagination && { pagination: features.pagination }),
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "OAuth Bearer Token",
        description: "The access token of a SCIM configuration, sent in the header Authorization.",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location },
  };
}

/** RFC 7643 §6, one entry per resource type. `baseUrl` is the tenant URL without a slash at the end. */
export const resourceTypes = (baseUrl: string, types: readonly ResourceType[] = [userType, groupType]) =>
  types.map((type) => ({
    schemas: [schemaUrn("ResourceType")],
    id: type.name,
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.schema,
    ...(type.extensions.length > 0 && {
      schemaExtensions: type.extensions.map(({ urn, required }) => ({ schema: urn, required })),
    }),
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${type.name}` },
  }));

/** RFC 7643 §7, one entry per schema. The common attributes belong to no schema (§3.1). */
export const schemas = (baseUrl: string, types: readonly ResourceType[] = [userType, groupType]) =>
  types
    .flatMap((type) => [
      { urn: type.schema, name: type.name, description: type.description, attributes: type.attributes },
      ...type.extensions,
    ])
    .map(({ urn, name, description, attributes }) => ({
      schemas: [schemaUrn("Schema")],
      id: urn,
      name,
      description,
      attributes: attributes.map(attributeDefinition),
      meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${urn}` },
    }));

export type AttributeDefinition = Omit<Attribute, "subAttributes"> & { subAttributes?: AttributeDefinition[] };

function attributeDefinition({ subAttributes, ...characteristics }: Attribute): AttributeDefinition {
  return { ...characteristics, ...(subAttributes && { subAttributes: subAttributes.map(attributeDefinition) }) };
}

/** One item of a discovery list by id; a schema's URN is compared without case (RFC 7644 §3.10). */
export const findById = <T extends { id: string }>(items: readonly T[], id: string): T | undefined =>
  items.find((item) => item.id.toLowerCase() === id.toLowerCase());
