import { sql } from "drizzle-orm";
import { integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { accountId } from "./columns.ts";

/**
 * How many people there are: the sum of an account's rows, for counting a million takes 80 ms. Triggers of `users` add a row for
 * each change, so that nobody waits for another's number; one row of the nil id holds what `people_count_fold` took together.
 * The triggers and their functions are part of the migration: a function of db/functions is dropped when any of them changes, and
 * that would lock the table of people. No foreign key: the person's row has it.
 */
export const peopleCounts = pgTable(
  "people_counts",
  {
    accountId: accountId(),
    id: uuid("id").notNull().default(sql`gen_random_uuid()`),
    /** Who is not deleted. */
    people: integer("people").notNull(),
    active: integer("active").notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.id] })],
);
