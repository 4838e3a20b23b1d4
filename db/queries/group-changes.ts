import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { t } from "../../lib/text.ts";
import { type Sql, sql } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
import type { Scope } from "./scope.ts";

// Groups as admins and the command line change them; identity providers change theirs in groups.ts.

const refusals = {
  gone: ["not_found", t("This group does not exist any more.")],
  owned: ["conflict", t("This group belongs to your identity provider. Change it there, or release it first.")],
  stale: ["conflict", t("Somebody renamed this group meanwhile. Reload the page to see it as it is now.")],
  nested: [
    "conflict",
    t("This group belongs to your identity provider, which decides what groups are in it. Add people instead."),
  ],
  circle: ["conflict", t("One of these groups contains this one, directly or through others: no group can be inside itself.")],
  taken: ["conflict", t("There is already a group made by hand with this name.")],
} as const;

type Refusal = keyof typeof refusals;

function refuse(outcome: Refusal): never {
  const [code, message] = refusals[outcome];
  throw new AppError(code, message, outcome === "taken" ? { name: message } : undefined);
}

/** The one row that every function here answers; an outcome that refuses is thrown, in words. */
function settled<Row extends { outcome: string }>(row: Row | undefined): Row & { outcome: Exclude<Row["outcome"], Refusal> } {
  if (!row) throw new Error("a function of groups answers one row");
  if (isRefusal(row.outcome)) refuse(row.outcome);
  return row as Row & { outcome: Exclude<Row["outcome"], Refusal> }; // the line above threw for the others
}

const isRefusal = (outcome: string): outcome is Refusal => outcome in refusals;

/** Makes an empty group by hand; returns its id. Throws conflict when another one made by hand has that name. */
export async function createGroup(scope: Scope, actor: Deciding, name: string): Promise<string> {
  const id = newId();
  const [row] = await sql()<{ outcome: "created" | "taken" }[]>`
    select outcome from group_create_by_hand(${scope.accountId}, ${actor.kind}, ${deciderId(actor)}, ${id}, ${newId()}, now(),
      ${name}, ${canon(name)})`;
  settled(row);
  return id;
}

/**
 * Renames a group made by hand; `was` is the name that the admin saw. Throws not_found, and conflict when somebody renamed it
 * meanwhile, when the name is taken, or when a configuration owns it.
 */
export async function renameGroup(
  scope: Scope,
  actor: Deciding,
  group: { id: string; was: string; name: string },
): Promise<"renamed" | "unchanged"> {
  if (!isId(group.id)) refuse("gone");
  const [row] = await sql()<{ outcome: "renamed" | "unchanged" | Refusal }[]>`
    select outcome from group_rename_by_hand(${scope.accountId}, ${actor.kind}, ${deciderId(actor)}, ${group.id}, ${newId()}, now(),
      ${group.was}, ${group.name}, ${canon(group.name)})`;
  return settled(row).outcome;
}

/** Who came, who left; `unknown` are neither people nor groups of the account, `kept` are members whom the IdP put there and who stay. */
export type MembersChange = { added: string[]; removed: string[]; unknown: string[]; kept: string[] };

async function changeMembers(
  scope: Scope,
  actor: Deciding,
  groupId: string,
  { add = [], remove = [] }: { add?: readonly string[]; remove?: readonly string[] },
  run: Sql,
): Promise<MembersChange> {
  if (!isId(groupId)) refuse("gone");
  const [row] = await run<(MembersChange & { outcome: "changed" | "unchanged" | Refusal })[]>`
    select * from group_change_members_by_hand(${scope.accountId}, ${actor.kind}, ${deciderId(actor)}, ${groupId}, ${newId()}, now(),
      ${add.filter(isId)}::uuid[], ${remove.filter(isId)}::uuid[])`;
  const { added, removed, unknown, kept } = settled(row);
  return { added: added ?? [], removed: removed ?? [], unknown: unknown ?? [], kept: kept ?? [] };
}

/**
 * Adds people to a group, also to one that an IdP owns, where they are marked as added here (rule 8). One activity row, and
 * what the license rules of the group give. A group made by hand takes groups as well. Throws not_found without the group, and
 * conflict when a group would be inside itself, or inside one of an IdP.
 */
export const addMembers = (scope: Scope, actor: Deciding, groupId: string, memberIds: readonly string[], run: Sql = sql()) =>
  changeMembers(scope, actor, groupId, { add: memberIds }, run);

/**
 * Takes members, people or groups, out of a group: of one that an IdP owns only those added here, the others are `kept`.
 * Throws not_found without the group.
 */
export const removeMembers = (scope: Scope, actor: Deciding, groupId: string, memberIds: readonly string[], run: Sql = sql()) =>
  changeMembers(scope, actor, groupId, { remove: memberIds }, run);

/**
 * Deletes a group made by hand, with its memberships and license rules; `was` is the name that the admin saw. Throws
 * not_found, and conflict when it was renamed meanwhile or a configuration owns it.
 */
export async function deleteGroup(scope: Scope, actor: Deciding, group: { id: string; was: string }): Promise<void> {
  if (!isId(group.id)) refuse("gone");
  const [row] = await sql()<{ outcome: "deleted" | Refusal }[]>`
    select outcome from group_delete_by_hand(${scope.accountId}, ${actor.kind}, ${deciderId(actor)}, ${group.id}, ${newId()}, now(),
      ${group.was})`;
  settled(row);
}

/**
 * Releases a group from the configuration that owns it: it is made by hand from then on and keeps its members; for that
 * configuration it is gone, and its next push makes another (rule 8). Throws not_found without the group.
 */
export async function releaseGroup(scope: Scope, actor: Deciding, id: string): Promise<"released" | "unchanged"> {
  if (!isId(id)) refuse("gone");
  const [row] = await sql()<{ outcome: "released" | "unchanged" | "gone" }[]>`
    select outcome from group_release(${scope.accountId}, ${actor.kind}, ${deciderId(actor)}, ${id}, ${newId()}, now())`;
  return settled(row).outcome;
}
