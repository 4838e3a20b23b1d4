import { sql } from "drizzle-orm";
import { bigint, boolean, check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, createdAt, id, instant } from "./columns.ts";
import { users } from "./users.ts";

/** One bought product of an account. Products and license types are rows of lib/catalogue.ts. */
export const applicationInstances = pgTable(
  "application_instances",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    product: text("product").notNull(),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] }), unique("application_instances_name_key").on(t.accountId, t.name)],
);

/**
 * Instance + license type + total. The counters equal the rows of `license_assignments` by state; they change only under
 * this row's lock, in the functions of db/functions/licenses.sql, and the CHECK makes overselling impossible.
 */
export const licensePools = pgTable(
  "license_pools",
  {
    accountId: accountId(),
    id: id(),
    instanceId: uuid("instance_id").notNull(),
    licenseType: text("license_type").notNull(),
    total: integer("total").notNull(),
    invited: integer("invited").notNull().default(0),
    activated: integer("activated").notNull().default(0),
    held: integer("held").notNull().default(0),
    waiting: integer("waiting").notNull().default(0),
    /** Copied from lib/catalogue.ts: types of one instance that exclude each other, of which the higher rank wins. */
    exclusiveGroup: text("exclusive_group"),
    rank: integer("rank").notNull().default(1),
    /** Products differ: most count an invitation as used, some only an activation. */
    countsInvited: boolean("counts_invited").notNull().default(true),
    /** The next place in the order of request. */
    nextSequence: bigint("next_sequence", { mode: "number" }).notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    unique("license_pools_type_key").on(t.accountId, t.instanceId, t.licenseType),
    foreignKey({
      columns: [t.accountId, t.instanceId],
      foreignColumns: [applicationInstances.accountId, applicationInstances.id],
    }),
    check("license_pools_counters", sql`${t.invited} >= 0 and ${t.activated} >= 0 and ${t.held} >= 0 and ${t.waiting} >= 0`),
    check(
      "license_pools_not_oversold",
      sql`${t.activated} + ${t.held} + case when ${t.countsInvited} then ${t.invited} else 0 end <= ${t.total}`,
    ),
  ],
);

/**
 * One person's license, or place in the line, of one pool. A returned license is no row; the activity log remembers it.
 * `dormant`: there is a reason, but no seat for now, because the person is inactive, excluded, or has a higher type of the
 * instance. `held`: the seat of somebody who left in a mass leave, until an admin decides.
 */
export const licenseAssignments = pgTable(
  "license_assignments",
  {
    accountId: accountId(),
    poolId: uuid("pool_id").notNull(),
    userId: uuid("user_id").notNull(),
    state: text("state", { enum: ["waiting", "invited", "activated", "held", "dormant"] }).notNull(),
    /** What a held license was, and will be again when its person is back. */
    heldState: text("held_state", { enum: ["invited", "activated"] }),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    requestedAt: instant("requested_at").notNull(),
    assignedAt: instant("assigned_at"),
    activatedAt: instant("activated_at"),
    /** The invitation that counts: a link names it, and a new one makes every older link useless. Null unless invited. */
    invitationId: uuid("invitation_id"),
    invitedAt: instant("invited_at"),
    /** When it was sent by e-mail. */
    invitationSentAt: instant("invitation_sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.poolId, t.userId] }),
    foreignKey({ columns: [t.accountId, t.poolId], foreignColumns: [licensePools.accountId, licensePools.id] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete("cascade"),
    // the licenses of one person, and of a page of people
    index("license_assignments_by_user").on(t.accountId, t.userId),
    // who is next, and the position of who waits
    index("license_assignments_line").on(t.accountId, t.poolId, t.sequence).where(sql`state = 'waiting'`),
    // the license cards of Users: who is Invited, who is Activated
    index("license_assignments_by_state").on(t.accountId, t.state, t.poolId),
    // invitations that are still to be sent by e-mail, of all accounts, the oldest first
    index("license_assignments_unsent").on(t.invitedAt).where(sql`state = 'invited' and invitation_sent_at is null`),
  ],
);

/** Why a person has (or waits for) a license; it is held while at least one reason holds. */
export const assignmentReasons = pgTable(
  "assignment_reasons",
  {
    accountId: accountId(),
    poolId: uuid("pool_id").notNull(),
    userId: uuid("user_id").notNull(),
    kind: text("kind", { enum: ["configuration", "admin", "csv", "group_rule", "mass_leave"] }).notNull(),
    /** The configuration, admin, group rule, or mass leave. */
    sourceId: uuid("source_id").notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.poolId, t.userId, t.kind, t.sourceId] }),
    foreignKey({
      columns: [t.accountId, t.poolId, t.userId],
      foreignColumns: [licenseAssignments.accountId, licenseAssignments.poolId, licenseAssignments.userId],
    }).onDelete("cascade"),
    // what one source gave one person, when that source takes it back
    index("assignment_reasons_by_user").on(t.accountId, t.userId, t.kind, t.sourceId),
    // what one source gave, when it is deleted
    index("assignment_reasons_by_source").on(t.accountId, t.sourceId),
  ],
);

/** An admin returned this license: automatic reasons are blocked until it is lifted, or the IdP deactivates and reactivates. */
export const exclusions = pgTable(
  "exclusions",
  {
    accountId: accountId(),
    poolId: uuid("pool_id").notNull(),
    userId: uuid("user_id").notNull(),
    adminId: uuid("admin_id"),
    why: text("why"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.poolId, t.userId] }),
    foreignKey({ columns: [t.accountId, t.poolId], foreignColumns: [licensePools.accountId, licensePools.id] }),
    foreignKey({ columns: [t.accountId, t.userId], foreignColumns: [users.accountId, users.id] }).onDelete("cascade"),
  ],
);
