import { randomUUID } from "node:crypto";
import { asResource, asResources, type Resource } from "../resource.ts";

type Reply = { status: number; body?: unknown };
type Groups = Map<string, Resource>;

/** /Groups of the endpoint in memory; `knows` says whether an id is a user's. */
export function answerGroup(groups: Groups, method: string, id: string | undefined, body: Resource, knows: Knows): Reply {
  if (id === undefined) return create(groups, body, knows);
  const group = groups.get(id);
  if (group === undefined) return { status: 404, body: { detail: "no such group" } };
  if (method === "DELETE") {
    groups.delete(id);
    return { status: 204 };
  }
  if (method === "PUT") Object.assign(group, { displayName: body.displayName, members: membersIn(body.members, knows) });
  if (method === "PATCH") for (const operation of asResources(body.Operations)) patch(group, operation, knows);
  return { status: 200, body: group };
}

type Knows = (id: unknown) => boolean;

function create(groups: Groups, { displayName, externalId, members }: Resource, knows: Knows): Reply {
  const same = [...groups.values()].some((group) => group.displayName === displayName && group.externalId === externalId);
  if (same) return { status: 409, body: { scimType: "uniqueness" } };
  const group = { id: randomUUID(), displayName, externalId, members: membersIn(members, knows) };
  groups.set(group.id, group);
  return { status: 201, body: group };
}

function patch(group: Resource, { op, path, value }: Resource, knows: Knows): void {
  const verb = String(op).toLowerCase();
  const selected = /^members\[value eq "(.*)"\]$/.exec(String(path))?.[1];
  const given = selected === undefined ? membersIn(value, knows) : [{ value: selected }];
  const ids = new Set(given.map((member) => member.value));
  const present = asResources(group.members);
  const others = present.filter((member) => !ids.has(member.value));
  if (path === undefined) Object.assign(group, { ...asResource(value), id: group.id });
  else if (selected === undefined && path !== "members") group[String(path)] = value;
  else if (verb === "replace") group.members = given;
  else group.members = verb === "add" ? [...others, ...given] : others;
}

const membersIn = (value: unknown, knows: Knows) =>
  asResources(value)
    .filter((member) => knows(member.value))
    .map((member) => ({ value: member.value, type: "User" }));
