import { sql } from "drizzle-orm";
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { accountId, createdAt, id, instant } from "./columns.ts";

/**
 * A change of many people, done in small transactions by whichever server process comes first. Whoever works on a batch holds
 * this row's lock, so a killed process leaves nothing behind: the next batch begins after the last committed one.
 */
export const jobs = pgTable(
  "jobs",
  {
    accountId: accountId().references(() => accounts.id),
    id: id(),
    /** A file of lib/jobs. */
    kind: text("kind").notNull(),
    /** What an admin reads: "Assign Sales Navigator Advanced". */
    title: text("title").notNull(),
    parameters: jsonb("parameters").$type<Record<string, unknown>>().notNull(),
    createdBy: uuid("created_by").notNull(),
    /** `draft`: a checked file that waits to be applied. */
    state: text("state", { enum: ["draft", "queued", "running", "done", "stopped", "failed"] }).notNull(),
    total: integer("total").notNull(),
    /** Items with an outcome, of which `failed` failed. */
    done: integer("done").notNull().default(0),
    failed: integer("failed").notNull().default(0),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at"),
    /** When the next batch may begin: who waits longest comes first, and after an error a job waits. */
    dueAt: instant("due_at").notNull().defaultNow(),
    /** Errors since the last batch that succeeded. */
    attempts: integer("attempts").notNull().default(0),
    /** Its notice was closed. */
    dismissedAt: instant("dismissed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    // what a server process works on next, of whichever account
    index("jobs_due").on(t.dueAt).where(sql`state in ('queued', 'running')`),
  ],
);

/** One person, or one line of a file, of a job; what came of it once it has an outcome. */
export const jobItems = pgTable(
  "job_items",
  {
    accountId: accountId(),
    jobId: uuid("job_id").notNull(),
    /** Its place, from 1; the line of a file. */
    number: integer("number").notNull(),
    userId: uuid("user_id"),
    /** What the result calls it: a name, or what the line said. */
    label: text("label").notNull(),
    /** A line of a file, by column. */
    input: jsonb("input").$type<Record<string, string>>(),
    /** What the check of a file expects of this line. */
    plan: text("plan", { enum: ["new", "changed", "unchanged", "error"] }),
    outcome: text("outcome", { enum: ["done", "unchanged", "failed"] }),
    message: text("message"),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.jobId, t.number] }),
    foreignKey({ columns: [t.accountId, t.jobId], foreignColumns: [jobs.accountId, jobs.id] }).onDelete("cascade"),
    // the next batch (no outcome yet), and the result by outcome
    index("job_items_by_outcome").on(t.accountId, t.jobId, t.outcome, t.number),
    // the preview by plan
    index("job_items_by_plan").on(t.accountId, t.jobId, t.plan, t.number).where(sql`plan is not null`),
  ],
);

export type Job = typeof jobs.$inferSelect;
export type JobItem = typeof jobItems.$inferSelect;
