ALTER TABLE "group_members" DROP CONSTRAINT "group_members_account_id_group_id_groups_account_id_id_fk";
