import type { Person } from "./people.ts";
import { enterpriseUser } from "./resource.ts";

/** One row of an attribute mapping; undefined means that the directory has no value. */
export type MappedAttribute = { path: string; of: (person: Person) => string | boolean | undefined };

export const managerPath = `${enterpriseUser}:manager`;

/** What the identity providers map alike. */
const common: MappedAttribute[] = [
  { path: "externalId", of: (person) => person.externalId },
  { path: "userName", of: (person) => person.userName },
  { path: "active", of: (person) => person.active },
  { path: "displayName", of: (person) => person.displayName },
  { path: "name.givenName", of: (person) => person.givenName },
  { path: "name.familyName", of: (person) => person.familyName },
  { path: 'emails[type eq "work"].value', of: (person) => person.email },
  { path: "title", of: (person) => person.title },
  { path: 'phoneNumbers[type eq "work"].value', of: (person) => person.workPhone },
  { path: 'phoneNumbers[type eq "mobile"].value', of: (person) => person.mobilePhone },
  { path: 'addresses[type eq "work"].locality', of: (person) => person.city },
  { path: 'addresses[type eq "work"].streetAddress', of: (person) => person.street },
  { path: 'addresses[type eq "work"].region', of: (person) => person.region },
  { path: 'addresses[type eq "work"].postalCode', of: (person) => person.postalCode },
  { path: 'addresses[type eq "work"].country', of: (person) => person.country },
  { path: "nickName", of: (person) => person.nickName },
  { path: "preferredLanguage", of: (person) => person.preferredLanguage },
  { path: "locale", of: (person) => person.locale },
  { path: "timezone", of: (person) => person.timezone },
  { path: "profileUrl", of: (person) => person.profileUrl },
  { path: "userType", of: (person) => person.userType },
  { path: `${enterpriseUser}:employeeNumber`, of: (person) => person.employeeNumber },
  { path: `${enterpriseUser}:department`, of: (person) => person.department },
  { path: `${enterpriseUser}:costCenter`, of: (person) => person.costCenter },
  { path: `${enterpriseUser}:organization`, of: (person) => person.organization },
  { path: `${enterpriseUser}:division`, of: (person) => person.division },
];

/** The manager row is added where the ids at the endpoint are known. */
export const entraMapping: MappedAttribute[] = [
  ...common,
  { path: "name.formatted", of: (person) => person.displayName },
  { path: "name.middleName", of: (person) => person.middleName },
  { path: "name.honorificPrefix", of: (person) => person.honorificPrefix },
  { path: "name.honorificSuffix", of: (person) => person.honorificSuffix },
  { path: 'emails[type eq "home"].value', of: (person) => person.homeEmail },
  { path: 'emails[type eq "other"].value', of: (person) => person.otherEmail },
  { path: 'phoneNumbers[type eq "fax"].value', of: (person) => person.fax },
  { path: 'roles[primary eq "True"].value', of: (person) => person.appRole },
  { path: 'roles[primary eq "True"].display', of: (person) => person.appRole },
  { path: 'roles[primary eq "True"].type', of: (person) => person.appRole && "WindowsAzureActiveDirectoryRole" },
];

// Okta's manager is an attribute of the profile (here the manager's Okta id), never an id of the endpoint.
export const oktaMapping: MappedAttribute[] = [...common, { path: `${managerPath}.value`, of: (person) => person.manager }];

/** The manager is sent in a form that no endpoint can resolve: see the template. */
export const oneLoginMapping: MappedAttribute[] = common;
