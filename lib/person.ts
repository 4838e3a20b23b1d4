import { emailOf } from "./profile.ts";
import { enterpriseSchema, type UserResource } from "./scim/user.ts";
import { messages, t } from "./text.ts";

/** What an admin can type about a person, in the order of forms and files. */
export const personFields = [
  { key: "userName", label: "User name", path: "userName", maxLength: 320 },
  { key: "email", label: "Email", path: "emails", maxLength: 320 },
  { key: "firstName", label: "First name", path: "name.givenName", maxLength: 1024 },
  { key: "lastName", label: "Last name", path: "name.familyName", maxLength: 1024 },
  { key: "displayName", label: "Display name", path: "displayName", maxLength: 1024 },
  { key: "title", label: "Title", path: "title", maxLength: 1024 },
  { key: "department", label: "Department", path: `${enterpriseSchema}:department`, maxLength: 1024 },
  { key: "location", label: "Location", path: "addresses", maxLength: 1024 },
  /** A column of its own, no attribute: no IdP ever owns it. */
  { key: "uniqueId", label: "Unique ID", path: "externalId", maxLength: 1024 },
] as const;

export type PersonField = (typeof personFields)[number];
export type PersonKey = PersonField["key"];
/** By field; an empty text is no value. */
export type PersonValues = Partial<Record<PersonKey, string>>;

const isWork = ({ type }: { type?: string | undefined }) => type?.toLowerCase() === "work";

/** The values of a person by field, as forms and files show them. */
export function personValues(user: UserResource, uniqueId: string | undefined): PersonValues {
  const address = user.addresses?.find(isWork);
  const values: Record<PersonKey, string | undefined> = {
    userName: user.userName,
    email: emailOf(user),
    firstName: user.name?.givenName,
    lastName: user.name?.familyName,
    displayName: user.displayName,
    title: user.title,
    department: user[enterpriseSchema]?.department,
    location: address?.locality,
    uniqueId,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** A copy of the attributes in which the given fields have these values; an empty one is taken away. */
export function withPersonValues(user: UserResource, values: PersonValues): UserResource {
  const next: UserResource = { ...user };
  if (values.userName) next.userName = values.userName;
  if (values.email !== undefined) setOrDelete(next, "emails", emailsWith(user, values.email));
  if (values.displayName !== undefined) setOrDelete(next, "displayName", values.displayName || undefined);
  if (values.title !== undefined) setOrDelete(next, "title", values.title || undefined);
  if (values.location !== undefined) setOrDelete(next, "addresses", addressesWith(user, values.location));
  if (values.firstName !== undefined || values.lastName !== undefined) {
    const { givenName, familyName, formatted: _, ...rest } = user.name ?? {};
    const first = values.firstName ?? givenName;
    const last = values.lastName ?? familyName;
    // `formatted` said the old name
    setOrDelete(next, "name", present({ ...rest, ...(first && { givenName: first }), ...(last && { familyName: last }) }));
  }
  if (values.department !== undefined) {
    const { department: _, ...rest } = user[enterpriseSchema] ?? {};
    setOrDelete(next, enterpriseSchema, present({ ...rest, ...(values.department && { department: values.department }) }));
  }
  return next;
}

function setOrDelete<Key extends keyof UserResource>(user: UserResource, key: Key, value: UserResource[Key] | undefined): void {
  if (value === undefined) delete user[key];
  else user[key] = value;
}

const present = <T extends object>(value: T): T | undefined => (Object.keys(value).length > 0 ? value : undefined);
const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);

/** The typed address takes the place of the one that is shown; others stay. */
function emailsWith(user: UserResource, value: string): UserResource["emails"] {
  const shown = emailOf(user);
  const others = (user.emails ?? []).filter((email) => email.value !== shown).map(({ primary: _, ...email }) => email);
  return some(value ? [{ value, type: "work", primary: true }, ...others] : others);
}

function addressesWith(user: UserResource, locality: string): UserResource["addresses"] {
  const others = (user.addresses ?? []).filter((address) => !isWork(address));
  const { locality: _, formatted: __, ...work } = user.addresses?.find(isWork) ?? {};
  const typed = { ...work, type: "work", ...(locality && { locality }) };
  return some(Object.keys(typed).length > 1 ? [typed, ...others] : others);
}

/** One @ with something on both sides, no space: what a mail server could take; whether it arrives, only a mail tells. */
const emailPattern = /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/u;

/** What is wrong with a typed value, in one sentence; undefined when nothing is. */
export function personValueProblem({ key, label, maxLength }: PersonField, value: string): string | undefined {
  if ([...value].length > maxLength)
    return t("{label} is longer than {most} characters.", { label, most: maxLength.toLocaleString(messages().language) });
  if (key === "email" && value && !emailPattern.test(value))
    return t("{value} is not an e-mail address.", { value: quoted(value) });
  return undefined;
}

const quoted = (value: string) => `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
