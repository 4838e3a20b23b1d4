CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "admins" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"identity_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "admins_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "admins_identity_key" UNIQUE("account_id","identity_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_canon" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identities_email_key" UNIQUE("email_canon")
);
--> statement-breakpoint
CREATE TABLE "lookups" (
	"kind" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"account_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	CONSTRAINT "lookups_kind_digest_pk" PRIMARY KEY("kind","digest")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"admin_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"user_agent" text,
	CONSTRAINT "sessions_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"configuration_id" uuid,
	"changes" jsonb,
	"license" jsonb,
	CONSTRAINT "activity_account_id_id_pk" PRIMARY KEY("account_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"configuration_id" uuid NOT NULL,
	"hint" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	CONSTRAINT "access_tokens_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "scim_configurations" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"pool_id" uuid,
	"notification_email" text,
	"notify_on_failure" boolean DEFAULT false NOT NULL,
	"idp" text,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "scim_configurations_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "scim_requests" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"configuration_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" integer NOT NULL,
	"scim_type" text,
	"detail" text,
	"advice" text,
	"sent" jsonb,
	"idp" text,
	CONSTRAINT "scim_requests_account_id_id_pk" PRIMARY KEY("account_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "group_members" (
	"account_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"user_id" uuid,
	"member_group_id" uuid,
	"added_here" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "group_members_account_id_group_id_member_id_pk" PRIMARY KEY("account_id","group_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"configuration_id" uuid,
	"external_id" text COLLATE "C",
	"display_name" text NOT NULL,
	"display_name_canon" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_modified" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "groups_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "application_instances" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"product" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "application_instances_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "application_instances_name_key" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "assignment_reasons" (
	"account_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assignment_reasons_account_id_pool_id_user_id_kind_source_id_pk" PRIMARY KEY("account_id","pool_id","user_id","kind","source_id")
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"account_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"admin_id" uuid,
	"why" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exclusions_account_id_pool_id_user_id_pk" PRIMARY KEY("account_id","pool_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "license_assignments" (
	"account_id" uuid NOT NULL,
	"pool_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text NOT NULL,
	"sequence" bigint NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"assigned_at" timestamp (3) with time zone,
	"activated_at" timestamp (3) with time zone,
	CONSTRAINT "license_assignments_account_id_pool_id_user_id_pk" PRIMARY KEY("account_id","pool_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "license_pools" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"instance_id" uuid NOT NULL,
	"license_type" text NOT NULL,
	"total" integer NOT NULL,
	"invited" integer DEFAULT 0 NOT NULL,
	"activated" integer DEFAULT 0 NOT NULL,
	"held" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"counts_invited" boolean DEFAULT true NOT NULL,
	"next_sequence" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "license_pools_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "license_pools_type_key" UNIQUE("account_id","instance_id","license_type"),
	CONSTRAINT "license_pools_counters" CHECK ("license_pools"."invited" >= 0 and "license_pools"."activated" >= 0 and "license_pools"."held" >= 0 and "license_pools"."waiting" >= 0),
	CONSTRAINT "license_pools_not_oversold" CHECK ("license_pools"."activated" + "license_pools"."held" + case when "license_pools"."counts_invited" then "license_pools"."invited" else 0 end <= "license_pools"."total")
);
--> statement-breakpoint
CREATE TABLE "provisioning_links" (
	"account_id" uuid NOT NULL,
	"configuration_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"external_id" text COLLATE "C",
	"active" boolean NOT NULL,
	"kept" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "provisioning_links_account_id_configuration_id_user_id_pk" PRIMARY KEY("account_id","configuration_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"account_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_name" text NOT NULL,
	"user_name_canon" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"sort_name" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C",
	"title" text COLLATE "C",
	"department" text COLLATE "C",
	"search_text" text COLLATE "C" NOT NULL,
	"active" boolean NOT NULL,
	"suspended_at" timestamp (3) with time zone,
	"hand_made_active" boolean,
	"unique_id" text,
	"attributes" jsonb NOT NULL,
	"canonical" jsonb NOT NULL,
	"owner_id" uuid,
	"owners" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_modified" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "users_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "admins" ADD CONSTRAINT "admins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admins" ADD CONSTRAINT "admins_identity_id_identities_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."identities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_admin_id_admins_account_id_id_fk" FOREIGN KEY ("account_id","admin_id") REFERENCES "public"."admins"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_account_id_configuration_id_scim_configurations_account_id_id_fk" FOREIGN KEY ("account_id","configuration_id") REFERENCES "public"."scim_configurations"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scim_configurations" ADD CONSTRAINT "scim_configurations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scim_configurations" ADD CONSTRAINT "scim_configurations_account_id_pool_id_license_pools_account_id_id_fk" FOREIGN KEY ("account_id","pool_id") REFERENCES "public"."license_pools"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_account_id_group_id_groups_account_id_id_fk" FOREIGN KEY ("account_id","group_id") REFERENCES "public"."groups"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_account_id_member_group_id_groups_account_id_id_fk" FOREIGN KEY ("account_id","member_group_id") REFERENCES "public"."groups"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "groups" ADD CONSTRAINT "groups_account_id_configuration_id_scim_configurations_account_id_id_fk" FOREIGN KEY ("account_id","configuration_id") REFERENCES "public"."scim_configurations"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_instances" ADD CONSTRAINT "application_instances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_reasons" ADD CONSTRAINT "assignment_reasons_account_id_pool_id_user_id_license_assignments_account_id_pool_id_user_id_fk" FOREIGN KEY ("account_id","pool_id","user_id") REFERENCES "public"."license_assignments"("account_id","pool_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_account_id_pool_id_license_pools_account_id_id_fk" FOREIGN KEY ("account_id","pool_id") REFERENCES "public"."license_pools"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_account_id_pool_id_user_id_license_assignments_account_id_pool_id_user_id_fk" FOREIGN KEY ("account_id","pool_id","user_id") REFERENCES "public"."license_assignments"("account_id","pool_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_assignments" ADD CONSTRAINT "license_assignments_account_id_pool_id_license_pools_account_id_id_fk" FOREIGN KEY ("account_id","pool_id") REFERENCES "public"."license_pools"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_assignments" ADD CONSTRAINT "license_assignments_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "license_pools" ADD CONSTRAINT "license_pools_account_id_instance_id_application_instances_account_id_id_fk" FOREIGN KEY ("account_id","instance_id") REFERENCES "public"."application_instances"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provisioning_links" ADD CONSTRAINT "provisioning_links_account_id_configuration_id_scim_configurations_account_id_id_fk" FOREIGN KEY ("account_id","configuration_id") REFERENCES "public"."scim_configurations"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provisioning_links" ADD CONSTRAINT "provisioning_links_account_id_user_id_users_account_id_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."users"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "admins_by_identity" ON "admins" USING btree ("identity_id");--> statement-breakpoint
CREATE INDEX "lookups_by_row" ON "lookups" USING btree ("account_id","row_id");--> statement-breakpoint
CREATE INDEX "sessions_by_admin" ON "sessions" USING btree ("account_id","admin_id");--> statement-breakpoint
CREATE INDEX "activity_by_subject" ON "activity" USING btree ("account_id","subject_id","id");--> statement-breakpoint
CREATE INDEX "activity_by_configuration" ON "activity" USING btree ("account_id","configuration_id","id");--> statement-breakpoint
CREATE INDEX "access_tokens_by_configuration" ON "access_tokens" USING btree ("account_id","configuration_id");--> statement-breakpoint
CREATE INDEX "scim_requests_by_configuration" ON "scim_requests" USING btree ("account_id","configuration_id","id");--> statement-breakpoint
CREATE INDEX "group_members_by_member" ON "group_members" USING btree ("account_id","member_id");--> statement-breakpoint
CREATE INDEX "groups_by_display_name" ON "groups" USING btree ("account_id","display_name_canon");--> statement-breakpoint
CREATE INDEX "groups_by_external_id" ON "groups" USING btree ("account_id","configuration_id","external_id");--> statement-breakpoint
CREATE INDEX "assignment_reasons_by_user" ON "assignment_reasons" USING btree ("account_id","user_id","kind","source_id");--> statement-breakpoint
CREATE INDEX "assignment_reasons_by_source" ON "assignment_reasons" USING btree ("account_id","source_id");--> statement-breakpoint
CREATE INDEX "invitations_by_assignment" ON "invitations" USING btree ("account_id","pool_id","user_id");--> statement-breakpoint
CREATE INDEX "license_assignments_by_user" ON "license_assignments" USING btree ("account_id","user_id");--> statement-breakpoint
CREATE INDEX "license_assignments_line" ON "license_assignments" USING btree ("account_id","pool_id","sequence") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "license_assignments_by_state" ON "license_assignments" USING btree ("account_id","state","pool_id");--> statement-breakpoint
CREATE INDEX "provisioning_links_external_id" ON "provisioning_links" USING btree ("account_id","configuration_id","external_id");--> statement-breakpoint
CREATE INDEX "provisioning_links_by_user" ON "provisioning_links" USING btree ("account_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_user_name_key" ON "users" USING btree ("account_id","user_name_canon") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "users_deleted_user_name" ON "users" USING btree ("account_id","user_name_canon") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "users_canonical" ON "users" USING gin ("canonical" jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("account_id","sort_name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "users_by_last_modified" ON "users" USING btree ("account_id","last_modified") WHERE deleted_at is null;--> statement-breakpoint
-- Logs: one partition a month by the time inside the UUIDv7 id, made ahead by ensure_log_partitions(); the default
-- catches what a server that ran past them still writes.
CREATE TABLE "activity_default" PARTITION OF "activity" DEFAULT;--> statement-breakpoint
CREATE TABLE "scim_requests_default" PARTITION OF "scim_requests" DEFAULT;
