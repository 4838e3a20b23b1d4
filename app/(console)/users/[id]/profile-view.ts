import type { Profile } from "#db/queries/profiles.ts";
import { attributeLabel, attributeValues } from "#lib/attribute-label.ts";
import { enterpriseSchema } from "#lib/scim/user.ts";
import { poolName } from "../../pool.ts";
import type { ProfileUser } from "./profile.tsx";
import type { ProfileLicense } from "./profile-licenses.tsx";

type Manager = { id: string; name: string | undefined };

/** The profile as its page shows it. */
export function profileUser(profile: Profile, manager: Manager | undefined): ProfileUser {
  const { attributes, links } = profile;
  const link = links[0];
  return {
    name: profile.name,
    state: profile.suspended ? "suspended" : profile.active ? "active" : "inactive",
    email: profile.email,
    userName: profile.userName,
    title: profile.title,
    department: profile.department,
    manager: manager && {
      name: manager.name ?? manager.id,
      ...(manager.name !== undefined && { href: `/users/${manager.id}` }),
    },
    uniqueId: profile.uniqueId ?? link?.externalId,
    location: attributes.addresses?.find((address) => address.type?.toLowerCase() === "work")?.locality,
    more: attributeValues(attributes)
      .filter(([path]) => !shownAbove.has(path))
      .map(([path, value]) => ({ label: attributeLabel(path), value })),
    owners: ownersOf(profile),
    configuration: link && { name: link.configurationName, href: `/settings/scim/${link.configurationId}` },
  };
}

const shownAbove = new Set([
  "userName",
  "title",
  "active",
  `${enterpriseSchema}:department`,
  `${enterpriseSchema}:manager.value`,
]);

const fieldPaths = {
  userName: "userName",
  title: "title",
  department: `${enterpriseSchema}:department`,
  manager: `${enterpriseSchema}:manager.value`,
  location: "addresses",
} as const;

/** Which configuration keeps a field true; a field that an admin owns has none. */
function ownersOf({ attributes, ownerId, owners, links, uniqueId }: Profile): ProfileUser["owners"] {
  const nameOf = (path: string) => links.find((link) => link.configurationId === (owners[path] ?? ownerId))?.configurationName;
  const fields = Object.entries(fieldPaths).map(([field, path]) => [field, nameOf(path)] as const);
  return {
    ...Object.fromEntries(fields),
    email: nameOf(attributes.emails ? "emails" : "userName"),
    uniqueId: uniqueId === undefined ? links[0]?.configurationName : undefined,
  };
}

/** Licenses with why and since when. */
export const profileLicenses = ({ licenses, links }: Profile): ProfileLicense[] =>
  licenses.map((license) => ({
    id: license.poolId,
    name: poolName(license),
    status: license.state,
    position: license.position,
    reason: [...new Set(license.reasons.map((reason) => reasonText(reason, links)))].join(", "),
    since: (license.activatedAt ?? license.assignedAt ?? license.requestedAt).toISOString(),
  }));

function reasonText({ kind, sourceId }: Profile["licenses"][number]["reasons"][number], links: Profile["links"]): string {
  switch (kind) {
    case "configuration": {
      const link = links.find(({ configurationId }) => configurationId === sourceId);
      return `Auto-assigned by ${link?.configurationName ?? "a SCIM configuration"}`;
    }
    case "group_rule":
      return "Given by a group rule";
    case "csv":
      return "Assigned by CSV";
    case "mass_leave":
      return "Held back since many people left at once";
    case "admin":
      return "Assigned by an admin";
  }
}
