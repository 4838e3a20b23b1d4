import { drifts, groupDrift, memberIdOf, memberIds, personDrift, setDrift, strangeValues } from "./compare.ts";
import { peopleByExternalId } from "./directory.ts";
import type { Group } from "./groups.ts";
import type { Person } from "./people.ts";
import { count, type Drift } from "./report.ts";
import { asResources, type Resource } from "./resource.ts";
import { attempt, type Stage } from "./stage.ts";
import { walk, walkDrift } from "./walk.ts";

type Ids = ReadonlySet<unknown>;
type History = ReadonlyMap<Person | Group, string[]>;

/** What the endpoint has already, which is nobody's drift. */
export async function idsAtEndpoint({ client }: Stage): Promise<Ids> {
  const users = await walk(client, "walk users", "/Users");
  const groups = await walk(client, "walk groups", "/Groups");
  return new Set([...users.resources, ...groups.resources].map(({ id }) => id));
}

/** Walks the whole endpoint and compares it with the directory: users, their attributes and groups, groups and their members. */
export async function compareState(stage: Stage, before: Ids, history: History): Promise<void> {
  await attempt(stage, "everything", "compare", async () => {
    const users = await walk(stage.client, "walk users", "/Users");
    const groups = await walk(stage.client, "walk groups", "/Groups");
    const { drift } = stage.report;
    drift.push(...walkDrift("/Users", users), ...walkDrift("/Groups", groups));
    drift.push(
      ...compareUsers(stage, users.resources, before, history),
      ...compareGroups(stage, groups.resources, before, history),
    );
    count(stage.report, "verified", users.resources.length);
    count(stage.report, "groups verified", groups.resources.length);
  });
}

function compareUsers(stage: Stage, found: Resource[], before: Ids, history: History): Drift[] {
  const { directory, idp } = stage;
  const people = directory.people.filter(({ id }) => id !== undefined);
  const byId = new Map(found.map((resource) => [resource.id, resource]));
  const groupsOf = groupIdsByMember(stage);
  const present = people.filter(({ deleted }) => !deleted);
  return [
    ...people.flatMap((person) => {
      const resource = byId.get(person.id);
      // A profile that came back under its old id is there for the person who has it now.
      if (person.deleted && present.some(({ id }) => id === person.id)) return [];
      const drift = personDrift(idp, person, resource);
      if (resource !== undefined && !person.deleted) {
        const expected = groupsOf.get(String(person.id)) ?? [];
        drift.push(...setDrift(drifts(person.userName), "groups", expected, asResources(resource.groups).map(memberIdOf)));
        if (!before.has(person.id)) drift.push(...strangeValues(idp.mappingOf(person), person, resource));
      }
      return tell(drift, history.get(person));
    }),
    ...strangers(found, new Set([...before, ...people.map(({ id }) => id)]), "userName"),
  ];
}

function compareGroups({ directory, idp }: Stage, found: Resource[], before: Ids, history: History): Drift[] {
  const findPerson = peopleByExternalId(directory);
  const groups = directory.groups.filter(({ id }) => id !== undefined);
  const byId = new Map(found.map((resource) => [resource.id, resource]));
  return [
    ...groups.flatMap((group) => tell(groupDrift(idp.groups, group, findPerson, byId.get(group.id)), history.get(group))),
    ...strangers(found, new Set([...before, ...groups.map(({ id }) => id)]), "displayName"),
  ];
}

/** Which groups each user has to name, by id. */
function groupIdsByMember({ directory }: Stage): Map<string, string[]> {
  const findPerson = peopleByExternalId(directory);
  const groupsOf = new Map<string, string[]>();
  for (const group of directory.groups) {
    if (group.id === undefined || group.unlinked === "deleted") continue;
    for (const id of memberIds(group, findPerson)) groupsOf.set(id, [...(groupsOf.get(id) ?? []), group.id]);
  }
  return groupsOf;
}

const strangers = (found: Resource[], known: Ids, name: string): Drift[] =>
  found
    .filter(({ id }) => !known.has(id))
    .map((resource) => drifts(String(resource[name]))("existence", "nothing", `there with id ${resource.id}`));

const tell = (drift: Drift[], history: string[] = []): Drift[] => drift.map((one) => ({ ...one, history }));
