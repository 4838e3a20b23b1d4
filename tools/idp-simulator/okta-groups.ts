import { type Client, expectStatus } from "./client.ts";
import { type Directory, membersOf, peopleByExternalId } from "./directory.ts";
import type { Operation } from "./entra-patch.ts";
import { type Group, memberChanges } from "./groups.ts";
import { filterQuery, type GroupActions, idOf, onlyMatch, patchSchema } from "./idp.ts";
import type { Person } from "./people.ts";
import { coreGroup, type Resource } from "./resource.ts";

/** Okta's Group Push: created empty, then pushed in full; later differences; renamed with the id repeated, or by PUT in turn. */
export function oktaGroups(client: Client, directory: Directory): GroupActions {
  const findPerson = peopleByExternalId(directory);
  let turn = 0;

  async function find(kind: string, { displayName }: Group): Promise<Resource | undefined> {
    const path = `/Groups?${filterQuery("displayName", displayName, "%20")}&startIndex=1&count=100`;
    const { resources } = await client.list(kind, path);
    return onlyMatch(resources, displayName);
  }

  async function patch(kind: string, group: Group, operations: Operation[]): Promise<void> {
    const body = { schemas: [patchSchema], Operations: operations };
    expectStatus(await client.send(kind, "PATCH", `/Groups/${group.id}`, body), 200, 204);
  }

  async function pushInFull(kind: string, group: Group): Promise<void> {
    const members = membersOf(group, findPerson);
    await patch(kind, group, [renaming(group), { op: "replace", path: "members", value: members.map(memberOf) }]);
    group.sent = members.map(({ id = "" }) => id);
  }

  async function create(group: Group): Promise<void> {
    const body = { schemas: [coreGroup], displayName: group.displayName, members: [] };
    const answer = await client.send("create group", "POST", "/Groups", body);
    const existing = answer.status === 409 ? await find("match group after 409", group) : undefined;
    group.id = idOf(existing ?? expectStatus(answer, 201).body);
  }

  async function link(group: Group): Promise<boolean> {
    const existing = await find("match group", group);
    if (existing === undefined) await create(group);
    else group.id = idOf(existing);
    await pushInFull("push group", group);
    return existing !== undefined;
  }

  async function rename(group: Group, resource: Resource): Promise<void> {
    turn += 1;
    if (turn % 2 === 0) return patch("rename group (PATCH)", group, [renaming(group)]);
    const body = { ...resource, displayName: group.displayName, members: resource.members ?? [] };
    expectStatus(await client.send("rename group (PUT)", "PUT", `/Groups/${group.id}`, body), 200);
  }

  async function changeMembers(group: Group): Promise<boolean> {
    const wanted = membersOf(group, findPerson);
    const operations = memberOperations(memberChanges(group, wanted));
    if (operations.length === 0) return false;
    turn += 1;
    if (turn % 3 > 0) await patch("members", group, [renaming(group), ...operations]);
    // Changes that come in quick succession are sent side by side: an endpoint must not lose one.
    else await Promise.all(operations.map((operation) => patch("members (at once)", group, [renaming(group), operation])));
    group.sent = wanted.map(({ id = "" }) => id);
    return true;
  }

  return {
    sendsExternalId: false,
    relinks: true,
    async push(group) {
      if (group.id === undefined) return (await link(group)) ? "groups updated" : "groups created";
      const { body: resource } = expectStatus(await client.send("read group", "GET", `/Groups/${group.id}`), 200);
      const renamed = resource.displayName !== group.displayName;
      if (renamed) await rename(group, resource);
      return (await changeMembers(group)) || renamed ? "groups updated" : "groups unchanged";
    },
    async pushNow(group) {
      if (group.id === undefined) await link(group);
      else await pushInFull("push now", group);
      return "groups pushed in full";
    },
    async remove(group) {
      expectStatus(await client.send("delete group", "DELETE", `/Groups/${group.id}`), 204, 404);
      return "groups deleted";
    },
  };
}

const memberOf = ({ id = "", userName }: Person) => ({ value: id, display: userName });

/** Comes before every membership change; the id repeats that of the address. */
const renaming = ({ id, displayName }: Group): Operation => ({ op: "replace", value: { id, displayName } });

/** One operation for each member who leaves and for each who joins. */
const memberOperations = ({ add, remove }: { add: Person[]; remove: string[] }): Operation[] => [
  ...remove.map((id) => ({ op: "remove", path: `members[value eq "${id}"]` })),
  ...add.map((person) => ({ op: "add", path: "members", value: [memberOf(person)] })),
];
