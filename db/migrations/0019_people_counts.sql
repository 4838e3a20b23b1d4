CREATE TABLE "people_counts" (
	"account_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"people" integer NOT NULL,
	"active" integer NOT NULL,
	CONSTRAINT "people_counts_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE FUNCTION "people_counts_add"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  insert into people_counts (account_id, people, active)
  select account_id, count(*), count(*) filter (where active) from added where deleted_at is null group by account_id;
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "people_counts_remove"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  insert into people_counts (account_id, people, active)
  select account_id, -count(*), -count(*) filter (where active) from removed where deleted_at is null group by account_id;
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "people_counts_change"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  insert into people_counts (account_id, people, active)
  values (new.account_id, (new.deleted_at is null)::int - (old.deleted_at is null)::int,
    (new.deleted_at is null and new.active)::int - (old.deleted_at is null and old.active)::int);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "people_counts_add" AFTER INSERT ON "users"
  REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "people_counts_add"();--> statement-breakpoint
CREATE TRIGGER "people_counts_remove" AFTER DELETE ON "users"
  REFERENCING OLD TABLE AS "removed" FOR EACH STATEMENT EXECUTE FUNCTION "people_counts_remove"();--> statement-breakpoint
CREATE TRIGGER "people_counts_change" AFTER UPDATE ON "users" FOR EACH ROW
  WHEN ((old.deleted_at is null, old.deleted_at is null and old.active)
    is distinct from (new.deleted_at is null, new.deleted_at is null and new.active))
  EXECUTE FUNCTION "people_counts_change"();
