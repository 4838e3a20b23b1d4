import type { ProfileSummary } from "../../lib/profile.ts";
import type { ResourceOf } from "../../lib/scim/resource.ts";
import { together } from "../../lib/together.ts";
import { blamesValue, instantOf, json, type Sql, sql } from "../client.ts";
import type { Changes } from "./activity.ts";
import type { ScimScope } from "./scope.ts";

type Attributes = ResourceOf["User"];

/** A user as one configuration sees it: the shared profile and that configuration's link, if it has one. */
export type SeenUser = {
  id: string;
  attributes: Attributes;
  active: boolean;
  ownerId: string | null;
  owners: Record<string, string>;
  version: number;
  createdAt: Date;
  lastModified: Date;
  link: { externalId: string | undefined; active: boolean; kept: Record<string, unknown> } | undefined;
  /** Member of any group at all; only then is it worth asking which. */
  inGroups: boolean;
  /** The configurations that link this person, when others than the asking one may own values; for writing only. */
  present?: readonly string[];
};

export type SeenUserRow = {
  id: string;
  attributes: Attributes;
  active: boolean;
  owner_id: string | null;
  owners: Record<string, string>;
  version: number;
  created_at: string;
  last_modified: string;
  linked: boolean;
  external_id: string | null;
  link_active: boolean | null;
  kept: Record<string, unknown> | null;
  in_groups: boolean;
  present?: string[] | null;
};

export const seenUserColumns = `u.id, u.attributes, u.active, u.owner_id, u.owners, u.version, u.created_at, u.last_modified,
  l.user_id is not null as linked, l.external_id, l.active as link_active, l.kept,
  exists (select from group_members m where m.account_id = $1 and m.member_id = u.id) as in_groups`;

/** For a read that a write follows: who else may own values. */
const present = `case when u.owner_id is distinct from $2::uuid or u.owners <> '{}' then array(
  select p.configuration_id from provisioning_links p
   where p.account_id = $1 and p.user_id = u.id and p.deleted_at is null) end as present`;

/**
 * Every profile of the account except those this configuration deleted (rule 2). $1 = account, $2 = configuration. A page that
 * starts after an id says so of the links too: a merge join would read them from the first on.
 */
export const seenUsers = (after?: string) => `users u left join provisioning_links l
  on l.account_id = $1 and l.configuration_id = $2 and l.user_id = u.id${after ? ` and l.user_id > ${after}` : ""}
  where u.account_id = $1 and u.deleted_at is null and not u.deleted and l.deleted_at is null`;

export function toSeenUser(row: SeenUserRow): SeenUser {
  return {
    id: row.id,
    attributes: row.attributes,
    active: row.active,
    ownerId: row.owner_id,
    owners: row.owners,
    version: row.version,
    createdAt: instantOf(row.created_at),
    lastModified: instantOf(row.last_modified),
    link: row.linked
      ? { externalId: row.external_id ?? undefined, active: row.link_active ?? false, kept: row.kept ?? {} }
      : undefined,
    inGroups: row.in_groups,
    ...(row.present && { present: row.present }),
  };
}

/** The user of that id as this configuration sees it; undefined also for one it deleted or of another account. */
export async function findUser(scope: ScimScope, id: string, run: Sql = sql()): Promise<SeenUser | undefined> {
  const [row] = await run.unsafe<SeenUserRow[]>(
    `select ${seenUserColumns}, ${present} from ${seenUsers()} and u.id = $3`,
    [scope.accountId, scope.configurationId, id],
    { prepare: true },
  );
  return row && toSeenUser(row);
}

/** Locks the user's row until the transaction `tx` ends: the last resort against writers that keep overtaking. */
export async function lockUser(scope: ScimScope, id: string, tx: Sql): Promise<void> {
  await tx`select from users where account_id = ${scope.accountId} and id = ${id} for no key update`;
}

/**
 * The deleted or unlinked profile that a repeated POST revives (rule 6): this configuration deleted it, under the same
 * userName and with an equal externalId, or neither time with one.
 */
export async function findRevivable(
  scope: ScimScope,
  userNameCanon: string,
  externalId: string | undefined,
  run: Sql = sql(),
): Promise<SeenUser | undefined> {
  const [row] = await run.unsafe<SeenUserRow[]>(
    `select ${seenUserColumns}, ${present} from users u
       join provisioning_links l on l.account_id = $1 and l.configuration_id = $2 and l.user_id = u.id
      where u.account_id = $1 and u.user_name_canon = $3 and l.deleted_at is not null and l.external_id is not distinct from $4
      order by u.deleted_at desc nulls first limit 1`,
    [scope.accountId, scope.configurationId, userNameCanon, externalId ?? null],
    { prepare: true },
  );
  return row && toSeenUser(row);
}

export type NewUser = {
  id: string;
  activityId: string;
  at: Date;
  attributes: Attributes;
  canonical: object;
  summary: ProfileSummary;
  externalId: string | undefined;
  active: boolean;
};

/**
 * Creates user, link, license or place in the line, and activity row; in one round trip, and together with who else comes for this
 * configuration meanwhile. 'not_new' did nothing: the userName is taken, or `findRevivable` finds whom to apply the body to.
 */
export const createUser = together(
  ({ accountId, configurationId }: ScimScope) => `${accountId} ${configurationId}`,
  async (scope, users: readonly NewUser[]): Promise<("created" | "not_new")[]> => {
    const people = users.map(({ summary, ...user }) => ({ ...user, ...summary }));
    const created = await sql()<{ id: string }[]>`
      select id from scim_create_users(${scope.accountId}, ${scope.configurationId}, ${json(people)}::text::jsonb) id`;
    const ids = new Set(created.map(({ id }) => id));
    return users.map(({ id }) => (ids.has(id) ? "created" : "not_new"));
  },
  blamesValue,
);

export type UserChange = NewUser & {
  /** The version that the change was computed from. */
  version: number;
  /** The user is a tombstone of this configuration and comes back. */
  revive: boolean;
  ownerId: string | null;
  owners: Record<string, string>;
  kept: Record<string, unknown>;
  action: string;
  changes: Changes;
};

/**
 * Writes a changed user, its link, license and activity row in one round trip. 'stale': somebody changed it meanwhile, read
 * again. 'gone': deleted for this configuration. A taken userName raises unique_violation on users_user_name_key.
 */
export async function updateUser(
  scope: ScimScope,
  user: UserChange,
  run: Sql = sql(),
): Promise<{ outcome: "updated"; version: number } | { outcome: "stale" | "gone" }> {
  const s = user.summary;
  const [row] = await run<({ outcome: "updated"; version: number } | { outcome: "stale" | "gone" })[]>`
    select outcome, version from scim_update_user(${scope.accountId}, ${scope.configurationId}, ${user.id}, ${user.version},
      ${user.revive}, ${user.activityId}, ${user.at.toISOString()}::timestamptz, ${s.userName}, ${s.userNameCanon}, ${s.name},
      ${s.sortName}, ${s.email ?? null}, ${s.title ?? null}, ${s.department ?? null}, ${s.searchText},
      ${json(user.attributes)}::text::jsonb, ${json(user.canonical)}::text::jsonb, ${user.ownerId},
      ${json(user.owners)}::text::jsonb, ${user.externalId ?? null}, ${user.active}, ${json(user.kept)}::text::jsonb,
      ${user.action}, ${json(user.changes)}::text::jsonb)`;
  if (!row) throw new Error("scim_update_user answers one row");
  return row;
}

/** Tombstones the link of this configuration. With `version`, only if that is still the present one ('stale' otherwise). */
export async function deleteUser(
  scope: ScimScope,
  user: { id: string; version: number | undefined; activityId: string; at: Date },
): Promise<"deleted" | "stale" | "gone"> {
  const [row] = await sql()<{ outcome: "deleted" | "stale" | "gone" }[]>`
    select outcome from scim_delete_user(${scope.accountId}, ${scope.configurationId}, ${user.id}, ${user.version ?? null},
      ${user.activityId}, ${user.at.toISOString()}::timestamptz)`;
  if (!row) throw new Error("scim_delete_user answers one row");
  return row.outcome;
}

/** Names of people by id, for manager.displayName. Who is not seen by this configuration is simply absent. */
export async function findUserNames(scope: ScimScope, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql()<{ id: string; name: string }[]>`
    select u.id, u.name from users u left join provisioning_links l
        on l.account_id = u.account_id and l.configuration_id = ${scope.configurationId} and l.user_id = u.id
     where u.account_id = ${scope.accountId} and u.id = any(${[...ids]}::uuid[]) and u.deleted_at is null and l.deleted_at is null`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
