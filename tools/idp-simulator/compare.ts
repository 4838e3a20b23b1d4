import { type FindPerson, membersOf } from "./directory.ts";
import type { Group } from "./groups.ts";
import { differences, type GroupActions, type IdentityProvider, ownAttributes } from "./idp.ts";
import type { MappedAttribute } from "./mapping.ts";
import type { Person } from "./people.ts";
import type { Drift } from "./report.ts";
import { asResources, type Resource, readPath, writePath } from "./resource.ts";

/** Where the endpoint's user differs from what was sent. */
export function personDrift(idp: Pick<IdentityProvider, "mappingOf">, person: Person, found: Resource | undefined): Drift[] {
  const drift = drifts(person.userName);
  if (person.deleted) return found === undefined ? [] : [drift("existence", "deleted", "still there")];
  if (found === undefined) return [drift("existence", "provisioned", "not there")];
  const sameId = found.id === person.id ? [] : [drift("id", person.id, found.id)];
  return [...sameId, ...differences(idp.mappingOf(person), person, found).map(({ path, from, to }) => drift(path, to, from))];
}

/** What the endpoint's user has although nobody sent it: only meaningful where nobody else writes. */
export function strangeValues(mapping: MappedAttribute[], person: Person, found: Resource): Drift[] {
  const rest = structuredClone(found);
  for (const { path } of ownAttributes(mapping, person)) writePath(rest, path, undefined);
  return leaves(rest).map(([path, value]) => drifts(person.userName)(path, undefined, value));
}

// What the endpoint itself says of a resource, and what goes along with a value that was sent.
const ofTheEndpoint = new Set(["id", "schemas", "meta", "groups"]);
const companions = new Set(["type", "primary", "$ref"]);

function leaves(resource: Resource): [string, unknown][] {
  return Object.entries(resource).flatMap(([key, value]) => (ofTheEndpoint.has(key) ? [] : leavesOf(key, value)));
}

function leavesOf(path: string, value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => (companions.has(key) ? [] : leavesOf(`${path}.${key}`, inner)));
}

/** Where the endpoint's group differs from the directory's: name, externalId and the exact set of members. */
export function groupDrift(actions: GroupActions, group: Group, findPerson: FindPerson, found: Resource | undefined): Drift[] {
  const drift = drifts(group.displayName);
  if (group.unlinked === "deleted") return found === undefined ? [] : [drift("existence", "deleted", "still there")];
  if (found === undefined) return [drift("existence", "pushed", "not there")];
  const expected: [string, unknown][] = [["displayName", group.displayName]];
  if (actions.sendsExternalId) expected.push(["externalId", group.externalId]);
  const wrong = expected.filter(([path, value]) => readPath(found, path) !== value);
  return [
    ...wrong.map(([path, value]) => drift(path, value, readPath(found, path))),
    ...setDrift(drift, "members", memberIds(group, findPerson), asResources(found.members).map(memberIdOf), group.adopted),
  ];
}

/** Ids of the members whom the endpoint has to have; a group that was left behind keeps those it had. */
export const memberIds = (group: Group, findPerson: FindPerson): string[] =>
  group.unlinked === "left" ? (group.sent ?? []) : membersOf(group, findPerson).map(({ id = "" }) => id);

/** Compares two sets of ids; `mayHaveMore` lets strangers be. */
export function setDrift(drift: DriftOf, attribute: string, expected: string[], found: string[], mayHaveMore = false): Drift[] {
  const has = new Set(found);
  const wants = new Set(expected);
  const missing = expected.filter((id) => !has.has(id));
  const surplus = mayHaveMore ? [] : found.filter((id) => !wants.has(id));
  const repeated = found.length - has.size;
  return [
    ...missing.map((id) => drift(attribute, id, undefined)),
    ...surplus.map((id) => drift(attribute, undefined, id)),
    ...(repeated > 0 ? [drift(attribute, "each once", `${repeated} repeated`)] : []),
  ];
}

export const memberIdOf = ({ value }: Resource): string => String(value);

type DriftOf = (attribute: string, sent: unknown, found: unknown) => Drift;
export const drifts =
  (who: string): DriftOf =>
  (attribute, sent, found) => ({ who, attribute, sent, found });
