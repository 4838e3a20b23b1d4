ALTER TABLE "group_members" DROP CONSTRAINT "group_members_account_id_user_id_users_account_id_id_fk";
--> statement-breakpoint
ALTER TABLE "group_members" DROP CONSTRAINT "group_members_account_id_member_group_id_groups_account_id_id_fk";
--> statement-breakpoint
DROP INDEX "groups_by_display_name";--> statement-breakpoint
DROP INDEX "groups_by_external_id";--> statement-breakpoint
ALTER TABLE "group_members" ADD COLUMN "kind" text NOT NULL;--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "naming_key" "bytea" NOT NULL;--> statement-breakpoint
CREATE INDEX "group_members_nested" ON "group_members" USING btree ("account_id","group_id","member_id") WHERE kind = 'group';--> statement-breakpoint
CREATE UNIQUE INDEX "groups_naming_key" ON "groups" USING btree ("account_id","configuration_id","naming_key");--> statement-breakpoint
CREATE INDEX "groups_by_display_name" ON "groups" USING btree ("account_id",left(display_name_canon, 255));--> statement-breakpoint
CREATE INDEX "groups_by_external_id" ON "groups" USING btree ("account_id",left(external_id, 255));--> statement-breakpoint
ALTER TABLE "group_members" DROP COLUMN "user_id";--> statement-breakpoint
ALTER TABLE "group_members" DROP COLUMN "member_group_id";