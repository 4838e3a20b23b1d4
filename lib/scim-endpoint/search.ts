import type { SeenGroup } from "../../db/queries/groups.ts";
import { type SeenResource, searchResources } from "../../db/queries/search.ts";
import type { SeenUser } from "../../db/queries/users.ts";
import { anyResource } from "../scim/any-resource.ts";
import { groupType } from "../scim/group.ts";
import type { ListQuery } from "../scim/list.ts";
import { parseProjection, type Representation } from "../scim/project.ts";
import { userType } from "../scim/user.ts";
import { withTurn } from "./admission.ts";
import type { Call } from "./call.ts";
import { batchesOf, representGroups } from "./group-representation.ts";
import { respondPage, rowQuery } from "./paging.ts";
import type { Answer } from "./respond.ts";
import { representUsers } from "./user-representation.ts";

/** A query of the root, by GET or POST /.search (RFC 7644 §3.4.2.1, §3.4.3): users and groups in one list. */
export async function search(call: Call, query: ListQuery): Promise<Answer> {
  const projections = { user: parseProjection(query, userType), group: parseProjection(query, groupType) };
  const list = rowQuery(call, query, anyResource);

  async function represent(rows: readonly SeenResource[]): Promise<Representation[]> {
    const [users, groups] = await Promise.all([
      representUsers(call, usersOf(rows), projections.user),
      representGroups(call, groupsOf(rows), projections.group),
    ]);
    return rows.flatMap(({ user }) => (user ? users : groups).shift() ?? []);
  }

  return withTurn(call, async () => {
    const { rows, ...page } = await searchResources(call.caller, list);
    const ends = (await batchesOf(call, groupsOf(rows), projections.group)).map((batch) => batch.at(-1)?.id);
    return respondPage(call, query, anyResource, { ...page, batches: splitAfter(rows, ends) }, represent);
  });
}

const usersOf = (rows: readonly SeenResource[]): SeenUser[] => rows.flatMap(({ user }) => user ?? []);
const groupsOf = (rows: readonly SeenResource[]): SeenGroup[] => rows.flatMap(({ group }) => group ?? []);

/** The rows in batches, each of which ends with the last of its groups; what follows the last group is part of the last batch. */
function splitAfter(rows: readonly SeenResource[], ends: readonly (string | undefined)[]): SeenResource[][] {
  const batches: SeenResource[][] = [[]];
  for (const row of rows) {
    batches.at(-1)?.push(row);
    if (row.group && ends.indexOf(row.group.id) === batches.length - 1 && batches.length < ends.length) batches.push([]);
  }
  return batches;
}
