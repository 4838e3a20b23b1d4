import type { SeenGroup } from "../../db/queries/groups.ts";
import { countMembers, listMembers, listMembersAfter, type SeenMember } from "../../db/queries/members.ts";
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

/**
 * The JSON of one group, in pieces when it has many members, so that neither memory nor other requests wait for it. Members who
 * come or leave meanwhile may be in it or not; `meta.version` is that of the beginning, so that a change built on it is refused.
 */
export async function jsonOfGroup(call: Call, group: SeenGroup, projection: Projection): Promise<string | AsyncIterable<string>> {
  const represent = (membership: readonly SeenMember[]) => project(groupType, fullResource(call, group, membership), projection);
  if (!showsMembers(projection)) return JSON.stringify(represent([]));
  const membersAfter = (after?: string) => listMembersAfter(call.caller, group.id, { after, limit: limits.membersPerPiece });
  const first = await membersAfter();
  if (first.length < limits.membersPerPiece) return JSON.stringify(represent(first));

  async function* pieces() {
    const { members: _, ...others } = represent([]);
    yield `${JSON.stringify(others).slice(0, -1)},"members":[`;
    for (let [batch, separator] = [first, ""]; batch.length > 0; batch = await membersAfter(batch.at(-1)?.id)) {
      // without the brackets around them
      yield separator + JSON.stringify(represent(batch).members).slice(1, -1);
      separator = ",";
    }
    yield "]}";
  }
  return pieces();
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
