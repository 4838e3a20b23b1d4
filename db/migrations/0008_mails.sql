CREATE TABLE "mails" (
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about_id" uuid NOT NULL,
	"pool_id" uuid,
	"user_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "mails_account_id_kind_about_id_pk" PRIMARY KEY("account_id","kind","about_id")
);
--> statement-breakpoint
ALTER TABLE "scim_configurations" ADD COLUMN "failures_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mass_leaves" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "license_assignments_unsent" ON "license_assignments" USING btree ("invited_at") WHERE state = 'invited' and invitation_sent_at is null;