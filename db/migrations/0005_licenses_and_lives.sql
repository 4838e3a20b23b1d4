CREATE TABLE "departures" (
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"configuration_id" uuid NOT NULL,
	"mass_leave_id" uuid,
	"snapshot" jsonb NOT NULL,
	CONSTRAINT "departures_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "mass_leaves" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"tripped_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolution" text,
	"resolved_by" uuid,
	CONSTRAINT "mass_leaves_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "group_rules" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "group_rules_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "group_rules_key" UNIQUE("account_id","group_id","pool_id")
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"admin_id" uuid,
	CONSTRAINT "erasures_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "invitations" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "invitations" CASCADE;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "mass_leave_percent" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "active_baseline" integer;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "active_baseline_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scim_configurations" ADD COLUMN "directory_id" uuid;--> statement-breakpoint
ALTER TABLE "license_assignments" ADD COLUMN "held_state" text;--> statement-breakpoint
ALTER TABLE "license_assignments" ADD COLUMN "invitation_id" uuid;--> statement-breakpoint
ALTER TABLE "license_assignments" ADD COLUMN "invited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "license_assignments" ADD COLUMN "invitation_sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "license_pools" ADD COLUMN "exclusive_group" text;--> statement-breakpoint
ALTER TABLE "license_pools" ADD COLUMN "rank" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_account_id_mass_leave_id_mass_leaves_account_id_id_fk" FOREIGN KEY ("account_id","mass_leave_id") REFERENCES "public"."mass_leaves"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mass_leaves" ADD CONSTRAINT "mass_leaves_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_rules" ADD CONSTRAINT "group_rules_account_id_group_id_groups_account_id_id_fk" FOREIGN KEY ("account_id","group_id") REFERENCES "public"."groups"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_rules" ADD CONSTRAINT "group_rules_account_id_pool_id_license_pools_account_id_id_fk" FOREIGN KEY ("account_id","pool_id") REFERENCES "public"."license_pools"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "departures_by_time" ON "departures" USING btree ("account_id","at");--> statement-breakpoint
CREATE INDEX "departures_by_mass_leave" ON "departures" USING btree ("account_id","mass_leave_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "mass_leaves_open_key" ON "mass_leaves" USING btree ("account_id") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "users_unique_id" ON "users" USING btree ("account_id",left(unique_id, 255)) WHERE unique_id is not null;