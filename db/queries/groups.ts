import { canon } from "../../lib/scim/canon.ts";
import type { MembershipDelta } from "../../lib/scim/membership.ts";
import { instantOf, sql } from "../client.ts";
import { groupIsSeen } from "../membership.ts";
import type { ScimScope } from "./scope.ts";

/** A group as one configuration sees it: its own, or a hand-made one (no configuration). */
export type SeenGroup = {
  id: string;
  configurationId: string | null;
  displayName: string;
  externalId: string | undefined;
  version: number;
  createdAt: Date;
  lastModified: Date;
};

export type SeenGroupRow = {
  id: string;
  configuration_id: string | null;
  display_name: string;
  external_id: string | null;
  version: number;
  created_at: string;
  last_modified: string;
};

export const seenGroupColumns =
  "g.id, g.configuration_id, g.display_name, g.external_id, g.version, g.created_at, g.last_modified";

/** The groups of the account that a configuration sees (rule 8). $1 = account, $2 = configuration. */
export const seenGroups = `groups g where g.account_id = $1 and ${groupIsSeen}`;

export function toSeenGroup(row: SeenGroupRow): SeenGroup {
  return {
    id: row.id,
    configurationId: row.configuration_id,
    displayName: row.display_name,
    externalId: row.external_id ?? undefined,
    version: row.version,
    createdAt: instantOf(row.created_at),
    lastModified: instantOf(row.last_modified),
  };
}

/** The group of that id as this configuration sees it; undefined also for one of another configuration or account. */
export async function findGroup(scope: ScimScope, id: string): Promise<SeenGroup | undefined> {
  const [row] = await sql().unsafe<SeenGroupRow[]>(
    `select ${seenGroupColumns} from ${seenGroups} and g.id = $3`,
    [scope.accountId, scope.configurationId, id],
    { prepare: true },
  );
  return row && toSeenGroup(row);
}

export type NewGroup = {
  id: string;
  activityId: string;
  at: Date;
  displayName: string;
  externalId: string | undefined;
  /** Ids of users and groups that become members. */
  add: readonly string[];
};

/**
 * Creates a group with its members and its activity row in one round trip. Returns ids of unknown members, which were
 * skipped (at most a hundred). The names of another group of this configuration raise unique_violation on
 * groups_naming_key (decision 11).
 */
export async function createGroup(scope: ScimScope, group: NewGroup): Promise<{ unknown: string[] }> {
  const [row] = await sql()<{ unknown: string[] }[]>`
    select unknown from scim_create_group(${scope.accountId}, ${scope.configurationId}, ${group.id}, ${group.activityId},
      ${group.at.toISOString()}::timestamptz, ${group.displayName}, ${canon(group.displayName)}, ${group.externalId ?? null},
      ${[...group.add]}::uuid[])`;
  if (!row) throw new Error("scim_create_group answers one row");
  return row;
}

export type GroupChange = {
  id: string;
  activityId: string;
  at: Date;
  /** Only if this is still the present version. */
  version: number | undefined;
  /** Undefined: unchanged. */
  displayName: string | undefined;
  /** Undefined: unchanged; null: removed. */
  externalId: string | null | undefined;
  members: MembershipDelta;
};

export type GroupUpdate =
  /** `unknown`: members that were skipped, at most a hundred. `large`: more members than an answer carries unasked. */
  | { outcome: "updated" | "unchanged"; group: SeenGroup; unknown: string[]; large: boolean }
  | { outcome: "stale" | "gone" | "circle" };

/** A group with more members answers a PATCH without them (decision 1). */
const largeMembership = 1000;

/**
 * Sets names of a group, changes its members by a set delta and writes its activity row, in one round trip; adopts a
 * hand-made group. 'stale': not at `version`. 'gone': not visible any more. 'circle': it would contain itself. The names of
 * another group raise unique_violation on groups_naming_key.
 */
export async function updateGroup(scope: ScimScope, change: GroupChange): Promise<GroupUpdate> {
  type Row = SeenGroupRow & { outcome: GroupUpdate["outcome"]; unknown: string[]; large: boolean };
  const { displayName, externalId, members } = change;
  const [row] = await sql()<Row[]>`
    select outcome, unknown, large, (updated).* from scim_update_group(${scope.accountId}, ${scope.configurationId},
      ${change.id}, ${change.version ?? null}, ${change.activityId}, ${change.at.toISOString()}::timestamptz,
      ${displayName ?? null}, ${displayName === undefined ? null : canon(displayName)},
      ${externalId ?? null}, ${externalId === undefined},
      ${members.add}::uuid[], ${members.remove}::uuid[], ${members.full}, ${largeMembership})`;
  if (!row) throw new Error("scim_update_group answers one row");
  const { outcome, unknown, large } = row;
  if (outcome !== "updated" && outcome !== "unchanged") return { outcome };
  return { outcome, group: toSeenGroup(row), unknown, large };
}

/** Deletes a group with its memberships. With `version`, only if that is still the present one ('stale' otherwise). */
export async function deleteGroup(
  scope: ScimScope,
  group: { id: string; version: number | undefined; activityId: string; at: Date },
): Promise<"deleted" | "stale" | "gone"> {
  const [row] = await sql()<{ outcome: "deleted" | "stale" | "gone" }[]>`
    select outcome from scim_delete_group(${scope.accountId}, ${scope.configurationId}, ${group.id}, ${group.version ?? null},
      ${group.activityId}, ${group.at.toISOString()}::timestamptz)`;
  if (!row) throw new Error("scim_delete_group answers one row");
  return row.outcome;
}
