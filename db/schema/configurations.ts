import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, createdAt, id, instant } from "./columns.ts";
import { licensePools } from "./licenses.ts";

export const scimConfigurations = pgTable(
  "scim_configurations",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    name: text("name").notNull(),
    /** Auto-assign licenses: the pool that active people take from; null = only user data is synced. */
    poolId: uuid("pool_id"),
    /** Same directory as …: the configuration whose externalIds mean the same people; configurations naming one are a directory. */
    directoryId: uuid("directory_id"),
    notificationEmail: text("notification_email"),
    notifyOnFailure: boolean("notify_on_failure").notNull().default(false),
    /** Failures until then were told by e-mail. */
    failuresToldAt: instant("failures_told_at"),
    /** The identity provider its calls look like, once seen. */
    idp: text("idp", { enum: ["entra", "okta", "onelogin", "google", "jumpcloud", "ping", "other"] }),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    pausedAt: instant("paused_at"),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({ columns: [t.accountId, t.poolId], foreignColumns: [licensePools.accountId, licensePools.id] }),
  ],
);

/** The bearer secret of a configuration. Only its SHA-256 is kept, in `lookups`. */
export const accessTokens = pgTable(
  "access_tokens",
  {
    accountId: accountId(),
    id: id(),
    configurationId: uuid("configuration_id").notNull(),
    /** Its last four characters, so that an admin can tell tokens apart. */
    hint: text("hint").notNull(),
    createdBy: uuid("created_by"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    /** Written at once by the first call, afterwards at most every five minutes. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: uuid("revoked_by"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    foreignKey({
      columns: [t.accountId, t.configurationId],
      foreignColumns: [scimConfigurations.accountId, scimConfigurations.id],
    }),
    index("access_tokens_by_configuration").on(t.accountId, t.configurationId),
  ],
);

/**
 * Connection tests and failed requests, one row each. Range-partitioned by its UUIDv7 id (the migration declares that;
 * Drizzle cannot), so that old months leave by dropping a table.
 */
export const scimRequests = pgTable(
  "scim_requests",
  {
    accountId: accountId(),
    id: id(),
    configurationId: uuid("configuration_id").notNull(),
    tokenId: uuid("token_id").notNull(),
    at: instant("at").notNull(),
    kind: text("kind", { enum: ["connection_test", "failure", "warning"] }).notNull(),
    method: text("method").notNull(),
    path: text("path").notNull(),
    status: integer("status").notNull(),
    scimType: text("scim_type"),
    detail: text("detail"),
    /** The sentence that tells the admin what to change in the IdP. */
    advice: text("advice"),
    /** What was sent: values of known attributes, names of unknown ones, secrets masked. */
    sent: jsonb("sent"),
    idp: text("idp"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index("scim_requests_by_configuration").on(t.accountId, t.configurationId, t.id),
  ],
);
