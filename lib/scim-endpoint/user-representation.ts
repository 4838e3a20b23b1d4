import { findUserNames, type SeenUser } from "../../db/queries/users.ts";
import { isId } from "../ids.ts";
import { shownTo } from "../ownership.ts";
import { weakEtag } from "../scim/etag.ts";
import { type Projection, project, type Representation } from "../scim/project.ts";
import { enterpriseSchema, userType } from "../scim/user.ts";
import type { Call } from "./call.ts";

export const userLocation = (call: Call, id: string): string => `${call.baseUrl}/Users/${id}`;

/** The user as this configuration may write it: the shared attributes with its own externalId and active. */
export function writableUser({ attributes, active, ownerId, owners, link }: SeenUser) {
  const shown = shownTo({ attributes, ownerId, owners, kept: link?.kept ?? {} });
  return { ...shown, active: link?.active ?? active, ...(link?.externalId !== undefined && { externalId: link.externalId }) };
}

/** The representations of a page of users, in its order. */
export async function representUsers(call: Call, users: readonly SeenUser[], projection: Projection): Promise<Representation[]> {
  const names = await findUserNames(call.caller, [...new Set(users.flatMap(managerIdOf))]);
  return users.map((user) => project(userType, fullResource(call, user, names), projection));
}

/** The representation of one user. */
export async function representUser(call: Call, user: SeenUser, projection: Projection): Promise<Representation> {
  const [representation] = await representUsers(call, [user], projection);
  if (!representation) throw new Error("one user has one representation");
  return representation;
}

/** Only ids of this account resolve to a person; anything else stays as sent and is never linked (protocol.md, 12). */
function managerIdOf({ attributes }: SeenUser): string[] {
  const id = attributes[enterpriseSchema]?.manager?.value;
  return id !== undefined && isId(id) ? [id] : [];
}

function fullResource(call: Call, user: SeenUser, names: Map<string, string>) {
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
    meta: {
      resourceType: "User",
      created: user.createdAt.toISOString(),
      lastModified: user.lastModified.toISOString(),
      location: userLocation(call, user.id),
      version: weakEtag(user.version),
    },
  };
}
