import { sql } from "drizzle-orm";
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, id, instant } from "./columns.ts";
import { users } from "./users.ts";

/** Too many people became inactive within an hour: what they had is held back until an admin restores or releases all. */
export const massLeaves = pgTable(
  "mass_leaves",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    trippedAt: instant("tripped_at").notNull(),
    /** When the notification addresses were told by e-mail. */
    toldAt: instant("told_at"),
    resolvedAt: instant("resolved_at"),
    resolution: text("resolution", { enum: ["restored", "released"] }),
    resolvedBy: uuid("resolved_by"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // one open at a time; later departures join it
    uniqueIndex("mass_leaves_open_key").on(t.accountId).where(sql`resolved_at is null`),
  ],
);

/** The last time an IdP made this person inactive, with what they had until then. Kept while a mass leave may need it. */
export const departures = pgTable(
  "departures",
  {
    accountId: accountId(),
    userId: uuid("user_id").notNull(),
    at: instant("at").notNull(),
    configurationId: uuid("configuration_id").notNull(),
    massLeaveId: uuid("mass_leave_id"),
    /** Links, groups and licenses, as `person_snapshot` makes it. */
    snapshot: jsonb("snapshot").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.userId] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete("cascade"),
    foreignKey({ columns: [t.accountId, t.massLeaveId], foreignColumns: [massLeaves.accountId, massLeaves.id] }),
    // who left within the last hour
    index("departures_by_time").on(t.accountId, t.at),
    // the people of a mass leave
    index("departures_by_mass_leave").on(t.accountId, t.massLeaveId, t.at),
  ],
);
