import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, comparable, createdAt, id, instant } from "./columns.ts";
import { scimConfigurations } from "./configurations.ts";
import { users } from "./users.ts";

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
    index("groups_by_display_name").on(t.accountId, t.displayNameCanon),
    index("groups_by_external_id").on(t.accountId, t.configurationId, t.externalId),
  ],
);

/** One row per member: a user or a group. */
export const groupMembers = pgTable(
  "group_members",
  {
    accountId: accountId(),
    groupId: uuid("group_id").notNull(),
    memberId: uuid("member_id").notNull(),
    userId: uuid("user_id"),
    memberGroupId: uuid("member_group_id"),
    /** Added here, by an admin, to a group that an IdP owns (rule 8). */
    addedHere: boolean("added_here").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.groupId, t.memberId] }),
    foreignKey({ columns: [t.accountId, t.groupId], foreignColumns: [groups.accountId, groups.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.memberGroupId], foreignColumns: [groups.accountId, groups.id] }).onDelete("cascade"),
    // User.groups, and members.value eq
    index("group_members_by_member").on(t.accountId, t.memberId),
  ],
);
