import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accountId, id, instant } from "./columns.ts";

/** States before and after; null is "has none". */
export type LicenseChange = {
  poolId: string;
  before: string | null;
  after: string | null;
  position?: number | null;
  excluded?: true;
  /** Dormant because of this pool, a higher type of the same instance. */
  coveredBy?: string;
};

/**
 * Every mutation, by whom ever, in the transaction that made it. Range-partitioned by its UUIDv7 id (the migration
 * declares that; Drizzle cannot).
 */
export const activity = pgTable(
  "activity",
  {
    accountId: accountId(),
    id: id(),
    at: instant("at").notNull(),
    actorKind: text("actor_kind", { enum: ["admin", "idp", "system"] }).notNull(),
    /** The admin or the configuration. */
    actorId: uuid("actor_id"),
    /** noun.verb, the words of lib/activity.ts. */
    action: text("action").notNull(),
    subjectKind: text("subject_kind").notNull(),
    subjectId: uuid("subject_id"),
    configurationId: uuid("configuration_id"),
    /** Attribute path → [before, after]; absent sides are null. */
    changes: jsonb("changes").$type<Record<string, [before: unknown, after: unknown]>>(),
    /** The license that the same transaction gave, queued or took back. */
    license: jsonb("license").$type<LicenseChange | LicenseChange[]>(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // a profile's Activity, newest first
    index("activity_by_subject").on(t.accountId, t.subjectId, t.id),
    index("activity_by_configuration").on(t.accountId, t.configurationId, t.id),
    // whom a group let in and out, for the Activity of each of them
    index("activity_of_members").using("gin", sql`(changes -> 'members') jsonb_path_ops`).where(sql`subject_kind = 'group'`),
    // the Activity log of what admins and the product itself did: a few rows among the many of a sync
    index("activity_by_hand").on(t.accountId, t.id).where(sql`actor_kind <> 'idp'`),
  ],
);
