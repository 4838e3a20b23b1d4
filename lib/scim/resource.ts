import { type AttributePath, isCoreSchema } from "./attribute.ts";
import type { GroupResource } from "./group.ts";
import type { UserResource } from "./user.ts";

export type Simple = string | number | boolean;
export type Complex = { [name: string]: Simple };
export type Element = Simple | Complex;
export type Value = Element | Element[];
/** The attributes of one schema: those of an extension object. */
export type Attributes = { [name: string]: Value };

/**
 * A resource in memory: plain SCIM JSON, names spelled as in the attribute table, an unassigned attribute is an absent key.
 * Extension attributes sit in an object named by the extension's URN.
 */
export type Resource = { [name: string]: Value | Attributes };

/** What the attribute table of each resource type describes. */
export type ResourceOf = { User: UserResource; Group: GroupResource };

/** A JSON object or a complex value, not an array. */
export const isObject = <T>(value: T): value is Exclude<T & object, readonly unknown[]> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export type JsonObject = { [name: string]: unknown };

/** The same question about a body that nobody has checked yet. */
export const isJsonObject = (value: unknown): value is JsonObject => isObject(value);

/** The value of a whole attribute, wherever its schema keeps it. */
export function valueAt(resource: Resource, { urn, attribute }: AttributePath): Value | undefined {
  const attributes = isCoreSchema(urn) ? resource : resource[urn];
  // The tables name no attribute like an extension's URN, so what is found is a value.
  return isObject(attributes) ? (attributes[attribute.name] as Value | undefined) : undefined;
}

/** Sets or, with undefined, unsets a whole attribute; an extension without attributes disappears (RFC 7643 §2.5). */
export function setValueAt(resource: Resource, { urn, attribute }: AttributePath, value: Value | undefined): void {
  if (isCoreSchema(urn)) {
    setOrDelete(resource, attribute.name, value);
    return;
  }
  const extension = resource[urn];
  const attributes: Attributes = isObject(extension) ? extension : {};
  setOrDelete(attributes, attribute.name, value);
  setOrDelete(resource, urn, Object.keys(attributes).length > 0 ? attributes : undefined);
}

function setOrDelete<T>(target: { [name: string]: T }, name: string, value: T | undefined): void {
  if (value === undefined) delete target[name];
  else target[name] = value;
}

/** Whether two resources hold the same values; the order of keys does not matter (RFC 7643 §2.3.8), that of elements does. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}
