import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { accountId, bytea, comparable, createdAt, id, instant } from "./columns.ts";

export const accounts = pgTable("accounts", {
  id: id().primaryKey(),
  name: text("name").notNull(),
  /** Short name for the command line and operators; never part of a URL. Unique through `lookups`. */
  slug: text("slug").notNull(),
  /** A mass leave is more than this share of the active people (and more than 20) within an hour; 0 turns the breaker off. */
  massLeavePercent: integer("mass_leave_percent").notNull().default(10),
  /** How many people were active when departures were first worth counting; good for an hour. */
  activeBaseline: integer("active_baseline"),
  activeBaselineAt: instant("active_baseline_at"),
  createdAt: createdAt(),
});

/** A person who signs in. Global: one identity may be admin of several accounts. */
export const identities = pgTable("identities", {
  id: id().primaryKey(),
  email: text("email").notNull(),
  emailCanon: text("email_canon").notNull().unique("identities_email_key"),
  name: text("name").notNull(),
  passwordHash: text("password_hash"),
  createdAt: createdAt(),
});

export const admins = pgTable(
  "admins",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    identityId: uuid("identity_id")
      .notNull()
      .references(() => identities.id),
    role: text("role", { enum: ["full", "sub"] }).notNull(),
    /** The `sub` by which the account's identity provider names them, from their first single sign-on on. */
    ssoSubject: comparable("sso_subject"),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    unique("admins_identity_key").on(t.accountId, t.identityId),
    unique("admins_sso_subject_key").on(t.accountId, t.ssoSubject),
    // finds the accounts of an identity after its password was checked
    index("admins_by_identity").on(t.identityId),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    accountId: accountId(),
    id: id(),
    adminId: uuid("admin_id").notNull(),
    /** A password speaks for the person in all their accounts, an identity provider in its own account alone. */
    method: text("method", { enum: ["password", "sso"] })
      .notNull()
      .default("password"),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    userAgent: text("user_agent"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.adminId], foreignColumns: [admins.accountId, admins.id] }).onDelete("cascade"),
    index("sessions_by_admin").on(t.accountId, t.adminId),
  ],
);

/**
 * Resolves what is known before the account is: the digest of an account's slug, an access token, a
 * session, an invitation → (account, row).
 * The only table beside `identities` whose key does not start with an account.
 */
export const lookups = pgTable(
  "lookups",
  {
    kind: text("kind", { enum: ["account", "access_token", "session", "invitation", "oauth_client"] }).notNull(),
    digest: bytea("digest").notNull(),
    accountId: accountId(),
    rowId: uuid("row_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.digest] }), index("lookups_by_row").on(t.accountId, t.rowId)],
);
