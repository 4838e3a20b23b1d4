DROP INDEX "users_by_name";--> statement-breakpoint
DROP INDEX "users_by_email";--> statement-breakpoint
DROP INDEX "users_by_title";--> statement-breakpoint
DROP INDEX "users_by_department";--> statement-breakpoint
DROP INDEX "users_by_last_modified";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "deleted" boolean GENERATED ALWAYS AS (deleted_at is not null) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("account_id","sort_name","id","active","suspended_at","deleted_at") WHERE not deleted;--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ("account_id",left(email, 255),"id") WHERE not deleted;--> statement-breakpoint
CREATE INDEX "users_by_title" ON "users" USING btree ("account_id",left(title, 255),"id") WHERE not deleted;--> statement-breakpoint
CREATE INDEX "users_by_department" ON "users" USING btree ("account_id",left(department, 255),"id") WHERE not deleted;--> statement-breakpoint
CREATE INDEX "users_by_last_modified" ON "users" USING btree ("account_id","last_modified") WHERE not deleted;