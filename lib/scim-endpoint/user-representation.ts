import { listGroupsOfUsers, type UserGroup } from "../../db/queries/members.ts";
import { findUserNames, type SeenUser } from "../../db/queries/users.ts";
import { isId } from "../ids.ts";
import { shownTo } from "../ownership.ts";
import { findAttribute } from "../scim/attribute.ts";
import { weakEtag } from "../scim/etag.ts";
import { isSelected, type Projection, project, type Representation } from "../scim/project.ts";
import { enterpriseSchema, userType } from "../scim/user.ts";
import type { Call } from "./call.ts";
import { groupLocation, userLocation } from "./location.ts";

/** The user as this configuration may write it: the shared attributes with its own externalId and active. */
export function writableUser({ attributes, active, ownerId, owners, link }: SeenUser) {
  const shown = shownTo({ attributes, ownerId, owners, kept: link?.kept ?? {} });
  return { ...shown, active: link?.active ?? active, ...(link?.externalId !== undefined && { externalId: link.externalId }) };
}

/** The representations of a page of users, in its order. */
export async function representUsers(call: Call, users: readonly SeenUser[], projection: Projection): Promise<Representation[]> {
  const [names, groupsOf] = await Promise.all([
    findUserNames(call.caller, [...new Set(users.flatMap(managerIdOf))]),
    listGroupsOfUsers(call.caller, membersToShow(users, projection)),
  ]);
  return users.map((user) => project(userType, fullResource(call, user, names, groupsOf.get(user.id) ?? []), projection));
}

const groups = findAttribute(userType.attributes, "groups");

/** Whose groups the answer shows; nobody's are asked for when it does not, or when they have none. */
const membersToShow = (users: readonly SeenUser[], projection: Projection): string[] =>
  groups && isSelected(projection, userType.schema, groups) ? users.filter(({ inGroups }) => inGroups).map(({ id }) => id) : [];

/** The representation of one user. */
export async function representUser(call: Call, user: SeenUser, projection: Projection): Promise<Representation> {
  const [representation] = await representUsers(call, [user], projection);
  if (!representation) throw new Error("one user has one representation");
  return representation;
}

/** Only ids of this account resolve to a person; anything else stays as sent and is never linked (decision 12). */
function managerIdOf({ attributes }: SeenUser): string[] {
  const id = attributes[enterpriseSchema]?.manager?.value;
  return id !== undefined && isId(id) ? [id] : [];
}

function fullResource(call: Call, user: SeenUser, names: Map<string, string>, groupsOfUser: readonly UserGroup[]) {
  const writable = writableUser(user);
  const enterprise = writable[enterpriseSchema];
  const managerId = enterprise?.manager?.value;
  const managerName = managerId === undefined ? undefined : names.get(managerId);
  return {
    ...writable,
    id: user.id,
    ...(managerId !== undefined &&
      managerName !== undefined && {
        [enterpriseSchema]: {
          ...enterprise,
          manager: { value: managerId, $ref: userLocation(call, managerId), displayName: managerName },
        },
      }),
    ...(groupsOfUser.length > 0 && { groups: groupsOfUser.map((group) => representMembership(call, group)) }),
    meta: {
      resourceType: "User",
      created: user.createdAt.toISOString(),
      lastModified: user.lastModified.toISOString(),
      location: userLocation(call, user.id),
      version: weakEtag(user.version),
    },
  };
}

const representMembership = (call: Call, { id, display, type }: UserGroup) => ({
  value: id,
  $ref: groupLocation(call, id),
  display,
  type,
});
