import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, createdAt, instant } from "./columns.ts";

/**
 * E-mail that is due, until it is sent. A row says only what it is about: address, text and link are made when it is sent, so
 * that none of them lies here, and nothing is sent that is no longer true.
 */
export const mails = pgTable(
  "mails",
  {
    accountId: accountId().references(() => accounts.id),
    kind: text("kind", { enum: ["invitation", "failures", "mass_leave", "admin_invitation"] }).notNull(),
    /** The invitation of a member or an admin, the configuration whose calls failed, or the mass leave. */
    aboutId: uuid("about_id").notNull(),
    /** Whose invitation it is, and to what. */
    poolId: uuid("pool_id"),
    userId: uuid("user_id"),
    createdAt: createdAt(),
    /** When it may be tried (again). Whoever takes it moves this on, so that nobody else takes it meanwhile. */
    dueAt: instant("due_at").notNull().defaultNow(),
    attempts: integer("attempts").notNull().default(0),
    /** Why the last attempt failed, in a sentence without addresses. */
    failure: text("failure"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.aboutId] }),
    // what is sent next, of whichever account
    index("mails_due").on(t.dueAt),
  ],
);
