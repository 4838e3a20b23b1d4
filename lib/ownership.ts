import { isDeepStrictEqual } from "node:util";
import type { Changes } from "../db/queries/activity.ts";
import type { Attribute } from "./scim/attribute.ts";
import { type UserResource, userType } from "./scim/user.ts";

/**
 * Who owns which value of a profile (rule 4). `ownerId` owns every value not named in `owners`; null there, or
 * the word "admin" in `owners`, is an admin. Only "admin" in `owners` is a fixed value that an IdP cannot change.
 */
export type Ownership = { ownerId: string | null; owners: Record<string, string> };

/**
 * A profile as stored, with the values that one configuration sent but a fixed owner overruled. `present`: the
 * configurations that still link it, when others than the writer may own something.
 */
export type OwnedProfile = Ownership & { attributes: UserResource; kept: Record<string, unknown>; present?: readonly string[] };

type Values = Map<string, unknown>;

/** What a configuration is shown: the shared profile with its own overruled values as it sent them. */
export const shownTo = (profile: OwnedProfile): UserResource => {
  const kept = Object.entries(profile.kept);
  return kept.length === 0 ? profile.attributes : unflatten(new Map([...flatten(profile.attributes), ...kept]));
};

/**
 * Merges what a configuration wants the profile to be into the shared one: it may set any value that no admin fixed, and
 * clears only its own. Returns the new profile and what changed, attribute by attribute.
 */
export function mergeOwned(
  profile: OwnedProfile,
  configurationId: string,
  wanted: UserResource,
): OwnedProfile & { changes: Changes } {
  const before = flatten(profile.attributes);
  const after = flatten(wanted);
  const merged: Values = new Map(before);
  const owners = { ...profile.owners };
  const kept = { ...profile.kept };
  const changes: Changes = {};
  // who left owns nothing any more: what it wrote can be cleared by those who stayed
  const mayClear = (owner: string | null) =>
    owner === configurationId || (owner !== null && profile.present !== undefined && !profile.present.includes(owner));

  for (const path of new Set([...before.keys(), ...after.keys(), ...Object.keys(kept)])) {
    const old = before.get(path);
    const value = after.get(path);
    const owner = owners[path] ?? profile.ownerId;
    if (owners[path] === "admin") {
      if (value === undefined || isDeepStrictEqual(old, value)) delete kept[path];
      else kept[path] = value;
      continue;
    }
    delete kept[path]; // no longer fixed: what the configuration sends counts again
    if (isDeepStrictEqual(old, value)) continue;
    if (value === undefined) {
      if (!mayClear(owner)) continue;
      merged.delete(path);
      delete owners[path];
    } else {
      merged.set(path, value);
      if (profile.ownerId === configurationId) delete owners[path];
      else owners[path] = configurationId;
    }
    changes[path] = [old ?? null, value ?? null];
  }
  return { ownerId: profile.ownerId, owners, kept, attributes: unflatten(merged), changes };
}

/**
 * A resource as path → value: sub-attributes of single-valued complex attributes one by one, everything else whole;
 * extension paths carry their URN. Two owners can thus share `name`, but not one e-mail list.
 */
function flatten(user: UserResource): Values {
  const values: Values = new Map();
  collect(userType.attributes, user, "", values);
  for (const extension of userType.extensions) {
    collect(extension.attributes, Object(user)[extension.urn], `${extension.urn}:`, values);
  }
  return values;
}

function collect(attributes: readonly Attribute[], source: object | undefined, prefix: string, values: Values): void {
  if (!source) return;
  for (const { name, type, multiValued, subAttributes = [] } of attributes) {
    const value: unknown = Reflect.get(source, name);
    if (value === undefined || name === "active" || name === "externalId") continue;
    if (type === "complex" && !multiValued) collect(subAttributes, Object(value), `${prefix}${name}.`, values);
    else values.set(prefix + name, value);
  }
}

function unflatten(values: Values): UserResource {
  const resource: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const extension = userType.extensions.find(({ urn }) => path.startsWith(`${urn}:`));
    const holder = extension ? child(resource, extension.urn) : resource;
    const [name = "", sub] = (extension ? path.slice(extension.urn.length + 1) : path).split(".");
    if (sub) child(holder, name)[sub] = value;
    else holder[name] = value;
  }
  return resource as UserResource; // flatten() took it apart by the same attribute table
}

function child(parent: Record<string, unknown>, name: string): Record<string, unknown> {
  const existing = parent[name];
  if (typeof existing === "object" && existing !== null) return existing as Record<string, unknown>; // made below, one line
  const made: Record<string, unknown> = {};
  parent[name] = made;
  return made;
}
