import { violatedUnique } from "../../db/client.ts";
import { listGroups } from "../../db/queries/group-list.ts";
import * as store from "../../db/queries/groups.ts";
import { findMatchingMembers } from "../../db/queries/members.ts";
import { isId, newId } from "../ids.ts";
import { conflict, invalidValue, notFound, uniqueness } from "../scim/error.ts";
import { type GroupResource, groupType } from "../scim/group.ts";
import type { ListQuery } from "../scim/list.ts";
import type { MemberChange } from "../scim/members.ts";
import { foldChanges, type MembershipDelta, noDelta } from "../scim/membership.ts";
import { applyPatch } from "../scim/patch.ts";
import { type Projection, parseProjection } from "../scim/project.ts";
import { assigns, readResource } from "../scim/validate.ts";
import type { Call } from "./call.ts";
import { batchesOf, jsonOfGroup, representGroups, writableGroup } from "./group-representation.ts";
import { groupLocation } from "./location.ts";
import { respondPage, rowQuery } from "./paging.ts";
import { changedMeanwhile, checkPrecondition, headersOf, notModified, projectionOf } from "./request.ts";
import { type Answer, respondEmpty, respondJson } from "./respond.ts";

const unknownGroup = (id: string) => notFound(`There is no group ${id}.`);

/** GET /Groups and POST /Groups/.search (RFC 7644 §3.4.2, §3.4.3). */
export async function list(call: Call, query: ListQuery): Promise<Answer> {
  const projection = parseProjection(query, groupType);
  const { rows, ...page } = await listGroups(call.caller, rowQuery(call, query, groupType));
  const batches = await batchesOf(call, rows, projection);
  return respondPage(call, query, groupType, { ...page, batches }, (batch) => representGroups(call, batch, projection));
}

/** GET /Groups/{id}; 304 when the client has this version. */
export async function get(call: Call, id: string): Promise<Answer> {
  const projection = projectionOf(call, groupType);
  const group = await getGroup(call, id);
  return notModified(call, group, groupLocation(call, group.id)) ?? respondGroup(call, group, projection, 200);
}

/** POST /Groups. It never takes over a group: names that are taken together are 409 (decision 11). */
export async function create(call: Call, body: unknown): Promise<Answer> {
  const projection = projectionOf(call, groupType);
  const { displayName, externalId, members } = read(call, body);
  const at = new Date();
  const group = { id: newId(), displayName, externalId };
  const add = knownIds(call, members?.map(({ value }) => value) ?? []);
  const { unknown } = await refusingTaken(store.createGroup(call.caller, { ...group, activityId: newId(), at, add }));
  noteUnknownMembers(call, unknown);
  const own = { configurationId: call.caller.configurationId, version: 1, createdAt: at, lastModified: at };
  return respondGroup(call, { ...group, ...own }, projection, 201);
}

/** PUT /Groups/{id} (RFC 7644 §3.5.1). What is omitted, members as well, stays (decisions 13 and 14). */
export async function replace(call: Call, id: string, body: unknown): Promise<Answer> {
  const projection = projectionOf(call, groupType);
  const { displayName, externalId: named, members = [] } = read(call, body);
  const externalId = assigns(groupType, body, "externalId") ? (named ?? null) : undefined;
  const add = knownIds(call, [...new Set(members.map(({ value }) => value))]);
  const delta = assigns(groupType, body, "members") ? { add, remove: [], full: true } : noDelta;
  const { group } = await update(call, await getGroup(call, id), { displayName, externalId, members: delta });
  return respondGroup(call, group, projection, 200);
}

/** PATCH /Groups/{id} (RFC 7644 §3.5.2): atomic; 200 with the group, or 204 when its membership is large (decision 1). */
export async function patch(call: Call, id: string, body: unknown): Promise<Answer> {
  const projection = projectionOf(call, groupType);
  const before = await getGroup(call, id);
  const current = writableGroup(before);
  const { resource, members, ignored } = applyPatch(groupType, current, body);
  call.ignored = ignored;
  const { group, large } = await update(call, before, {
    displayName: resource.displayName === current.displayName ? undefined : resource.displayName,
    externalId: resource.externalId === current.externalId ? undefined : (resource.externalId ?? null),
    members: await readDelta(call, before, members),
  });
  if (large && !call.url.searchParams.has("attributes"))
    return respondEmpty(204, headersOf(groupLocation(call, group.id), group));
  return respondGroup(call, group, projection, 200);
}

/** DELETE /Groups/{id}. */
export async function remove(call: Call, id: string): Promise<Answer> {
  const group = await getGroup(call, id);
  const version = checkPrecondition(call, group) ? group.version : undefined;
  const outcome = await store.deleteGroup(call.caller, { id, version, activityId: newId(), at: new Date() });
  if (outcome === "gone") throw unknownGroup(id);
  if (outcome === "stale") throw changedMeanwhile();
  return respondEmpty(204);
}

function read(call: Call, body: unknown): GroupResource {
  const { resource, ignored } = readResource(groupType, body);
  call.ignored = ignored;
  return resource;
}

async function getGroup(call: Call, id: string): Promise<store.SeenGroup> {
  const group = isId(id) ? await store.findGroup(call.caller, id) : undefined;
  if (!group) throw unknownGroup(id);
  return group;
}

type Change = Pick<store.GroupChange, "displayName" | "externalId" | "members">;

async function update(call: Call, { id, version }: store.SeenGroup, change: Change) {
  const conditional = checkPrecondition(call, { version });
  const written = await refusingTaken(
    store.updateGroup(call.caller, {
      ...change,
      id,
      version: conditional ? version : undefined,
      activityId: newId(),
      at: new Date(),
    }),
  );
  switch (written.outcome) {
    case "gone":
      throw unknownGroup(id);
    case "stale":
      throw changedMeanwhile();
    case "circle":
      throw circle(call);
  }
  noteUnknownMembers(call, written.unknown);
  return written;
}

/** Decision 13: among the operations of a Bulk request it is a conflict (RFC 7644 §3.7.1). */
const circle = ({ isBulk }: Call) =>
  (isBulk ? conflict : invalidValue)("A group cannot contain itself, directly or through other groups.");

const refusingTaken = <T>(written: Promise<T>): Promise<T> =>
  written.catch((error: unknown) => {
    if (violatedUnique(error) !== "groups_naming_key") throw error;
    throw uniqueness("There is already a group with this displayName and externalId.");
  });

/** The membership changes of a PATCH as one set delta. Only filters that name no ids have to look at the membership. */
async function readDelta(call: Call, { id }: store.SeenGroup, changes: readonly MemberChange[]): Promise<MembershipDelta> {
  const others = changes.flatMap((change) => (change.kind === "removeMatching" ? [] : change.values)).filter(isId);
  const resolved: Parameters<typeof foldChanges>[0][number][] = [];
  for (const change of changes) {
    if (change.kind !== "removeMatching") {
      resolved.push(change);
      continue;
    }
    // one after the other: together they would take all connections
    const values = await findMatchingMembers(call.caller, { id, others }, change.filter, call.baseUrl);
    resolved.push({ kind: "remove", values });
  }
  const delta = foldChanges(resolved);
  return { ...delta, add: knownIds(call, delta.add), remove: delta.remove.filter(isId) };
}

/** Members that are no ids of ours are unknown without asking the database. */
function knownIds(call: Call, ids: readonly string[]): string[] {
  noteUnknownMembers(
    call,
    ids.filter((id) => !isId(id)),
  );
  return ids.filter(isId);
}

/** Unknown members are skipped and the rest is applied; the request log says so (decision 13). */
function noteUnknownMembers(call: Call, ids: readonly string[]): void {
  call.unknownMembers.push(...ids.slice(0, 100));
}

async function respondGroup(call: Call, group: store.SeenGroup, projection: Projection, status: 200 | 201): Promise<Answer> {
  return respondJson(status, await jsonOfGroup(call, group, projection), headersOf(groupLocation(call, group.id), group));
}
