import { faker } from "@faker-js/faker/locale/en";
import { changeEverything } from "./change.ts";
import type { Person } from "./people.ts";
import { active, anyManager, askFor, type Event, giveName, type World } from "./year-world.ts";

/** A change of attributes of somebody who works here. */
const change = (name: string, perYear: number, edit: (person: Person, world: World) => void): Event<Person> => ({
  name,
  perYear,
  of: active,
  happen(world, person) {
    edit(person, world);
    return askFor(world, person, "provision");
  },
});

const clearable = [
  "title",
  "city",
  "street",
  "workPhone",
  "mobilePhone",
  "nickName",
  "homeEmail",
  "otherEmail",
  "appRole",
  "department",
  "costCenter",
  "fax",
] as const;

/** What changes about people who work here. */
export const changeEvents: Event<Person>[] = [
  change("userName changed", 0.06, (person, world) =>
    giveName(world, person, `${faker.string.alpha(6).toLowerCase()}.${person.userName}`),
  ),
  change("userName in capitals", 0.02, (person) => {
    person.userName = person.userName.toUpperCase();
  }),
  change("free userName taken", 0.03, (person, world) => giveName(world, person, world.freeNames.pop())),
  change("married", 0.04, (person) => {
    person.familyName = `${faker.person.lastName()}-${person.familyName.split("-").at(-1)}`;
    person.displayName = `${person.givenName} ${person.familyName}`;
    person.email = `${faker.string.alpha(8).toLowerCase()}@mail.example`;
  }),
  change("new manager", 0.25, (person, world) => {
    person.manager = anyManager(world, person);
  }),
  change("no manager any more", 0.03, (person) => {
    person.manager = undefined;
  }),
  change("changed department", 0.2, (person, world) => {
    person.department = faker.commerce.department();
    person.costCenter = faker.string.numeric(4);
    person.manager = anyManager(world, person);
  }),
  change("promoted", 0.15, (person) => {
    person.title = faker.person.jobTitle();
    person.userType = faker.helpers.arrayElement(["Employee", "Lead", "Contractor"]);
  }),
  change("moved", 0.1, (person) => {
    person.street = faker.location.streetAddress();
    person.city = faker.location.city();
    person.postalCode = faker.location.zipCode();
    person.mobilePhone = faker.phone.number({ style: "international" });
  }),
  change("lost attributes", 0.1, (person) => {
    for (const key of faker.helpers.arrayElements(clearable, 4)) person[key] = undefined;
  }),
  change("everything changed", 0.03, (person, { stage, day }) => {
    changeEverything(person, { seed: stage.directory.seed + day, cycle: stage.directory.people.indexOf(person) });
  }),
];
