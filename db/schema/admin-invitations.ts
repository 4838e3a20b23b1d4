import { sql } from "drizzle-orm";
import { pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, comparable, createdAt, id, instant } from "./columns.ts";

/** Somebody was asked to become an admin. The link that they get is signed and names this row; it works once, until it expires. */
export const adminInvitations = pgTable(
  "admin_invitations",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    email: text("email").notNull(),
    emailCanon: comparable("email_canon").notNull(),
    role: text("role", { enum: ["full", "sub"] }).notNull(),
    invitedBy: uuid("invited_by"),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    acceptedAt: instant("accepted_at"),
    withdrawnAt: instant("withdrawn_at"),
    /** When it was last sent by e-mail. */
    sentAt: instant("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // one open invitation for one address: a second one replaces it
    uniqueIndex("admin_invitations_open_key")
      .on(t.accountId, t.emailCanon)
      .where(sql`accepted_at is null and withdrawn_at is null`),
  ],
);
