-- The one write path of users over SCIM. One call writes the user, the link, the license (or the place in the line) and
-- the activity row. Lock order: configuration, groups, users, then pools (inside the license functions).

-- Creates these people of one configuration together, with link, license or place in the line, and activity row: whoever comes while
-- others are being created is created with who comes next, so that the pool is locked, and the log on disk waited for, once for all
-- of them. p_people: objects with the names of `person` below. Returns who was created; not who is there,
-- or whom the configuration deleted and now revives (rule 6). By userName, byte by byte, the order in
-- which everybody takes them who takes several.
create or replace function scim_create_users(p_account uuid, p_configuration uuid, p_people jsonb) returns setof uuid
language plpgsql as $$
declare
  v_pool uuid := configuration_begin_write(p_account, p_configuration);
  v_people uuid[];
  v_licensed uuid[];
  v_given jsonb;
  v_patience text := current_setting('lock_timeout');
begin
  if jsonb_array_length(p_people) > 1 then
    -- a userName that somebody else is writing: only who asks for it waits for that, by themselves
    perform set_config('lock_timeout', '100ms', true);
  end if;
  with person as materialized (
    select * from jsonb_to_recordset(p_people) as person (
      id uuid, at timestamptz, "userName" text, "userNameCanon" text, name text, "sortName" text, email text, title text,
      department text, "searchText" text, active boolean, attributes jsonb, canonical jsonb, "externalId" text)),
  created as (
    insert into users (account_id, id, user_name, user_name_canon, name, sort_name, email, title, department, search_text,
      active, attributes, canonical, owner_id, created_at, last_modified)
    select p_account, id, "userName", "userNameCanon", name, "sortName", email, title, department, "searchText",
           active, attributes, jsonb_build_object(p_account, canonical), p_configuration, at, at
      from person
     where not exists (
       select from users u
         join provisioning_links l on l.account_id = p_account and l.configuration_id = p_configuration and l.user_id = u.id
        where u.account_id = p_account and u.user_name_canon = "userNameCanon" and u.deleted_at is not null
          and l.deleted_at is not null and l.external_id is not distinct from "externalId")
     order by "userNameCanon" collate "C", id
    on conflict (account_id, user_name_canon) where deleted_at is null do nothing
    returning id, active),
  linked as (
    insert into provisioning_links (account_id, configuration_id, user_id, external_id, active, created_at)
    select p_account, p_configuration, person.id, person."externalId", person.active, person.at
      from person join created using (id))
  select array_agg(id), array_agg(id order by id) filter (where active) into v_people, v_licensed from created;
  perform set_config('lock_timeout', v_patience, true);
  if v_pool is not null and v_licensed is not null then
    select jsonb_object_agg(given.person, given.license) into v_given
      from license_give(p_account, v_pool, v_licensed, 'configuration', p_configuration, clock_timestamp()) given;
  end if;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, license)
  select p_account, "activityId", at, 'idp', p_configuration, 'user.created', 'user', id, p_configuration, v_given->id::text
    from jsonb_to_recordset(p_people) as person (id uuid, at timestamptz, "activityId" uuid)
   where id = any(v_people);
  return query select unnest(v_people);
end $$;

-- Is this person active: any link or the hand-made entry says so, and nobody suspended them (rule 3).
create or replace function user_is_active(p_account uuid, p_user uuid, p_hand_made boolean, p_suspended_at timestamptz)
returns boolean language sql stable as $$
  select p_suspended_at is null and (coalesce(p_hand_made, false) or exists (
    select from provisioning_links
     where account_id = p_account and user_id = p_user and active and deleted_at is null))
$$;

-- Writes what a PUT, PATCH or reviving POST made of a user, if nobody changed it since `p_version` was read. Makes the link
-- when there is none. Outcomes: 'updated', 'stale' (read again), 'gone' (deleted for this configuration).
create or replace function scim_update_user(
  p_account uuid, p_configuration uuid, p_user uuid, p_version int, p_revive boolean, p_activity uuid, p_at timestamptz,
  p_user_name text, p_user_name_canon text, p_name text, p_sort_name text, p_email text, p_title text, p_department text,
  p_search_text text, p_attributes jsonb, p_canonical jsonb, p_owner uuid, p_owners jsonb,
  p_external_id text, p_active boolean, p_kept jsonb, p_action text, p_changes jsonb,
  out outcome text, out version int, out license jsonb
) language plpgsql as $$
declare
  v_user users;
  v_link provisioning_links;
  v_was_active boolean;
  v_snapshot jsonb;
  v_is_active boolean;
  v_pool uuid := configuration_begin_write(p_account, p_configuration);
begin
  select * into v_user from users u where u.account_id = p_account and u.id = p_user for no key update;
  if not found or (v_user.deleted_at is not null and not p_revive) then
    outcome := 'gone';
    return;
  elsif v_user.version <> p_version then
    outcome := 'stale';
    return;
  end if;
  select * into v_link from provisioning_links l
   where l.account_id = p_account and l.configuration_id = p_configuration and l.user_id = p_user;
  v_was_active := v_link.user_id is not null and v_link.deleted_at is null and v_link.active;
  if v_was_active and not p_active and v_user.active then
    v_snapshot := person_snapshot(p_account, p_user);
  end if;

  insert into provisioning_links (account_id, configuration_id, user_id, external_id, active, kept, created_at)
  values (p_account, p_configuration, p_user, p_external_id, p_active, p_kept, p_at)
  on conflict (account_id, configuration_id, user_id) do update
     set external_id = excluded.external_id, active = excluded.active, kept = excluded.kept, deleted_at = null;
  update users u
     set user_name = p_user_name, user_name_canon = p_user_name_canon, name = p_name, sort_name = p_sort_name,
         email = p_email, title = p_title, department = p_department, search_text = p_search_text,
         attributes = p_attributes, canonical = jsonb_build_object(p_account, p_canonical),
         owner_id = p_owner, owners = p_owners, version = u.version + 1, last_modified = p_at, deleted_at = null,
         active = user_is_active(p_account, p_user, u.hand_made_active, u.suspended_at)
   where u.account_id = p_account and u.id = p_user
   returning u.version, u.active into version, v_is_active;

  if v_user.active and not v_is_active then
    perform departure_record(p_account, p_user, p_configuration, v_snapshot, p_at);
  end if;
  if p_active and not v_was_active then
    if v_is_active then
      perform departure_forget(p_account, p_user, array_remove(array[v_pool], null));
    end if;
    -- an exclusion ends when the IdP deactivates and reactivates (rule 8)
    delete from exclusions
     where account_id = p_account and user_id = p_user and v_link.user_id is not null
       and (pool_id = v_pool or v_is_active and not v_user.active);
    license := case when v_pool is null then license_settle(p_account, p_user, p_at)
      else license_request(p_account, v_pool, p_user, 'configuration', p_configuration, p_at) end;
  elsif v_was_active and not p_active then
    license := license_release(p_account, p_user, 'configuration', p_configuration, p_at);
  end if;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes, license)
  values (p_account, p_activity, p_at, 'idp', p_configuration, p_action, 'user', p_user, p_configuration, p_changes, nullif(license, '[]'));
  outcome := 'updated';
end $$;

-- Ends a link (rule 6): a tombstone, what only it gave returns, and a profile that neither another link nor a hand-made
-- entry holds is deleted. The user is already locked, and before it its groups (member_lock_groups). Returns the licenses
-- that returned.
create or replace function user_unlink(
  p_account uuid, p_configuration uuid, p_user uuid, p_activity uuid, p_at timestamptz, p_actor text,
  p_promote boolean default true
) returns jsonb language plpgsql as $$
declare
  v_held boolean;
  v_was_active boolean;
  v_is_active boolean;
  v_license jsonb;
  v_snapshot jsonb;
begin
  select active into strict v_was_active from users where account_id = p_account and id = p_user;
  if p_actor = 'idp' and v_was_active then
    v_snapshot := person_snapshot(p_account, p_user);
  end if;
  insert into provisioning_links (account_id, configuration_id, user_id, active, created_at, deleted_at)
  values (p_account, p_configuration, p_user, false, p_at, p_at)
  on conflict (account_id, configuration_id, user_id) do update set active = false, deleted_at = excluded.deleted_at;
  update users u
     set version = u.version + 1, last_modified = p_at,
         active = user_is_active(p_account, p_user, u.hand_made_active, u.suspended_at),
         deleted_at = case when u.hand_made_active is null and not exists (
           select from provisioning_links l
            where l.account_id = p_account and l.user_id = p_user and l.deleted_at is null) then p_at end
   where u.account_id = p_account and u.id = p_user
   returning u.deleted_at is null, u.active into strict v_held, v_is_active;
  if p_actor = 'idp' and v_was_active and not v_is_active then
    perform departure_record(p_account, p_user, p_configuration, v_snapshot, p_at);
  end if;
  -- who is gone for a configuration is gone from its groups; a deleted profile from all
  perform member_leave_groups(p_account, p_user, case when v_held then p_configuration end, p_at);
  v_license := license_release(p_account, p_user, case when v_held then 'configuration' end, p_configuration, p_at, p_promote);
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, license)
  values (p_account, p_activity, p_at, p_actor, case p_actor when 'idp' then p_configuration end,
    case when v_held then 'user.unlinked' else 'user.deleted' end, 'user', p_user, p_configuration, nullif(v_license, '[]'));
  return v_license;
end $$;

-- DELETE by a configuration: 404 for it from then on. Outcomes: 'deleted', 'stale' (p_version is given and not the
-- present one), 'gone'.
create or replace function scim_delete_user(
  p_account uuid, p_configuration uuid, p_user uuid, p_version int, p_activity uuid, p_at timestamptz, out outcome text
) language plpgsql as $$
declare
  v_user users;
begin
  perform configuration_begin_write(p_account, p_configuration);
  perform member_lock_groups(p_account, p_user);
  select * into v_user from users u where u.account_id = p_account and u.id = p_user for no key update;
  if not found or v_user.deleted_at is not null or exists (
    select from provisioning_links l
     where l.account_id = p_account and l.configuration_id = p_configuration and l.user_id = p_user and l.deleted_at is not null
  ) then
    outcome := 'gone';
  elsif v_user.version <> p_version then
    outcome := 'stale';
  else
    perform user_unlink(p_account, p_configuration, p_user, p_activity, p_at, 'idp');
    outcome := 'deleted';
  end if;
end $$;
