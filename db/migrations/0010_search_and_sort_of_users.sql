CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gin;--> statement-breakpoint
DROP INDEX "users_by_name";--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ("account_id",left(email, 255),"id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "users_by_title" ON "users" USING btree ("account_id",left(title, 255),"id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "users_by_department" ON "users" USING btree ("account_id",left(department, 255),"id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "users_search" ON "users" USING gin ("account_id","search_text" gin_trgm_ops) WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("account_id","sort_name","id","active","suspended_at") WHERE deleted_at is null;