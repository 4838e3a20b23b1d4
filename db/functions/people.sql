-- The write path of people whom admins add, change and remove by hand. One call writes the row and its activity. Lock order:
-- groups, users, then pools (inside the license functions).

-- Adds a person. Outcomes: 'created'; 'exists': nothing was done, and `person` is who has that userName.
create or replace function person_create(
  p_account uuid, p_admin uuid, p_user uuid, p_activity uuid, p_at timestamptz,
  p_user_name text, p_user_name_canon text, p_name text, p_sort_name text, p_email text, p_title text, p_department text,
  p_search_text text, p_attributes jsonb, p_canonical jsonb, p_unique_id text,
  out outcome text, out person uuid
) language plpgsql as $$
begin
  insert into users (account_id, id, user_name, user_name_canon, name, sort_name, email, title, department, search_text,
    active, hand_made_active, unique_id, attributes, canonical, created_at, last_modified)
  values (p_account, p_user, p_user_name, p_user_name_canon, p_name, p_sort_name, p_email, p_title, p_department,
    p_search_text, true, true, p_unique_id, p_attributes, jsonb_build_object(p_account, p_canonical), p_at, p_at)
  on conflict (account_id, user_name_canon) where deleted_at is null do nothing
  returning id into person;
  if person is null then
    outcome := 'exists';
    select id into person from users
     where account_id = p_account and user_name_canon = p_user_name_canon and deleted_at is null;
    return;
  end if;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id)
  values (p_account, p_activity, p_at, 'admin', p_admin, 'user.created', 'user', p_user);
  outcome := 'created';
end $$;

-- Writes what an admin made of a person, if nobody changed them since p_version was read. Outcomes: 'updated', 'stale',
-- 'gone', 'taken': somebody else has that userName.
create or replace function person_update(
  p_account uuid, p_admin uuid, p_user uuid, p_version int, p_activity uuid, p_at timestamptz,
  p_user_name text, p_user_name_canon text, p_name text, p_sort_name text, p_email text, p_title text, p_department text,
  p_search_text text, p_attributes jsonb, p_canonical jsonb, p_unique_id text, p_owners jsonb, p_changes jsonb,
  out outcome text
) language plpgsql as $$
declare
  v_user users;
begin
  select * into v_user from users u where u.account_id = p_account and u.id = p_user for no key update;
  if not found or v_user.deleted_at is not null then
    outcome := 'gone';
    return;
  elsif v_user.version <> p_version then
    outcome := 'stale';
    return;
  end if;
  begin
    update users u
       set user_name = p_user_name, user_name_canon = p_user_name_canon, name = p_name, sort_name = p_sort_name,
           email = p_email, title = p_title, department = p_department, search_text = p_search_text,
           attributes = p_attributes, canonical = jsonb_build_object(p_account, p_canonical), unique_id = p_unique_id,
           owners = p_owners, version = u.version + 1, last_modified = p_at
     where u.account_id = p_account and u.id = p_user;
  exception when unique_violation then
    outcome := 'taken';
    return;
  end;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, p_activity, p_at, 'admin', p_admin, 'user.updated', 'user', p_user, p_changes);
  outcome := 'updated';
end $$;

-- Removes people whom only admins hold. Outcomes, one row each: 'removed'; 'linked', because a configuration keeps them
-- (rule 8); 'gone'. All locks are taken first, each kind by id.
create or replace function people_remove(p_account uuid, p_admin uuid, p_users uuid[], p_at timestamptz)
returns table (person uuid, outcome text) language plpgsql as $$
declare
  v_license jsonb;
  v_pools uuid[];
begin
  perform from groups g
   where g.account_id = p_account and g.id in (
     select m.group_id from group_members m where m.account_id = p_account and m.member_id = any(p_users))
   order by g.id for no key update;
  perform from users u where u.account_id = p_account and u.id = any(p_users) order by u.id for no key update;
  v_pools := license_lock_of(p_account, p_users);
  foreach person in array p_users loop
    outcome := (
      select case
          when exists (
            select from provisioning_links l
             where l.account_id = p_account and l.user_id = u.id and l.deleted_at is null) then 'linked'
          else 'removed' end
        from users u where u.account_id = p_account and u.id = person and u.deleted_at is null);
    outcome := coalesce(outcome, 'gone');
    if outcome = 'removed' then
      update users u
         set hand_made_active = null, active = false, deleted_at = p_at, last_modified = p_at, version = u.version + 1
       where u.account_id = p_account and u.id = person;
      perform member_leave_groups(p_account, person, null, p_at);
      v_license := license_release(p_account, person, null, null, p_at, false);
      insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
      values (p_account, uuid7(p_at), p_at, 'admin', p_admin, 'user.deleted', 'user', person, nullif(v_license, '[]'));
    end if;
    return next;
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
end $$;
