export type AttributeType = "string" | "boolean" | "decimal" | "integer" | "dateTime" | "binary" | "reference" | "complex";

/** One attribute with its characteristics (RFC 7643 §2.2 and §7). */
export type Attribute = {
  name: string;
  type: AttributeType;
  multiValued: boolean;
  description: string;
  required: boolean;
  caseExact: boolean;
  mutability: "readOnly" | "readWrite" | "immutable" | "writeOnly";
  returned: "always" | "never" | "default" | "request";
  uniqueness: "none" | "server" | "global";
  canonicalValues?: readonly string[];
  referenceTypes?: readonly string[];
  subAttributes?: readonly Attribute[];
};

export type ResourceName = "User" | "Group";

export type Extension = {
  urn: string;
  name: string;
  description: string;
  required: boolean;
  attributes: readonly Attribute[];
};

/** What the names in filters and paths are resolved against. */
export type AttributeTables<E = Pick<Extension, "urn" | "attributes">> = {
  name: string;
  /** URN of the core schema. */
  schema: string;
  attributes: readonly Attribute[];
  extensions: readonly E[];
};

/** A resource type and the attribute tables that drive discovery, validation, filters, PATCH paths and projection. */
export type ResourceType<N extends ResourceName = ResourceName> = AttributeTables<Extension> & {
  name: N;
  endpoint: string;
  description: string;
};

/** Where a value is found: the schema URN it belongs to (core or extension), the attribute, and its sub-attribute. */
export type AttributePath = { urn: string; attribute: Attribute; sub?: Attribute };

/** Builds an attribute with the defaults of RFC 7643 §2.2; booleans and dates have no case, references and binaries are case-exact (§2.3). */
export function attribute(
  name: string,
  description: string,
  given: Partial<Omit<Attribute, "name" | "description">> = {},
): Attribute {
  const type = given.type ?? "string";
  return {
    name,
    type,
    multiValued: false,
    description,
    required: false,
    caseExact: type === "reference" || type === "binary",
    mutability: "readWrite",
    returned: "default",
    uniqueness: "none",
    ...given,
  };
}

const readOnly = { mutability: "readOnly" } as const;

/** The common attributes of RFC 7643 §3 and §3.1: part of every resource, listed in no schema. */
export const commonAttributes: readonly Attribute[] = [
  attribute("schemas", "URNs of the schemas that the resource uses.", {
    ...readOnly,
    type: "reference",
    // URNs are compared without case, unlike other references.
    caseExact: false,
    multiValued: true,
    returned: "always",
    referenceTypes: ["uri"],
  }),
  attribute("id", "Identifier issued by this service.", {
    ...readOnly,
    caseExact: true,
    returned: "always",
    uniqueness: "server",
  }),
  attribute("externalId", "Identifier issued by the provisioning client.", { caseExact: true }),
  attribute("meta", "Metadata kept by this service.", {
    ...readOnly,
    type: "complex",
    subAttributes: [
      attribute("resourceType", "Name of the resource type.", { ...readOnly, caseExact: true }),
      attribute("created", "When the resource was created.", { ...readOnly, type: "dateTime" }),
      attribute("lastModified", "When the resource last changed.", { ...readOnly, type: "dateTime" }),
      attribute("location", "URI of the resource.", { ...readOnly, type: "reference", referenceTypes: ["uri"] }),
      attribute("version", "Version of the resource, equal to its ETag.", { ...readOnly, caseExact: true }),
    ],
  }),
];

/** Tables by lower-case name, because every key of every body is looked up. */
const indexes = new WeakMap<readonly Attribute[], Map<string, Attribute>>();

/** The attribute of that name in a table, compared without case. */
export function findAttribute(table: readonly Attribute[] | undefined, name: string): Attribute | undefined {
  if (!table) return undefined;
  let index = indexes.get(table);
  if (!index) {
    index = new Map(table.map((entry) => [entry.name.toLowerCase(), entry]));
    indexes.set(table, index);
  }
  return index.get(name.toLowerCase());
}

/** Core attributes live at the top of a resource, extension attributes in an object named by their URN (RFC 7643 §3.3). */
export const isCoreSchema = (urn: string) => urn.startsWith("urn:ietf:params:scim:schemas:core:");

export const isReadOnly = ({ attribute, sub }: AttributePath) =>
  attribute.mutability === "readOnly" || sub?.mutability === "readOnly";

/** The name of a path as a client would write it: extension attributes are qualified by their URN. */
export function pathName({ urn, attribute, sub }: AttributePath): string {
  const name = sub ? `${attribute.name}.${sub.name}` : attribute.name;
  return isCoreSchema(urn) ? name : `${urn}:${name}`;
}

export type ResolvedName =
  | { kind: "attribute"; path: AttributePath }
  /** A bare schema URN: the core schema or a whole extension. */
  | { kind: "schema"; urn: string; attributes: readonly Attribute[] }
  /** `core`: the name was looked for in the core schema, so it is a mistake rather than somebody's extension. */
  | { kind: "unknown"; core: boolean };

/** Resolves `name`, `name.sub`, `urn:…:name.sub` or a bare schema URN (RFC 7644 §3.10) against the tables of a resource type, or of all. */
export function resolveName(type: AttributeTables, text: string): ResolvedName {
  if (!text.includes(":")) return resolveBare(type, text);
  const lower = text.toLowerCase();
  for (const { urn, attributes } of [{ urn: type.schema, attributes: type.attributes }, ...type.extensions]) {
    const known = urn.toLowerCase();
    if (lower === known) return { kind: "schema", urn, attributes };
    const tables = urn === type.schema ? [attributes, commonAttributes] : [attributes];
    if (lower.startsWith(`${known}:`)) return resolveIn(urn, tables, text.slice(urn.length + 1));
  }
  // A URN that is none of ours belongs to somebody's extension.
  return { kind: "unknown", core: false };
}

/** Entra's documentation writes `manager` for the attribute of the enterprise extension: a name that core lacks is looked for there. */
function resolveBare(type: AttributeTables, text: string): ResolvedName {
  const core = resolveIn(type.schema, [type.attributes, commonAttributes], text);
  if (core.kind !== "unknown") return core;
  const extended = type.extensions.map(({ urn, attributes }) => resolveIn(urn, [attributes], text));
  return extended.find(({ kind }) => kind === "attribute") ?? core;
}

function resolveIn(urn: string, tables: readonly (readonly Attribute[])[], text: string): ResolvedName {
  const unknown = { kind: "unknown", core: isCoreSchema(urn) } as const;
  const [name = "", subName, ...rest] = text.split(".");
  const attribute = tables.map((table) => findAttribute(table, name)).find((found) => found);
  if (!attribute || rest.length > 0) return unknown;
  if (subName === undefined) return { kind: "attribute", path: { urn, attribute } };
  const sub = findAttribute(attribute.subAttributes, subName);
  return sub ? { kind: "attribute", path: { urn, attribute, sub } } : unknown;
}
