import { faker as german } from "@faker-js/faker/locale/de";
import { faker as english } from "@faker-js/faker/locale/en";
import { faker as french } from "@faker-js/faker/locale/fr";
import { faker as japanese } from "@faker-js/faker/locale/ja";
import { faker as polish } from "@faker-js/faker/locale/pl";
import { z } from "zod";

const optional = z.string().optional();

/** A person in the identity provider's own directory, and what it remembers about the same person at the SCIM endpoint. */
export const personSchema = z.object({
  externalId: z.string(),
  userName: z.string(),
  email: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  displayName: z.string(),
  active: z.boolean(),
  /** Entra's role of the assignment; its tutorials say that "Default Access" is not provisioned. */
  assignment: z.enum(["User", "Default Access"]),
  /** externalId of the manager. */
  manager: optional,
  title: optional,
  department: optional,
  employeeNumber: optional,
  city: optional,
  street: optional,
  region: optional,
  postalCode: optional,
  country: optional,
  workPhone: optional,
  mobilePhone: optional,
  fax: optional,
  otherEmail: optional,
  homeEmail: optional,
  nickName: optional,
  middleName: optional,
  honorificPrefix: optional,
  honorificSuffix: optional,
  preferredLanguage: optional,
  locale: optional,
  timezone: optional,
  profileUrl: optional,
  userType: optional,
  costCenter: optional,
  organization: optional,
  division: optional,
  appRole: optional,
  /** The id that the endpoint gave. */
  id: optional,
  deleted: z.literal(true).optional(),
  /** Mapping paths that were ever sent with a value: only those may be cleared, and only there is a leftover value wrong. */
  sent: z.array(z.string()).optional(),
});
export type Person = z.infer<typeof personSchema>;

const locales = [english, english, german, english, polish, english, french, japanese];
const departments = ["Sales", "Marketing", "Finance", "Engineering", "Customer Success", "Legal", "People & Culture"];

/**
 * The first `count` people of the directory that `seed` stands for. Person n is the same whatever the count, so that a
 * larger run continues a smaller one. userName (the UPN) never equals the e-mail.
 */
export function generatePeople(options: { idp: string; count: number; seed: number }): Person[] {
  const people: Person[] = [];
  for (let index = 0; index < options.count; index += 1) people.push(generatePerson(options, index, people));
  return people;
}

/** How the identity provider numbers people. */
export function newExternalId(idp: string): string {
  if (idp === "okta") return `00u${english.string.alphanumeric(17)}`;
  return idp === "onelogin" ? english.string.numeric({ length: 12, allowLeadingZeros: false }) : english.string.uuid();
}

/** Person number `index`; the same for the same seed. */
export function generatePerson({ idp, seed }: { idp: string; seed: number }, index: number, colleagues: Person[]): Person {
  const faker = locales[index % locales.length] ?? english;
  english.seed([seed, index]);
  const externalId = newExternalId(idp);
  const manager = managerOf(index, colleagues);
  const sometimes = (probability: number, value: () => string) => english.helpers.maybe(value, { probability });
  const title = sometimes(0.9, () => english.person.jobTitle());
  const department = sometimes(0.9, () => english.helpers.arrayElement(departments));
  const appRole = sometimes(0.5, () => "User");

  faker.seed([seed, index, 1]);
  const givenName = faker.person.firstName();
  const familyName = faker.person.lastName();
  const number = String(index + 1).padStart(4, "0");
  const [first, last] = [ascii(givenName) || "user", ascii(familyName) || "person"];
  return {
    externalId,
    userName: `${first.slice(0, 1)}${last}${number}@directory.example`,
    email: `${first}.${last}.${index + 1}@mail.example`,
    givenName,
    familyName,
    displayName: `${givenName} ${familyName}`,
    active: true,
    assignment: idp === "entra" && index % 10 === 9 ? "Default Access" : "User",
    manager,
    title,
    department,
    appRole,
    employeeNumber: sometimes(0.8, () => `E${seed}${number}`),
    city: sometimes(0.8, () => faker.location.city()),
    workPhone: sometimes(0.5, () => faker.phone.number({ style: "international" })),
    mobilePhone: sometimes(0.4, () => faker.phone.number({ style: "international" })),
  };
}

/** A tree with seven reports each; the first person has no manager. */
function managerOf(index: number, colleagues: Person[]): string | undefined {
  return index === 0 ? undefined : colleagues[Math.floor((index - 1) / 7)]?.externalId;
}

const ascii = (name: string) =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/ł/g, "l")
    .replace(/[^a-z]/g, "");
