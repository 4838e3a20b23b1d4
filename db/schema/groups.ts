import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, bytea, comparable, createdAt, id, instant } from "./columns.ts";
import { scimConfigurations } from "./configurations.ts";
import { licensePools } from "./licenses.ts";

/** A named set of users and groups; owned by a configuration (label IdP) or hand-made (no configuration). */
export const groups = pgTable(
  "groups",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    configurationId: uuid("configuration_id"),
    externalId: comparable("external_id"),
    displayName: text("display_name").notNull(),
    displayNameCanon: comparable("display_name_canon").notNull(),
    /** Digest of displayNameCanon and externalId together, by `group_naming_key`. */
    namingKey: bytea("naming_key").notNull(),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    lastModified: instant("last_modified").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.configurationId],
      foreignColumns: [scimConfigurations.accountId, scimConfigurations.id],
    }),
    // decides docs/scim.md 11; hand-made groups (configuration null) may share names
    uniqueIndex("groups_naming_key").on(t.accountId, t.configurationId, t.namingKey),
    // the match queries of every IdP; 255 characters, for a B-tree row ends at 2,704 bytes
    index("groups_by_display_name").on(t.accountId, sql`left(display_name_canon, 255)`),
    index("groups_by_external_id").on(t.accountId, sql`left(external_id, 255)`),
  ],
);

/**
 * One row per member. No foreign keys: the member is a user or a group, whose end takes its rows along
 * (`member_leave_groups`), and a check of the group for each row took as long as the rest of a push of 100,000 (measured);
 * rows are only written under the group's lock.
 */
export const groupMembers = pgTable(
  "group_members",
  {
    accountId: accountId(),
    groupId: uuid("group_id").notNull(),
    memberId: uuid("member_id").notNull(),
    kind: text("kind", { enum: ["user", "group"] }).notNull(),
    /** Added here, by an admin: shown as such in a group that an IdP owns, and kept by its deltas (rule 8). */
    addedHere: boolean("added_here").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.groupId, t.memberId] }),
    // User.groups, members.value eq, and the way up from a nested group
    index("group_members_by_member").on(t.accountId, t.memberId),
    // the few groups inside groups, for indirect membership
    index("group_members_nested").on(t.accountId, t.groupId, t.memberId).where(sql`kind = 'group'`),
  ],
);

/** Everybody who is directly in this group gets a license of this pool. */
export const groupRules = pgTable(
  "group_rules",
  {
    accountId: accountId(),
    id: id(),
    groupId: uuid("group_id").notNull(),
    poolId: uuid("pool_id").notNull(),
    /** The order of the account's rules: of types that exclude each other the first rule decides. */
    position: integer("position").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    unique("group_rules_key").on(t.accountId, t.groupId, t.poolId),
    foreignKey({ columns: [t.accountId, t.groupId], foreignColumns: [groups.accountId, groups.id] }),
    foreignKey({ columns: [t.accountId, t.poolId], foreignColumns: [licensePools.accountId, licensePools.id] }),
  ],
);

/**
 * Rules that have not yet given or taken back what their group's members say: those of large groups. No foreign key to the rule,
 * which may be gone: then all that it gave returns. `group_rule_catch_up` works it off.
 */
export const groupRuleBacklog = pgTable(
  "group_rule_backlog",
  {
    accountId: accountId(),
    ruleId: uuid("rule_id").notNull(),
    /** Up to this person everybody was looked at. */
    doneUpTo: uuid("done_up_to").notNull().default("00000000-0000-0000-0000-000000000000"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.ruleId] })],
);
