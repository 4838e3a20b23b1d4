-- Every write over SCIM begins here: refused when an admin deleted the configuration meanwhile (its token may still be
-- remembered for a moment), and its deletion waits for this write. First in the order of locks: configuration, groups by
-- id, users by id, pools by id. Returns the pool of auto-assign.
create or replace function configuration_begin_write(p_account uuid, p_configuration uuid) returns uuid language plpgsql as $$
declare
  v_pool uuid;
begin
  select pool_id into v_pool from scim_configurations
   where account_id = p_account and id = p_configuration and deleted_at is null for key share;
  if not found then
    raise exception 'the configuration was deleted' using errcode = 'AC401';
  end if;
  return v_pool;
end $$;

-- Marks a configuration deleted, which ends its writes; its groups stay and become hand-made. Returns how many people it
-- still links, or null when it was deleted before.
create or replace function configuration_delete(p_account uuid, p_configuration uuid, p_at timestamptz)
returns int language plpgsql as $$
begin
  perform from scim_configurations
   where account_id = p_account and id = p_configuration and deleted_at is null for update;
  if not found then
    return null;
  end if;
  perform from groups where account_id = p_account and configuration_id = p_configuration order by id for no key update;
  update groups
     set configuration_id = null, external_id = null, naming_key = group_naming_key(display_name_canon, null),
         version = version + 1, last_modified = p_at
   where account_id = p_account and configuration_id = p_configuration;
  update scim_configurations set deleted_at = p_at where account_id = p_account and id = p_configuration;
  return (select count(*) from provisioning_links
           where account_id = p_account and configuration_id = p_configuration and deleted_at is null);
end $$;

-- Ends the links of these people of a deleted configuration: some at a time, so that no statement runs for long and no lock is
-- held while thousands leave. All locks are taken first, each kind by id, because one after the other per person would meet
-- other writers the wrong way round.
create or replace function configuration_leave(p_account uuid, p_configuration uuid, p_at timestamptz, p_users uuid[])
returns void language plpgsql as $$
declare
  v_user uuid;
  v_pools uuid[];
begin
  perform from groups
   where account_id = p_account and id in (
     select group_id from group_members where account_id = p_account and member_id = any(p_users))
   order by id for no key update;
  perform from users where account_id = p_account and id = any(p_users) order by id for no key update;
  v_pools := license_lock_of(p_account, p_users);
  for v_user in
    select user_id from provisioning_links
     where account_id = p_account and configuration_id = p_configuration and deleted_at is null and user_id = any(p_users)
     order by user_id
  loop
    perform user_unlink(p_account, p_configuration, v_user, uuid7(p_at), p_at, 'system', false);
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
end $$;

-- Same directory as …: two configurations whose externalIds name the same people share one directory_id, that of the first of
-- them. Without p_as the configuration is a directory of its own again. Outcomes: 'set', 'unchanged', 'gone'.
create or replace function configuration_set_directory(
  p_account uuid, p_configuration uuid, p_as uuid, p_admin uuid, p_at timestamptz
) returns text language plpgsql as $$
declare
  v_before uuid;
  v_after uuid;
  v_heir uuid;
begin
  perform from scim_configurations where account_id = p_account order by id for no key update;
  select coalesce(directory_id, id) into v_before from scim_configurations
   where account_id = p_account and id = p_configuration and deleted_at is null;
  select coalesce(directory_id, id) into v_after from scim_configurations
   where account_id = p_account and id = coalesce(p_as, p_configuration) and deleted_at is null;
  if v_before is null or v_after is null then
    return 'gone';
  elsif p_as is not null and v_before = v_after then
    return 'unchanged';
  end if;
  -- those who named this one stay together without it
  select min(id::text)::uuid into v_heir from scim_configurations where account_id = p_account and directory_id = p_configuration;
  update scim_configurations set directory_id = nullif(v_heir, id) where account_id = p_account and directory_id = p_configuration;
  update scim_configurations set directory_id = case when p_as is not null then v_after end
   where account_id = p_account and id = p_configuration;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'configuration.directory_changed', 'configuration',
    p_configuration, p_configuration, jsonb_build_object('sameDirectoryAs', jsonb_build_array(nullif(v_before, p_configuration), p_as)));
  return 'set';
end $$;
