import type { Client } from "./client.ts";
import type { Directory } from "./directory.ts";
import type { Group } from "./groups.ts";
import type { MappedAttribute } from "./mapping.ts";
import type { Person } from "./people.ts";
import { type Resource, readPath } from "./resource.ts";
import type { Walk } from "./walk.ts";

/**
 * What every simulated identity provider can do; a scenario is written against this alone. Each action resolves when the
 * endpoint holds what the directory says, and rejects with the reason when it refused.
 */
export type IdentityProvider = {
  /** The button in the portal. */
  testConnection: () => Promise<void>;
  /** Match, then create or update; also after a change in the directory. */
  provision: (person: Person) => Promise<Outcome>;
  /** The second pass, when managers exist at the endpoint. */
  linkManager?: (person: Person) => Promise<Outcome>;
  /** `person.active` changed in the directory. */
  setActive: (person: Person) => Promise<Outcome>;
  /** Absent where the identity provider never deletes. */
  remove?: (person: Person) => Promise<Outcome>;
  /** Reads everybody whom the endpoint has. */
  importAll?: () => Promise<Walk>;
  /** Looks a person up by userName. */
  find: (kind: string, person: Person) => Promise<Resource | undefined>;
  /** The attributes that were sent for this person. */
  mappingOf: (person: Person) => MappedAttribute[];
  groups: GroupActions;
};

/** What a simulated identity provider does with a group that is pushed. */
export type GroupActions = {
  /** Match, then create or change; also after a change in the directory. */
  push: (group: Group) => Promise<Outcome>;
  /** Everything again, in full: whoever else is a member leaves. */
  pushNow?: (group: Group) => Promise<Outcome>;
  remove: (group: Group) => Promise<Outcome>;
  /** Whether groups carry an externalId. */
  sendsExternalId: boolean;
  /** Whether it takes on a group again that it left behind, members as they then are. */
  relinks: boolean;
};

export type Outcome = "created" | "updated" | "linked" | "unchanged" | "disabled" | "enabled" | "deleted" | GroupOutcome;
export type GroupOutcome = "groups created" | "groups updated" | "groups unchanged" | "groups pushed in full" | "groups deleted";
export type IdentityProviderFactory = (client: Client, directory: Directory) => IdentityProvider;

/** `userName eq "…"` for a query string, with the spaces as `+` or as `%20`. */
export function filterQuery(attribute: string, value: string, space: "+" | "%20"): string {
  return `filter=${encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`).replaceAll("%20", space)}`;
}

/** Where the endpoint's resource differs from what the directory has. A value that somebody else gave it is no difference. */
export function differences(mapping: MappedAttribute[], person: Person, resource: Resource) {
  return ownAttributes(mapping, person)
    .map(({ path, of }) => ({ path, from: readPath(resource, path), to: of(person) }))
    .filter(({ from, to }) => from !== to);
}

/** The attributes that have a value now or were sent with one before. */
export const ownAttributes = (mapping: MappedAttribute[], person: Person) =>
  mapping.filter(({ path, of }) => of(person) !== undefined || person.sent?.includes(path));

export const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** To be called when the endpoint holds the person as mapped. */
export function rememberSent(mapping: MappedAttribute[], person: Person): void {
  person.sent = [...new Set([...(person.sent ?? []), ...ownAttributes(mapping, person).map(({ path }) => path)])];
}

/** One resource or none; a match that is not unique cannot be provisioned. */
export function onlyMatch(resources: Resource[], name: string): Resource | undefined {
  if (resources.length > 1) throw new Error(`${resources.length} resources match ${name}`);
  return resources[0];
}

export function idOf(resource: Resource): string {
  if (typeof resource.id !== "string") throw new Error("the endpoint answered a resource without an id");
  if ("password" in resource) throw new Error("the endpoint gave a password back");
  return resource.id;
}
