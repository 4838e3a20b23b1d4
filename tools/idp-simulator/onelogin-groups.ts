import { type Client, expectStatus } from "./client.ts";
import { type Directory, membersOf, peopleByExternalId } from "./directory.ts";
import type { Operation } from "./entra-patch.ts";
import { type Group, memberChanges } from "./groups.ts";
import { type GroupActions, idOf, patchSchema } from "./idp.ts";
import { asResources, coreGroup, type Resource } from "./resource.ts";
import { walk } from "./walk.ts";

/** Groups of OneLogin: matched by name among all groups, which it reads first; members by lower-case add and remove. */
export function oneLoginGroups(client: Client, directory: Directory): GroupActions {
  const findPerson = peopleByExternalId(directory);
  /** Names and ids of all groups: read once, afterwards it knows what it does itself. */
  let entitlements: Promise<Map<string, string>> | undefined;

  async function refreshEntitlements(): Promise<Map<string, string>> {
    const { resources } = await walk(client, "refresh entitlements", "/Groups");
    return new Map(resources.map((resource) => [String(resource.displayName), idOf(resource)]));
  }

  const known = () => {
    entitlements ??= refreshEntitlements();
    return entitlements;
  };

  const read = async (id: string) => expectStatus(await client.send("read group", "GET", `/Groups/${id}`), 200).body;

  async function patch(kind: string, group: Group, operations: Operation[]): Promise<void> {
    const body = { schemas: [patchSchema], Operations: operations };
    expectStatus(await client.send(kind, "PATCH", `/Groups/${group.id}`, body), 200, 204);
  }

  /** The id of the group of this name, which is created when there is none. */
  async function link({ displayName }: Group): Promise<{ id: string; isNew: boolean }> {
    const existing = (await known()).get(displayName);
    if (existing !== undefined) return { id: existing, isNew: false };
    const answer = await client.send("create group", "POST", "/Groups", { schemas: [coreGroup], displayName });
    if (answer.status === 409) {
      entitlements = undefined;
      const found = (await known()).get(displayName);
      if (found !== undefined) return { id: found, isNew: true };
    }
    const id = idOf(expectStatus(answer, 201).body);
    (await known()).set(displayName, id);
    return { id, isNew: true };
  }

  async function rename(group: Group, resource: Resource): Promise<boolean> {
    if (resource.displayName === group.displayName) return false;
    await patch("rename group", group, [{ op: "replace", path: "displayName", value: group.displayName }]);
    (await known()).delete(String(resource.displayName));
    (await known()).set(group.displayName, idOf(resource));
    return true;
  }

  async function changeMembers(group: Group): Promise<boolean> {
    const wanted = membersOf(group, findPerson);
    const { add, remove } = memberChanges(group, wanted);
    const operations = [
      ...(add.length > 0 ? [{ op: "add", path: "members", value: add.map(({ id }) => ({ value: id })) }] : []),
      ...(remove.length > 0 ? [{ op: "remove", path: "members", value: remove.map((value) => ({ value })) }] : []),
    ];
    if (operations.length > 0) await patch("members", group, operations);
    group.sent = wanted.map(({ id = "" }) => id);
    return operations.length > 0;
  }

  return {
    sendsExternalId: false,
    relinks: true,
    async push(group) {
      const { id, isNew } = group.id === undefined ? await link(group) : { id: group.id, isNew: false };
      const resource = await read(id);
      if (group.id === undefined) group.sent = asResources(resource.members).map(({ value }) => String(value));
      group.id = id;
      const renamed = await rename(group, resource);
      const moved = await changeMembers(group);
      if (isNew) return "groups created";
      return renamed || moved ? "groups updated" : "groups unchanged";
    },
    async remove(group) {
      expectStatus(await client.send("delete group", "DELETE", `/Groups/${group.id}`), 204, 404);
      (await known()).delete(group.displayName);
      return "groups deleted";
    },
  };
}
