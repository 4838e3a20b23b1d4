import fc from "fast-check";
import { newId } from "../../lib/ids.ts";
import { nameOf } from "../../lib/profile.ts";
import type { Resource } from "../../lib/scim/resource.ts";
import type { UserResource } from "../../lib/scim/user.ts";
import { sql } from "../client.ts";
import { listGroups } from "../queries/group-list.ts";
import { createGroup } from "../queries/groups.ts";
import type { ScimScope } from "../queries/scope.ts";
import { makeConfiguration } from "../testing.ts";
import { arbitraryText } from "./arbitrary-user.ts";
import { analyze } from "./plan.ts";
import { baseUrl, everything, makeServedUsers, type ServedUser } from "./served-users.ts";

export type ServedGroup = Resource & { id: string };

type Row = { group_id: string; member_id: string };

/**
 * Generates 60 groups that a configuration sees, its own and hand-made ones, and 20 of another one, with people and groups
 * inside that it sees or not. The users get the `groups` that they are served with.
 */
export async function makeServedGroups(seed: number): Promise<{ scope: ScimScope; groups: ServedGroup[]; users: ServedUser[] }> {
  const { scope, users } = await makeServedUsers(seed);
  const other = await makeConfiguration({ accountId: scope.accountId });
  const ids = Array.from({ length: 80 }, newId);
  const everybody = await sql()<{ id: string }[]>`select id from users where account_id = ${scope.accountId} order by id`;
  const seeds = fc.sample(arbitraryGroup(everybody.map(({ id }) => id)), { numRuns: ids.length, seed });
  for (const [index, id] of ids.entries()) {
    const { displayName = "", externalId, people = [], inside = [] } = seeds[index] ?? {};
    // only groups made before, so that there is no circle; a name that is taken together is made another
    const add = [...people, ...inside.flatMap((place) => ids[place % index] ?? [])];
    const names = { displayName, externalId: index < 40 ? `${externalId ?? ""}${index}` : externalId };
    // every fourth becomes hand-made, and may hold people whom the configuration does not see
    await createGroup(index % 4 === 3 || index % 4 === 0 ? other : scope, {
      id,
      activityId: newId(),
      at: new Date(),
      ...names,
      add,
    }).catch(() => createGroup(scope, { id, activityId: newId(), at: new Date(), displayName, externalId: id, add }));
  }
  await sql()`update groups set configuration_id = null, external_id = null
    where account_id = ${scope.accountId} and id = any(${ids.filter((_, index) => index % 4 === 0)}::uuid[])`;
  await analyze();
  return serve(scope, users);
}

const arbitraryGroup = (people: string[]) =>
  fc.record({
    displayName: arbitraryText,
    externalId: fc.option(arbitraryText, { nil: undefined }),
    people: fc.subarray(people.slice(0, 60), { maxLength: 15 }),
    inside: fc.array(fc.nat(10_000), { maxLength: 3 }),
  });

/** What the configuration is served, made from the rows by hand. */
async function serve(scope: ScimScope, users: ServedUser[]) {
  const { rows } = await listGroups(scope, everything);
  const memberships = await sql()<Row[]>`
    select group_id, member_id from group_members where account_id = ${scope.accountId} order by group_id, member_id`;
  const names = new Map(rows.map(({ id, displayName }) => [id, displayName]));
  const people = new Map(users.map((user) => [user.id, nameOf(user as object as UserResource)])); // every served user is one
  const member = (id: string) => {
    const kind = people.has(id) ? "User" : "Group";
    const display = people.get(id) ?? names.get(id);
    return display === undefined ? [] : [{ value: id, $ref: `${baseUrl}/${kind}s/${id}`, display, type: kind }];
  };
  const groups = rows.map((group) => {
    const members = memberships.filter(({ group_id }) => group_id === group.id).flatMap(({ member_id }) => member(member_id));
    const meta = {
      resourceType: "Group",
      created: group.createdAt.toISOString(),
      lastModified: group.lastModified.toISOString(),
      location: `${baseUrl}/Groups/${group.id}`,
      version: `W/"${group.version}"`,
    };
    const { id, displayName, externalId } = group;
    const served = { id, displayName, externalId, ...(members.length > 0 && { members }), meta };
    return JSON.parse(JSON.stringify(served)) as ServedGroup; // without the undefined
  });
  return { scope, groups, users: users.map((user) => withGroups(user, memberships, names)) };
}

function withGroups(user: ServedUser, memberships: readonly Row[], names: Map<string, string>): ServedUser {
  const above = (id: string) => memberships.filter(({ member_id }) => member_id === id).map(({ group_id }) => group_id);
  const direct = above(user.id);
  const all = new Set(direct);
  for (const id of all) for (const next of above(id)) all.add(next);
  const groups = [...all].toSorted().flatMap((id) => {
    const display = names.get(id);
    const type = direct.includes(id) ? "direct" : "indirect";
    return display === undefined ? [] : [{ value: id, $ref: `${baseUrl}/Groups/${id}`, display, type }];
  });
  return groups.length > 0 ? { ...user, groups } : user;
}
