-- Suspend, restore, erase: what an admin does with a person as a whole.

-- Suspends people, or lifts it: inactive whatever the links say, while each IdP still reads its own `active` (rule 3).
-- Licenses return with it. Returns how many changed.
create or replace function people_suspend(p_account uuid, p_users uuid[], p_suspend boolean, p_admin uuid, p_at timestamptz)
returns int language plpgsql as $$
declare
  v_user uuid;
  v_people uuid[] := people_lock(p_account, p_users);
  v_pools uuid[];
  v_changed int := 0;
begin
  if not p_suspend and exists (select from departures where account_id = p_account and user_id = any(v_people)) then
    perform from accounts where id = p_account for no key update;
  end if;
  v_pools := license_lock_of(p_account, v_people);
  foreach v_user in array v_people loop
    update users u
       set suspended_at = case when p_suspend then p_at end, version = u.version + 1, last_modified = p_at,
           active = user_is_active(p_account, v_user, u.hand_made_active, case when p_suspend then p_at end)
     where u.account_id = p_account and u.id = v_user and (u.suspended_at is not null) <> p_suspend;
    continue when not found;
    v_changed := v_changed + 1;
    -- an IdP had brought them back meanwhile
    if not p_suspend and exists (
      select from provisioning_links where account_id = p_account and user_id = v_user and active and deleted_at is null) then
      perform departure_forget(p_account, v_user);
    end if;
    insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
    values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, case when p_suspend then 'user.suspended' else 'user.unsuspended' end,
      'user', v_user, nullif(license_settle(p_account, v_user, p_at, false), '[]'));
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
  return v_changed;
end $$;

-- Brings back a deleted person, as one that an admin added: for the IdPs that deleted them they stay gone (rule 6). Outcomes:
-- 'restored', 'gone' (unknown, or never deleted), 'taken' with the id of who has the userName now.
create or replace function person_restore(p_account uuid, p_user uuid, p_admin uuid, p_at timestamptz, out outcome text, out holder uuid)
language plpgsql as $$
declare
  v_user users;
begin
  select * into v_user from users where account_id = p_account and id = p_user for no key update;
  if not found or v_user.deleted_at is null then
    outcome := 'gone';
    return;
  end if;
  select id into holder from users
   where account_id = p_account and user_name_canon = v_user.user_name_canon and deleted_at is null;
  if found then
    outcome := 'taken';
    return;
  end if;
  begin
    update users u
       set deleted_at = null, hand_made_active = true, active = u.suspended_at is null, version = u.version + 1, last_modified = p_at
     where u.account_id = p_account and u.id = p_user;
  exception when unique_violation then
    -- taken while this looked
    select id into holder from users
     where account_id = p_account and user_name_canon = v_user.user_name_canon and deleted_at is null;
    outcome := 'taken';
    return;
  end;
  -- who is back is no leaver; only an open mass leave may still give back all that they had
  perform from accounts where id = p_account for no key update;
  delete from departures where account_id = p_account and user_id = p_user and mass_leave_id is null;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'user.restored', 'user', p_user,
    nullif(license_settle(p_account, p_user, p_at), '[]'));
  outcome := 'restored';
end $$;

-- Erases a deleted person for good: row, links, memberships, what requests, files, bulk changes and history say of them. The id
-- stays, as a pseudonym. Returns false when there is no deleted person of that id.
create or replace function person_erase(p_account uuid, p_user uuid, p_admin uuid, p_at timestamptz) returns boolean
language plpgsql as $$
declare
  v_user users;
  v_names text[];
  v_changes jsonb;
begin
  select * into v_user from users where account_id = p_account and id = p_user and deleted_at is not null for no key update;
  if not found then
    return false;
  end if;
  v_names := array_remove(array(
    select external_id from provisioning_links where account_id = p_account and user_id = p_user)
    || array[v_user.user_name, v_user.email, v_user.unique_id], null);
  -- first, because a mass leave that begins writes to the departures that go with the person
  perform from accounts where id = p_account for no key update;
  perform license_lock_of(p_account, array[p_user]);
  delete from assignment_reasons where account_id = p_account and user_id = p_user;
  v_changes := license_settle(p_account, p_user, p_at);
  delete from group_members where account_id = p_account and member_id = p_user;
  delete from users where account_id = p_account and id = p_user;
  update activity set changes = null where account_id = p_account and subject_id = p_user and changes is not null;
  -- came by single sign-on and was not let in
  update activity set changes = changes - 'email'
   where account_id = p_account and subject_id = p_account and action in ('account.sso_refused', 'account.sso_refusals_full')
     and lower(changes -> 'email' ->> 1) in (select lower(name) from unnest(v_names) name);
  update scim_requests r set sent = null, detail = null, path = regexp_replace(path, '\?.*', '')
   where r.account_id = p_account and (
     r.path like '%/Users/' || p_user || '%' or exists (
       select from unnest(v_names) name where strpos(r.sent::text, to_jsonb(name)::text) > 0 or strpos(r.path, name) > 0
          or strpos(coalesce(r.detail, ''), name) > 0));
  -- lines of files and of bulk changes, also those that found nobody
  update job_items i set label = p_user, input = null, message = null
   where i.account_id = p_account and (i.user_id = p_user or i.user_id is null and i.outcome is not null and (
     i.label = any(v_names) or exists (select from jsonb_each_text(i.input) given where given.value = any(v_names))));
  insert into erasures (account_id, user_id, at, admin_id) values (p_account, p_user, p_at, p_admin)
  on conflict do nothing;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'user.erased', 'user', p_user, nullif(v_changes, '[]'));
  return true;
end $$;
