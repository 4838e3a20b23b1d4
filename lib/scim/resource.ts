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
