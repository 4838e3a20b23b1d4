import { faker } from "@faker-js/faker/locale/en";
import type { Person } from "./people.ts";

// An odd number, so that a change meets both of two alternating spellings.
const changes: ((person: Person, colleagues: Person[]) => void)[] = [
  everything,
  function promote(person) {
    person.title = faker.person.jobTitle();
    person.department = "Business Development";
  },
  function rename(person) {
    person.familyName = faker.person.lastName();
    person.displayName = `${person.givenName} ${person.familyName}`;
    person.email = `${faker.string.alpha(8).toLowerCase()}.${person.email}`;
  },
  function move(person) {
    person.street = faker.location.streetAddress();
    person.city = faker.location.city();
    person.postalCode = faker.location.zipCode();
    person.mobilePhone = faker.phone.number({ style: "international" });
  },
  function loseTitle(person) {
    person.title = undefined;
    person.workPhone = undefined;
  },
  function changeManager(person, colleagues) {
    const others = colleagues.filter((other) => other !== person && !other.deleted && other.id !== undefined);
    person.manager = others.length > 0 ? faker.helpers.arrayElement(others).externalId : undefined;
  },
  function changeUserName(person) {
    person.userName = `${faker.string.alpha(6).toLowerCase()}.${person.userName}`;
  },
  function loseManager(person) {
    person.manager = undefined;
  },
  function changeRole(person) {
    person.appRole = person.appRole === "Manager" ? "User" : "Manager";
  },
];

/** Every mapped attribute at once: Entra puts up to 36 operations into one PATCH. */
function everything(person: Person): void {
  Object.assign(person, {
    title: faker.person.jobTitle(),
    department: faker.commerce.department(),
    employeeNumber: faker.string.numeric(6),
    city: faker.location.city(),
    street: faker.location.streetAddress(),
    region: faker.location.state(),
    postalCode: faker.location.zipCode(),
    country: faker.location.countryCode(),
    workPhone: faker.phone.number({ style: "international" }),
    mobilePhone: faker.phone.number({ style: "international" }),
    fax: faker.phone.number({ style: "international" }),
    otherEmail: faker.internet.email({ provider: "other.example" }),
    homeEmail: faker.internet.email({ provider: "home.example" }),
    nickName: faker.person.firstName(),
    middleName: faker.person.middleName(),
    honorificPrefix: faker.person.prefix(),
    honorificSuffix: faker.person.suffix(),
    // Entra's validator puts random words here: these formats belong to the identity provider.
    preferredLanguage: faker.lorem.word(),
    locale: faker.lorem.word(),
    timezone: faker.lorem.word(),
    profileUrl: faker.lorem.word(),
    userType: faker.lorem.word(),
    costCenter: faker.string.numeric(4),
    organization: faker.company.name(),
    division: faker.commerce.department(),
    appRole: "Admin",
  });
}

/** Changes person number `index` of a cycle in the directory, the same way for the same seed and cycle. */
export function changePerson(person: Person, index: number, colleagues: Person[], directory: { seed: number; cycle: number }) {
  faker.seed([directory.seed, directory.cycle, index]);
  changes[(index + directory.cycle) % changes.length]?.(person, colleagues);
}

/** Gives a person new values everywhere. */
export function changeEverything(person: Person, directory: { seed: number; cycle: number }): void {
  faker.seed([directory.seed, directory.cycle]);
  everything(person);
}
