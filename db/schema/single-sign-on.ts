import { sql } from "drizzle-orm";
import { boolean, check, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { bytea, instant } from "./columns.ts";

/** How the admins of an account sign in through its identity provider, by OpenID Connect. */
export const singleSignOn = pgTable(
  "single_sign_on",
  {
    accountId: uuid("account_id")
      .primaryKey()
      .references(() => accounts.id),
    issuer: text("issuer").notNull(),
    clientId: text("client_id").notNull(),
    /** Encrypted with a key of the server, for this account alone; see lib/sso/client-secret.ts. */
    sealedSecret: text("sealed_secret").notNull(),
    /** Canonical; whose e-mail is of another domain does not sign in this way. Empty: any. */
    domains: text("domains").array().notNull().default([]),
    enabled: boolean("enabled").notNull().default(false),
    /** Passwords open nothing of this account. */
    only: boolean("only").notNull().default(false),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [check("single_sign_on_only_check", sql`${t.enabled} or not ${t.only}`)],
);

/** Answers of an identity provider that were used, so that none is used twice; each as long as it could be. */
export const usedSignOns = pgTable(
  "used_sign_ons",
  {
    accountId: uuid("account_id")
      .notNull()
      .references(() => accounts.id),
    /** Of the `state`. */
    digest: bytea("digest").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.digest] })],
);
