import { faker } from "@faker-js/faker/locale/en";
import type { FindPerson } from "./directory.ts";
import type { Group } from "./groups.ts";
import type { Person } from "./people.ts";
import type { Stage } from "./stage.ts";

export type PersonTask = "provision" | "active" | "remove";
export type GroupTask = "push" | "push now" | "remove";

/** A day in the identity provider's own directory: events change it, and note what the next cycle has to do about it. */
export type World = {
  stage: Stage;
  findPerson: FindPerson;
  people: Map<Person, Set<PersonTask>>;
  groups: Map<Group, Set<GroupTask>>;
  /** userNames that nobody has any more since yesterday or earlier. */
  freeNames: string[];
  freedToday: string[];
  /** What happened to whom, for the report of a drift. */
  history: Map<Person | Group, string[]>;
  day: number;
};

/** Something that happens to some of a kind, `perYear` times a year to each on average. */
export type Event<Subject> = {
  name: string;
  perYear: number;
  of: (world: World) => Subject[];
  /** Changes the directory; returns whom it happened to, which is the new one where somebody joined. */
  happen: (world: World, subject: Subject) => Subject;
};

export const newWorld = (stage: Stage, findPerson: FindPerson): World => ({
  stage,
  findPerson,
  people: new Map(),
  groups: new Map(),
  freeNames: [],
  freedToday: [],
  history: new Map(),
  day: 0,
});

export function beginDay(world: World): void {
  world.day += 1;
  world.people.clear();
  world.groups.clear();
  world.freeNames.push(...world.freedToday.splice(0));
}

export function note({ history, day }: World, subject: Person | Group, what: string): void {
  history.set(subject, [...(history.get(subject) ?? []), `day ${day} ${what}`]);
}

export function askFor({ people }: World, person: Person, task: PersonTask): Person {
  people.set(person, new Set([...(people.get(person) ?? []), task]));
  return person;
}

export function askForGroup({ groups }: World, group: Group, task: GroupTask): Group {
  groups.set(group, new Set([...(groups.get(group) ?? []), task]));
  return group;
}

export const inScope = ({ stage }: World, { assignment }: Person): boolean =>
  stage.defaultAccess === "send" || assignment === "User";

/** Everybody whom the endpoint has to have, except those of whom today's cycle will take care already. */
export const staff = (world: World): Person[] =>
  world.stage.directory.people.filter(
    (person) => person.id !== undefined && !person.deleted && inScope(world, person) && !world.people.has(person),
  );

export const active = (world: World): Person[] => staff(world).filter((person) => person.active);

/** A userName that the endpoint can have no second time, even when the person comes back after others took names. */
export function isTaken({ stage, freedToday }: World, userName: string): boolean {
  const wanted = userName.toLowerCase();
  const isIt = (name: string) => name.toLowerCase() === wanted;
  return freedToday.some(isIt) || stage.directory.people.some((person) => !person.deleted && isIt(person.userName));
}

/** Somebody else who can be a manager. */
export function anyManager(world: World, person?: Person): string | undefined {
  const others = staff(world).filter((other) => other !== person && other.active);
  return others.length > 0 ? faker.helpers.arrayElement(others).externalId : undefined;
}

/** Nearest superior who is at the endpoint; nobody when the line ends. */
export function superiorOf(world: World, person: Person): string | undefined {
  const seen = new Set([person.externalId]);
  for (let next = world.findPerson(person.manager); next && !seen.has(next.externalId); next = world.findPerson(next.manager)) {
    if (next.id !== undefined && !next.deleted) return next.externalId;
    seen.add(next.externalId);
  }
  return undefined;
}

/** Who reports to somebody changes with that somebody. */
export function moveReports(world: World, { externalId }: Person, manager: string | undefined): void {
  for (const report of world.stage.directory.people) {
    if (report.manager !== externalId) continue;
    report.manager = manager === report.externalId ? undefined : manager;
    if (report.id !== undefined && !report.deleted) askFor(world, report, "provision");
  }
}

/** Gives somebody a userName unless it is taken; the old one is free from tomorrow on. */
export function giveName(world: World, person: Person, userName: string | undefined): void {
  if (userName === undefined || isTaken(world, userName)) return;
  world.freedToday.push(person.userName);
  person.userName = userName;
}
