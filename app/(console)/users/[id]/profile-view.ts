import { ownerOf } from "#db/queries/people.ts";
import type { Profile } from "#db/queries/profiles.ts";
import { attributeLabel, attributeValues } from "#lib/attribute-label.ts";
import { type PersonField, personFields, personValues } from "#lib/person.ts";
import { enterpriseSchema } from "#lib/scim/user.ts";
import { t } from "#lib/text.ts";
import type { EditableField } from "./edit-info.tsx";
import type { PersonActionsProps } from "./person-actions.tsx";
import type { Owner, ProfileUser } from "./profile.tsx";
import type { ProfileLicense } from "./profile-licenses.tsx";

type Manager = { id: string; name: string | undefined };

/** The profile as its page shows it. */
export function profileUser(profile: Profile, manager: Manager | undefined): ProfileUser {
  const { attributes, links } = profile;
  return {
    id: profile.id,
    name: profile.name,
    state: profile.suspended ? "suspended" : profile.active ? "active" : "inactive",
    ...(profile.suspendedAt && { suspendedAt: profile.suspendedAt.toISOString() }),
    email: profile.email,
    userName: profile.userName,
    title: profile.title,
    department: profile.department,
    manager: manager && {
      name: manager.name ?? manager.id,
      ...(manager.name !== undefined && { href: `/users/${manager.id}` }),
    },
    uniqueId: profile.uniqueId ?? links[0]?.externalId,
    location: attributes.addresses?.find((address) => address.type?.toLowerCase() === "work")?.locality,
    more: attributeValues(attributes)
      .filter(([path]) => !shownAbove.has(path))
      .map(([path, value]) => ({ label: attributeLabel(path), value, owner: ownerBy(profile, path) })),
    owners: ownersOf(profile),
    handMade: profile.handMade,
    sources: links.map(({ configurationId, configurationName, externalId, active }) => ({
      name: configurationName,
      href: `/settings/scim/${configurationId}`,
      externalId,
      active,
    })),
  };
}

const shownAbove = new Set([
  "userName",
  "title",
  "active",
  `${enterpriseSchema}:department`,
  `${enterpriseSchema}:manager.value`,
]);

/** Who keeps a field true; a field of a hand-made person has nobody. */
function ownersOf(profile: Profile): ProfileUser["owners"] {
  const { attributes, links, uniqueId } = profile;
  return {
    userName: ownerBy(profile, "userName"),
    title: ownerBy(profile, "title"),
    department: ownerBy(profile, `${enterpriseSchema}:department`),
    manager: ownerBy(profile, `${enterpriseSchema}:manager.value`, `${enterpriseSchema}:manager`),
    location: ownerBy(profile, "addresses", 'addresses[type eq "work"].locality'),
    email: attributes.emails ? ownerBy(profile, "emails", emailAttribute(profile)) : ownerBy(profile, "userName"),
    uniqueId: uniqueId === undefined ? owner(links[0]?.configurationName, "externalId") : undefined,
  };
}

const owner = (name: string | undefined, attribute: string): Owner | undefined =>
  name === undefined ? undefined : { name, attribute };

/** `attribute`: what the mappings of identity providers call it, where that is not the path by which it is owned. */
function ownerBy(profile: Profile, path: string, attribute = path): Owner | undefined {
  if (profile.owners[path] === "admin") return "fixed";
  return owner(configurationOf(profile, path), attribute);
}

/** The one of several e-mails that is shown. */
function emailAttribute({ attributes, email }: Profile): string {
  const type = attributes.emails?.find(({ value }) => value === email)?.type;
  return type ? t('emails[type eq "{type}"].value', { type }) : "emails.value";
}

function configurationOf({ ownerId, owners, links }: Profile, path: string): string | undefined {
  const id = ownerOf({ owner_id: ownerId, owners, present: links.map(({ configurationId }) => configurationId) }, path);
  return links.find(({ configurationId }) => configurationId === id)?.configurationName;
}

/** What can be typed about a person, and what an IdP keeps. */
export function editableFields(profile: Profile): EditableField[] {
  const values = personValues(profile.attributes, profile.uniqueId);
  return personFields.map((field): EditableField => {
    const value = values[field.key] ?? "";
    const keeper = value === "" || field.key === "uniqueId" ? undefined : configurationOf(profile, field.path);
    const hint = hintOf(profile, field, value);
    return {
      ...{ key: field.key, label: field.label, maxLength: field.maxLength, value },
      ...(keeper !== undefined && { owner: keeper }),
      ...(hint !== undefined && { hint }),
    };
  });
}

function hintOf(profile: Profile, { key, path }: PersonField, value: string): string | undefined {
  if (key === "uniqueId") return t("An identity provider that looks for this ID finds this person.");
  if (profile.links.length === 0) return undefined;
  if (value === "") return t("Not sent by your identity provider. What you enter stays, whatever it sends later.");
  if (profile.owners[path] === "admin") return t("Fixed here. Leave it empty to let your identity provider fill it again.");
  return undefined;
}

/** What the menu of a person has to know to say what will happen. */
export function personActions(profile: Profile, licenses: readonly ProfileLicense[]): PersonActionsProps {
  const named = (...states: ProfileLicense["status"][]) =>
    licenses.filter(({ status }) => states.includes(status)).map(({ name }) => name);
  return {
    person: { id: profile.id, name: profile.name },
    suspended: profile.suspended,
    keptBy: profile.links.map(({ configurationName }) => configurationName),
    has: named("invited", "activated", "held"),
    waitsFor: named("waiting"),
    wouldGet: licenses.filter(({ status, excluded }) => status === "dormant" && !excluded).map(({ name }) => name),
  };
}
