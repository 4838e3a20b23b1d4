import { type Attribute, commonAttributes, type ResourceType, resolveName } from "./attribute.ts";
import { invalidValue } from "./error.ts";
import { isJsonObject } from "./resource.ts";

/** Which attributes an answer carries; `names` holds keys made by `key()`. */
export type Projection = { kind: "default" } | { kind: "only" | "except"; names: ReadonlySet<string> };

export const defaultProjection: Projection = { kind: "default" };

/** A resource ready to be written as JSON. */
export type Representation = { schemas: string[]; [name: string]: unknown };

type Names = string | readonly string[] | null | undefined;

const key = (urn: string, attribute?: string, sub?: string) =>
  attribute === undefined ? urn : sub === undefined ? `${urn}:${attribute}` : `${urn}:${attribute}.${sub}`;

/**
 * Reads the parameters `attributes` and `excludedAttributes` (RFC 7644 §3.9: comma-separated, or arrays in a search request). Unknown
 * names are ignored: a search of several resource types names attributes that only some have. Both at once is 400 `invalidValue`.
 */
export function parseProjection(params: { attributes?: Names; excludedAttributes?: Names }, type: ResourceType): Projection {
  const only = splitNames(params.attributes);
  const except = splitNames(params.excludedAttributes);
  if (only.length > 0 && except.length > 0) throw invalidValue("Use either attributes or excludedAttributes, not both.");
  if (only.length > 0) return { kind: "only", names: resolveAll(only, type) };
  if (except.length > 0) return { kind: "except", names: resolveAll(except, type) };
  return defaultProjection;
}

const splitNames = (names: Names) =>
  [names ?? []]
    .flat()
    // Microsoft's reference client asks for emails[type eq "work"]: the attribute is meant, no RFC selects elements here.
    // No bracket inside: over a run of opening ones the search would be quadratic.
    .flatMap((name) => name.replaceAll(/\[[^[\]]*\]/g, "").split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");

function resolveAll(names: readonly string[], type: ResourceType): Set<string> {
  const keys = new Set<string>();
  for (const name of names) {
    const resolved = resolveName(type, name);
    if (resolved.kind === "schema") keys.add(key(resolved.urn));
    if (resolved.kind === "attribute") keys.add(key(resolved.path.urn, resolved.path.attribute.name, resolved.path.sub?.name));
  }
  return keys;
}

/** Whether an answer carries any of the attribute, so that costly ones (members, groups) are loaded only when they are. */
export function isSelected(projection: Projection, urn: string, attribute: Attribute): boolean {
  if (attribute.returned === "always") return true;
  if (attribute.returned === "never") return false;
  if (projection.kind === "default") return attribute.returned === "default";
  const named = projection.names.has(key(urn)) || projection.names.has(key(urn, attribute.name));
  if (projection.kind === "except") return !named && attribute.returned === "default";
  return named || (attribute.subAttributes ?? []).some((sub) => projection.names.has(key(urn, attribute.name, sub.name)));
}

/**
 * The representation of a full resource: `id` and `schemas` always, the rest by the `returned` characteristics and the projection.
 * `schemas` lists the schemas of what is in the answer (RFC 7643 §3: of "the attributes present in the current JSON structure"),
 * so an extension without data, or projected away, is not named.
 */
export function project(
  type: ResourceType,
  resource: { readonly [name: string]: unknown },
  projection: Projection,
): Representation {
  const extensions: { [urn: string]: object } = {};
  for (const { urn, attributes } of type.extensions) {
    const values = resource[urn];
    const projected = isJsonObject(values) ? projectAll(urn, attributes, values, projection) : {};
    if (Object.keys(projected).length > 0) extensions[urn] = projected;
  }
  const schemas = [type.schema, ...Object.keys(extensions)];
  const { meta, ...core } = projectAll(
    type.schema,
    [...commonAttributes, ...type.attributes],
    { ...resource, schemas },
    projection,
  );
  return { ...core, schemas, ...extensions, ...(meta !== undefined && { meta }) };
}

function projectAll(
  urn: string,
  attributes: readonly Attribute[],
  values: { readonly [name: string]: unknown },
  projection: Projection,
) {
  const projected: { [name: string]: unknown } = {};
  for (const attribute of attributes) {
    const value = values[attribute.name];
    if (value === undefined || value === null || !isSelected(projection, urn, attribute)) continue;
    const kept = projectSubAttributes(urn, attribute, value, projection);
    if (kept !== undefined) projected[attribute.name] = kept;
  }
  return projected;
}

/** Narrows complex values to the sub-attributes that the projection names or spares. */
function projectSubAttributes(urn: string, attribute: Attribute, value: unknown, projection: Projection): unknown {
  if (projection.kind === "default" || !attribute.subAttributes || attribute.returned === "always") return value;
  const named = (name: string) => projection.names.has(key(urn, attribute.name, name));
  const whole = projection.names.has(key(urn)) || projection.names.has(key(urn, attribute.name));
  if (projection.kind === "only" ? whole : !attribute.subAttributes.some(({ name }) => named(name))) return value;
  const narrow = (element: unknown) => {
    if (!isJsonObject(element)) return [];
    const entries = Object.entries(element).filter(([name]) => named(name) === (projection.kind === "only"));
    return entries.length > 0 ? [Object.fromEntries(entries)] : [];
  };
  if (!Array.isArray(value)) return narrow(value)[0];
  const elements = value.flatMap(narrow);
  return elements.length > 0 ? elements : undefined;
}
