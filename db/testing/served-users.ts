import fc from "fast-check";
import { isId, newId } from "../../lib/ids.ts";
import type { Resource } from "../../lib/scim/resource.ts";
import { enterpriseSchema, type UserResource } from "../../lib/scim/user.ts";
import type { ScimScope } from "../queries/scope.ts";
import { listUsers } from "../queries/user-list.ts";
import { deleteUser, findUserNames, type SeenUser } from "../queries/users.ts";
import { linkUser, makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import { arbitraryUser } from "./arbitrary-user.ts";
import { analyze } from "./plan.ts";

/** A user as its configuration is served it: what the evaluator in memory looks at. */
export type ServedUser = Resource & { id: string };

export const baseUrl = "https://accounts.example.com/scim/v2";

/** A list of everything, in the order of ids. */
export const everything = {
  filter: undefined,
  sortBy: undefined,
  sortOrder: "ascending",
  count: 1000,
  page: { kind: "index", startIndex: 1 },
  baseUrl,
} as const;

/** Generates 200 users that a configuration sees, linked to it or not, and thirty that it does not see. */
export async function makeServedUsers(seed: number): Promise<{ scope: ScimScope; users: ServedUser[] }> {
  const [account, foreignAccount] = [await makeAccount(), await makeAccount()];
  // a configuration needs a license type that opens SCIM
  for (const each of [account, foreignAccount]) await makePool(each, 0);
  const [scope, other] = [await makeConfiguration(account), await makeConfiguration(account)];
  const foreign = await makeConfiguration(foreignAccount);
  const ids = Array.from({ length: 230 }, newId);
  const people = fc.sample(arbitraryUser(ids.slice(0, 40)), { numRuns: ids.length, seed });
  for (const [index, id] of ids.entries()) {
    const { externalId, active, ...attributes } = people[index] as UserResource; // as many people as ids
    const from = index >= 215 ? foreign : index % 3 === 0 ? other : scope;
    await makeUser(from, { ...attributes, userName: `${attributes.userName}#${index}` }, { id, externalId, active });
    // linked to both, each with its own externalId and active
    if (index % 6 === 0 && index < 215) await linkUser(scope, id, { externalId: people[index + 1]?.externalId, active: !active });
    if (index >= 200 && index < 215) await deleteUser(scope, { id, version: undefined, activityId: newId(), at: new Date() });
  }
  await analyze();
  return { scope, users: await serve(scope) };
}

/** What the configuration is served, made from the rows by hand. */
async function serve(scope: ScimScope): Promise<ServedUser[]> {
  const { rows } = await listUsers(scope, everything);
  const managers = rows.map(({ attributes }) => attributes[enterpriseSchema]?.manager?.value ?? "").filter(isId);
  const names = await findUserNames(scope, managers);
  return rows.map((user) => representation(user, names));
}

function representation(
  { id, attributes, active, link, createdAt, lastModified, version }: SeenUser,
  names: Map<string, string>,
) {
  const location = (of: string) => `${baseUrl}/Users/${of}`;
  const { manager: { value = "" } = {}, ...enterprise } = attributes[enterpriseSchema] ?? {};
  const displayName = names.get(value);
  const manager = { value: value || undefined, $ref: displayName && location(value), displayName };
  const meta = {
    resourceType: "User",
    created: createdAt.toISOString(),
    lastModified: lastModified.toISOString(),
    location: location(id),
    version: `W/"${version}"`,
  };
  const served = {
    ...attributes,
    id,
    meta,
    externalId: link?.externalId,
    active: link?.active ?? active,
    [enterpriseSchema]: attributes[enterpriseSchema] && { ...enterprise, ...(value && { manager }) },
  };
  return JSON.parse(JSON.stringify(served)) as ServedUser; // without the undefined
}
