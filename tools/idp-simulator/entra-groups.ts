import { type Client, expectStatus } from "./client.ts";
import { type Directory, membersOf, peopleByExternalId } from "./directory.ts";
import { type Change, type Operation, type PatchStyle, patchOperations } from "./entra-patch.ts";
import { batches, type Group, memberChanges } from "./groups.ts";
import { filterQuery, type GroupActions, idOf, onlyMatch, patchSchema } from "./idp.ts";
import { coreGroup, type Resource, readPath } from "./resource.ts";

// No endpoint knows it, and all have to bear it.
const entraGroup = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";
const batchSize = 50;

/** Groups of Microsoft Entra ID: created empty, members added in batches; matched by displayName, never read with members. */
export function entraGroups(client: Client, directory: Directory, style?: PatchStyle): GroupActions {
  let patches = 0;
  const findPerson = peopleByExternalId(directory);

  async function find(kind: string, { displayName }: Group): Promise<Resource | undefined> {
    const query = filterQuery("displayName", displayName, "+");
    const { resources } = await client.list(kind, `/Groups?excludedAttributes=members&${query}`);
    return onlyMatch(resources, displayName);
  }

  const read = (id: string) => client.send("read group", "GET", `/Groups/${id}?excludedAttributes=members`);

  /** A group it has seen is read by id, and matched again only when that id is gone. */
  async function current(group: Group): Promise<Resource | undefined> {
    const answer = group.id === undefined ? undefined : await read(group.id);
    if (answer !== undefined && answer.status !== 404) return expectStatus(answer, 200).body;
    const found = await match("match group", group);
    if (found !== undefined) group.adopted = true;
    return found;
  }

  async function match(kind: string, group: Group): Promise<Resource | undefined> {
    const found = await find(kind, group);
    group.id = undefined;
    group.sent = [];
    if (found === undefined) return undefined;
    group.id = idOf(found);
    return expectStatus(await read(group.id), 200).body;
  }

  async function create(group: Group): Promise<Resource> {
    const { externalId, displayName } = group;
    const body = { schemas: [coreGroup, entraGroup], externalId, displayName, meta: { resourceType: "Group" } };
    const answer = await client.send("create group", "POST", "/Groups", body);
    const existing = answer.status === 409 ? await match("match group after 409", group) : undefined;
    if (existing !== undefined) return existing;
    group.id = idOf(expectStatus(answer, 201).body);
    group.sent = [];
    return answer.body;
  }

  async function patch(kind: string, group: Group, operationsOf: (style: PatchStyle) => Operation[]): Promise<void> {
    patches += 1;
    const spelling = style ?? (patches % 2 === 0 ? "flag" : "legacy");
    const path = `/Groups/${group.id}${spelling === "flag" ? "?aadOptscim062020" : ""}`;
    const body = { schemas: [patchSchema], Operations: operationsOf(spelling) };
    expectStatus(await client.send(`${kind} (${spelling} PATCH)`, "PATCH", path, body), 200, 204);
  }

  async function changeMembers(group: Group): Promise<boolean> {
    const { add, remove } = memberChanges(group, membersOf(group, findPerson));
    const changes = [...remove.map((id) => ({ id, add: false })), ...add.map(({ id = "" }) => ({ id, add: true }))];
    for (const batch of batches(changes, batchSize)) {
      const added = batch.filter((change) => change.add).map(({ id }) => id);
      const removed = batch.filter((change) => !change.add).map(({ id }) => id);
      await patch("members", group, (spelling) => memberOperations(spelling, added, removed));
      group.sent = [...(group.sent ?? []).filter((id) => !removed.includes(id)), ...added];
    }
    return changes.length > 0;
  }

  return {
    sendsExternalId: true,
    relinks: false,
    async push(group) {
      const existing = await current(group);
      const resource = existing ?? (await create(group));
      const changes = groupChanges(group, resource);
      if (changes.length > 0)
        await patch("update group", group, (spelling) => patchOperations(spelling, changes, resource, patches));
      const moved = await changeMembers(group);
      if (existing === undefined) return "groups created";
      return changes.length > 0 || moved ? "groups updated" : "groups unchanged";
    },
    async remove(group) {
      expectStatus(await client.send("delete group", "DELETE", `/Groups/${group.id}`), 204, 404); // 404 counts as done
      expectStatus(await read(String(group.id)), 404);
      return "groups deleted";
    },
  };
}

function groupChanges(group: Group, resource: Resource): Change[] {
  const rows: Change[] = [
    { path: "displayName", from: readPath(resource, "displayName"), to: group.displayName },
    { path: "externalId", from: readPath(resource, "externalId"), to: group.externalId },
  ];
  return rows.filter(({ from, to }) => from !== to);
}

/** Without the flag a list in both directions; with it a filter for each member who leaves. */
function memberOperations(style: PatchStyle, added: string[], removed: string[]): Operation[] {
  const list = (ids: string[]) => ids.map((value) => ({ $ref: null, value }));
  const legacy = style === "legacy";
  const joining = added.length > 0 ? [{ op: legacy ? "Add" : "add", path: "members", value: list(added) }] : [];
  if (!legacy) return [...removed.map((id) => ({ op: "remove", path: `members[value eq "${id}"]` })), ...joining];
  return [...(removed.length > 0 ? [{ op: "Remove", path: "members", value: list(removed) }] : []), ...joining];
}
