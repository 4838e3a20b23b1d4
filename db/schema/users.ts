import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { UserResource } from "../../lib/scim/user.ts";
import { accounts } from "./accounts.ts";
import { accountId, comparable, createdAt, id, instant } from "./columns.ts";
import { scimConfigurations } from "./configurations.ts";

/**
 * One person of an account, whoever provisioned them (rule 2).
 * `attributes` is the SCIM resource as sent; `canonical` its comparable copy under the account's id, which filters search.
 * Columns hold what is unique, sorted or shown in lists.
 */
export const users = pgTable(
  "users",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    userName: text("user_name").notNull(),
    userNameCanon: comparable("user_name_canon").notNull(),
    /** What lists call this person: displayName, else the name, else userName. */
    name: text("name").notNull(),
    /** canon(name), cut to 200 characters: the order of lists. */
    sortName: comparable("sort_name").notNull(),
    email: comparable("email"),
    title: comparable("title"),
    department: comparable("department"),
    /** canon() of name, e-mail, userName and title, one line each: what the Users search looks through. */
    searchText: comparable("search_text").notNull(),
    /** Derived: any link or the hand-made entry says active, and nobody suspended them (rule 3). */
    active: boolean("active").notNull(),
    suspendedAt: instant("suspended_at"),
    /** Added by an admin: what the admin says of `active`; null when only IdPs hold this profile. */
    handMadeActive: boolean("hand_made_active"),
    /** The unique ID that an admin typed or imported; an IdP's is the link's externalId. */
    uniqueId: text("unique_id"),
    attributes: jsonb("attributes").$type<UserResource>().notNull(),
    canonical: jsonb("canonical").notNull(),
    /** The configuration that owns every value not named in `owners`; null = an admin (rule 4). */
    ownerId: uuid("owner_id"),
    /** Attribute path → configuration id, or "admin" for a value that an admin fixed. */
    owners: jsonb("owners").$type<Record<string, string>>().notNull().default({}),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    lastModified: instant("last_modified").notNull(),
    deletedAt: instant("deleted_at"),
    /** For the predicates of indexes. */
    deleted: boolean("deleted").notNull().generatedAlwaysAs(sql`deleted_at is not null`),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // how many there are, and who is at a startIndex far from the beginning: without a look at the rows
    index("users_in_order").on(t.accountId, t.id).where(sql`not deleted`),
    // decides uniqueness of userName, and answers the match query of every IdP
    uniqueIndex("users_user_name_key").on(t.accountId, t.userNameCanon).where(sql`deleted_at is null`),
    // finds the profile that a repeated POST revives (rule 6)
    index("users_deleted_user_name").on(t.accountId, t.userNameCanon).where(sql`deleted_at is not null`),
    // every `eq` filter, by containment
    index("users_canonical").using("gin", t.canonical.op("jsonb_path_ops")),
    // The following hold who is not deleted, said by a boolean: without statistics, as while a first sync begins, the planner
    // takes "deleted_at is null" for one row in 200, and an index of those for as good as a unique key. Without a predicate they
    // would be taken for the key itself by kept plans that were made while the table was empty (a foreign key's check, an update).
    // The Users table, sorted by its first column; its filter by state, and its totals, read nothing but this
    index("users_by_name").on(t.accountId, t.sortName, t.id, t.active, t.suspendedAt, t.deletedAt).where(sql`not deleted`),
    // the Users table, sorted by another column; 255 characters, for a B-tree row ends at 2,704 bytes
    index("users_by_email").on(t.accountId, sql`left(email, 255)`, t.id).where(sql`not deleted`),
    index("users_by_title").on(t.accountId, sql`left(title, 255)`, t.id).where(sql`not deleted`),
    index("users_by_department").on(t.accountId, sql`left(department, 255)`, t.id).where(sql`not deleted`),
    // the search of Users: any part of a word, by its trigrams
    index("users_search").using("gin", t.accountId, t.searchText.op("gin_trgm_ops")).where(sql`deleted_at is null`),
    // externalId eq of a configuration that does not link the person: the unique ID that an admin typed
    index("users_unique_id").on(t.accountId, sql`left(unique_id, 255)`).where(sql`unique_id is not null`),
    // meta.lastModified gt, for clients that read only what changed
    index("users_by_last_modified").on(t.accountId, t.lastModified).where(sql`not deleted`),
  ],
);

/** The tie between one configuration and one user (rules 2, 3, 4, 6). `deleted_at` is a tombstone: 404 for that configuration. */
export const provisioningLinks = pgTable(
  "provisioning_links",
  {
    accountId: accountId(),
    configurationId: uuid("configuration_id").notNull(),
    userId: uuid("user_id").notNull(),
    externalId: comparable("external_id"),
    active: boolean("active").notNull(),
    /** Values this configuration sent that a fixed owner overrules: returned to it as it sent them. */
    kept: jsonb("kept").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.configurationId, t.userId] }),
    foreignKey({
      columns: [t.accountId, t.configurationId],
      foreignColumns: [scimConfigurations.accountId, scimConfigurations.id],
    }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete("cascade"),
    // externalId eq; not unique, for a directory may send one twice; 255 characters, for a B-tree row ends at 2,704 bytes.
    // Partial, so that only a question for an externalId can use it: before its first statistics the planner took it for as good as
    // the key of one person's link, and read all links of a new configuration for each member of its first push
    index("provisioning_links_external_id")
      .on(t.accountId, sql`left(external_id, 255)`, t.configurationId)
      .where(sql`external_id is not null`),
    // whom a configuration deleted: they are few, and every list and its total leaves them out
    index("provisioning_links_left").on(t.accountId, t.configurationId, t.userId).where(sql`deleted_at is not null`),
    // all links of one person
    index("provisioning_links_by_user").on(t.accountId, t.userId),
  ],
);

export type User = typeof users.$inferSelect;

/** People whose data is erased: the id stays in the history, as a pseudonym. */
export const erasures = pgTable(
  "erasures",
  {
    accountId: accountId().references(() => accounts.id),
    userId: uuid("user_id").notNull(),
    at: instant("at").notNull(),
    /** The admin who asked for it; null when the 30 days were over. */
    adminId: uuid("admin_id"),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.userId] })],
);
