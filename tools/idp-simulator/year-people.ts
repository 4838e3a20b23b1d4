import { faker } from "@faker-js/faker/locale/en";
import { leaveGroups } from "./directory.ts";
import { generatePerson, newExternalId, type Person } from "./people.ts";
import {
  active,
  anyManager,
  askFor,
  askForGroup,
  type Event,
  giveName,
  inScope,
  isTaken,
  moveReports,
  staff,
  superiorOf,
  type World,
} from "./year-world.ts";

const disabled = (world: World) => staff(world).filter((person) => !person.active);
const deleted = (world: World) =>
  world.stage.directory.people.filter((person) => person.deleted && inScope(world, person) && !world.people.has(person));

const activation = (name: string, perYear: number, of: Event<Person>["of"], value: boolean): Event<Person> => ({
  name,
  perYear,
  of,
  happen(world, person) {
    person.active = value;
    return askFor(world, person, "active");
  },
});

/** Who comes, goes and comes back. */
export const lifeEvents: Event<Person>[] = [
  { name: "joined", perYear: 0.2, of: active, happen: join },
  activation("left", 0.2, active, false),
  activation("came back", 0.8, disabled, true),
  { name: "deleted", perYear: 1.5, of: (world) => (world.stage.idp.remove ? disabled(world) : []), happen: remove },
  { name: "restored after deletion", perYear: 0.8, of: deleted, happen: restore },
  { name: "rehired under a new id", perYear: 0.6, of: (world) => [...deleted(world), ...disabled(world)], happen: rehire },
];

function join(world: World): Person {
  const { directory } = world.stage;
  const person = generatePerson(directory, directory.people.length, directory.people);
  person.manager = anyManager(world);
  const [name] = world.freeNames;
  if (name !== undefined && faker.datatype.boolean()) giveName(world, person, world.freeNames.shift());
  directory.people.push(person);
  const [everybody] = directory.groups;
  everybody?.members.push(person.externalId);
  if (!inScope(world, person)) return person;
  if (everybody) askForGroup(world, everybody, "push");
  return askFor(world, person, "provision");
}

function remove(world: World, person: Person): Person {
  person.deleted = true;
  moveReports(world, person, superiorOf(world, person));
  leaveGroups(world.stage.directory, person);
  world.freedToday.push(person.userName);
  return askFor(world, person, "remove");
}

/** The same account, out of the recycle bin; groups have to be given again. */
function restore(world: World, person: Person): Person {
  person.deleted = undefined;
  person.active = true;
  person.id = undefined;
  person.sent = undefined;
  person.manager = anyManager(world, person);
  // Somebody else may have taken the name meanwhile.
  const name = person.userName;
  person.userName = "";
  person.userName = isTaken(world, name) ? `returned${world.day}.${name}` : name;
  world.freeNames = world.freeNames.filter((free) => free.toLowerCase() !== person.userName.toLowerCase());
  return askFor(world, person, "provision");
}

/** Another account for the same person: the identity provider knows nothing of the old one. */
function rehire(world: World, person: Person): Person {
  const { directory } = world.stage;
  const externalId = newExternalId(directory.idp);
  moveReports(world, person, externalId);
  for (const group of directory.groups) {
    group.members = group.members.map((member) => (member === person.externalId ? externalId : member));
  }
  person.externalId = externalId;
  if (person.deleted) return restore(world, person);
  person.active = true;
  person.id = undefined;
  return askFor(world, person, "provision");
}
