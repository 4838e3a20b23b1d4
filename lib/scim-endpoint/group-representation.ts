import type { SeenGroup } from "../../db/queries/groups.ts";
import { countMembers, listMembers, type SeenMember } from "../../db/queries/members.ts";
import { findAttribute } from "../scim/attribute.ts";
import { weakEtag } from "../scim/etag.ts";
import { type GroupResource, groupType } from "../scim/group.ts";
import { isSelected, type Projection, project, type Representation } from "../scim/project.ts";
import type { Call } from "./call.ts";
import { limits } from "./limits.ts";
import { groupLocation, userLocation } from "./location.ts";

/** The group as this configuration may write it. The membership is never part of it: it changes by set deltas. */
export const writableGroup = ({ displayName, externalId }: SeenGroup): GroupResource => ({
  displayName,
  ...(externalId !== undefined && { externalId }),
});

const members = findAttribute(groupType.attributes, "members");

const showsMembers = (projection: Projection) => members !== undefined && isSelected(projection, groupType.schema, members);

/** The groups of a page in batches whose members memory can hold at once; one batch when members are not shown. */
export async function batchesOf(call: Call, groups: readonly SeenGroup[], projection: Projection): Promise<SeenGroup[][]> {
  if (!showsMembers(projection)) return [[...groups]];
  const ids = groups.map(({ id }) => id);
  const counts = await countMembers(call.caller, ids);
  const batches: SeenGroup[][] = [[]];
  let room = limits.membersAtOnce;
  for (const group of groups) {
    const size = counts.get(group.id) ?? 0;
    if (size > room && batches.at(-1)?.length) {
      batches.push([]);
      room = limits.membersAtOnce;
    }
    room -= size;
    batches.at(-1)?.push(group);
  }
  return batches;
}

/** The representations of a batch of groups, in its order. The membership is read only when the projection selects it. */
export async function representGroups(
  call: Call,
  groups: readonly SeenGroup[],
  projection: Projection,
): Promise<Representation[]> {
  const ids = showsMembers(projection) ? groups.map(({ id }) => id) : [];
  const membersOf = ids.length > 0 ? await listMembers(call.caller, ids) : undefined;
  return groups.map((group) => project(groupType, fullResource(call, group, membersOf?.get(group.id) ?? []), projection));
}

/** The representation of one group. */
export async function representGroup(call: Call, group: SeenGroup, projection: Projection): Promise<Representation> {
  const [representation] = await representGroups(call, [group], projection);
  if (!representation) throw new Error("one group has one representation");
  return representation;
}

const fullResource = (call: Call, group: SeenGroup, membership: readonly SeenMember[]) => ({
  ...writableGroup(group),
  id: group.id,
  ...(membership.length > 0 && { members: membership.map((member) => representMember(call, member)) }),
  meta: {
    resourceType: "Group",
    created: group.createdAt.toISOString(),
    lastModified: group.lastModified.toISOString(),
    location: groupLocation(call, group.id),
    version: weakEtag(group.version),
  },
});

const representMember = (call: Call, { id, kind, display }: SeenMember) =>
  kind === "user"
    ? { value: id, $ref: userLocation(call, id), display, type: "User" }
    : { value: id, $ref: groupLocation(call, id), display, type: "Group" };
