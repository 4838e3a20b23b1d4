CREATE TABLE "group_rule_backlog" (
	"account_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"done_up_to" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "group_rule_backlog_account_id_rule_id_pk" PRIMARY KEY("account_id","rule_id")
);
