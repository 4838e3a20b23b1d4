-- What an admin does with licenses, one person or many. People are locked by id before the pools.

-- Locks these people of the account; returns those that exist and are not deleted, by id.
create or replace function people_lock(p_account uuid, p_users uuid[]) returns uuid[] language sql volatile as $$
  select array(
    select u.id from users u
     where u.account_id = p_account and u.id = any(p_users) and u.deleted_at is null
     order by u.id for no key update)
$$;

-- Assigns a license of a pool to people, which lifts their exclusions; first come, first served in the order of p_users.
-- p_kind is 'admin' or 'csv'. Returns how many of them exist.
create or replace function license_assign(
  p_account uuid, p_pool uuid, p_users uuid[], p_kind text, p_admin uuid, p_at timestamptz
) returns int language plpgsql as $$
declare
  v_people uuid[] := people_lock(p_account, p_users);
begin
  perform license_lock_of(p_account, v_people, array[p_pool]);
  delete from exclusions where account_id = p_account and pool_id = p_pool and user_id = any(v_people);
  perform license_request_many(p_account, p_pool, array(
      select wanted.id from unnest(p_users) with ordinality wanted(id, place) where wanted.id = any(v_people) order by place),
    -- without an admin it is the operator, who acts for the account
    p_kind, coalesce(p_admin, p_account), p_at, actor_kind(p_admin), p_admin);
  return cardinality(v_people);
end $$;

-- Takes the license of a pool back from people. Where an automatic reason remains, an exclusion blocks it (rule 8). Returns
-- how many had one, or waited.
create or replace function license_return(
  p_account uuid, p_pool uuid, p_users uuid[], p_admin uuid, p_why text, p_at timestamptz
) returns int language plpgsql as $$
declare
  v_people uuid[] := people_lock(p_account, p_users);
  v_pools uuid[] := license_lock_of(p_account, v_people, array[p_pool]);
  v_user uuid;
  v_changes jsonb;
  v_given int;
  v_blocked int;
  v_returned int := 0;
begin
  foreach v_user in array v_people loop
    perform from license_assignments where account_id = p_account and pool_id = p_pool and user_id = v_user;
    continue when not found;
    delete from assignment_reasons
     where account_id = p_account and pool_id = p_pool and user_id = v_user and kind in ('admin', 'csv', 'mass_leave');
    get diagnostics v_given = row_count;
    insert into exclusions (account_id, pool_id, user_id, admin_id, why, created_at)
    select p_account, p_pool, v_user, p_admin, p_why, p_at
     where exists (select from assignment_reasons where account_id = p_account and pool_id = p_pool and user_id = v_user)
    on conflict do nothing;
    get diagnostics v_blocked = row_count;
    v_changes := license_settle(p_account, v_user, p_at, false);
    -- of who had none at the moment, only what would have given it again ends
    continue when v_given + v_blocked = 0;
    v_returned := v_returned + (v_changes <> '[]')::int;
    insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes, license)
    values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'license.returned', 'user', v_user,
      case when p_why is not null then jsonb_build_object('why', jsonb_build_array(null, p_why)) end, v_changes);
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
  return v_returned;
end $$;

-- Lifts an exclusion: automatic reasons count again. Returns false when there was none.
create or replace function license_lift_exclusion(p_account uuid, p_pool uuid, p_user uuid, p_admin uuid, p_at timestamptz)
returns boolean language plpgsql as $$
begin
  if cardinality(people_lock(p_account, array[p_user])) = 0 then
    return false;
  end if;
  delete from exclusions where account_id = p_account and pool_id = p_pool and user_id = p_user;
  if not found then
    return false;
  end if;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes, license)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'license.exclusion_lifted', 'user', p_user,
    jsonb_build_object('pool', jsonb_build_array(p_pool, null)), nullif(license_settle(p_account, p_user, p_at), '[]'));
  return true;
end $$;

-- Puts one person at the front of the line. Returns false when they do not wait.
create or replace function license_move_to_front(p_account uuid, p_pool uuid, p_user uuid, p_admin uuid, p_at timestamptz)
returns boolean language plpgsql as $$
begin
  perform license_lock(p_account, array[p_pool]);
  -- below zero, so that it is nobody else's place: not even of who comes back to an old one
  update license_assignments a set sequence = -p.next_sequence
    from license_pools p
   where a.account_id = p_account and a.pool_id = p_pool and a.user_id = p_user and a.state = 'waiting'
     and p.account_id = p_account and p.id = p_pool;
  if not found then
    return false;
  end if;
  update license_pools set next_sequence = next_sequence + 1 where account_id = p_account and id = p_pool;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'license.moved_to_front', 'user', p_user,
    license_change(p_pool, 'waiting', 'waiting') || '{"position": 1}');
  return true;
end $$;

-- A new invitation for people who have not activated; links sent before work no longer. Returns how many.
create or replace function license_reinvite(p_account uuid, p_pool uuid, p_users uuid[], p_admin uuid, p_at timestamptz)
returns int language plpgsql as $$
declare
  v_users uuid[];
begin
  perform license_lock(p_account, array[p_pool]);
  with renewed as (
    update license_assignments set invitation_id = uuid7(p_at), invited_at = p_at, invitation_sent_at = null
     where account_id = p_account and pool_id = p_pool and user_id = any(p_users) and state = 'invited' returning user_id)
  select coalesce(array_agg(user_id), '{}') into v_users from renewed;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  select p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'license.invited_again', 'user', user_id,
         license_change(p_pool, 'invited', 'invited')
    from unnest(v_users) user_id;
  return cardinality(v_users);
end $$;

-- Gives people of a configuration what it now auto-assigns, and takes back what it gave from other pools. Returns whose
-- licenses changed.
create or replace function configuration_apply_pool(p_account uuid, p_configuration uuid, p_users uuid[], p_at timestamptz)
returns uuid[] language plpgsql as $$
declare
  v_pool uuid := configuration_begin_write(p_account, p_configuration);
  v_user uuid;
  v_people uuid[] := people_lock(p_account, p_users);
  v_pools uuid[] := license_lock_of(p_account, v_people, array_remove(array[v_pool], null));
  v_changes jsonb;
  v_changed uuid[] := '{}';
begin
  foreach v_user in array v_people loop
    delete from assignment_reasons
     where account_id = p_account and user_id = v_user and kind = 'configuration' and source_id = p_configuration
       and pool_id is distinct from v_pool;
    v_changes := license_settle(p_account, v_user, p_at, false);
    if v_pool is not null and exists (
      select from provisioning_links
       where account_id = p_account and configuration_id = p_configuration and user_id = v_user and active and deleted_at is null) then
      v_changes := v_changes || license_request(p_account, v_pool, v_user, 'configuration', p_configuration, p_at, false);
    end if;
    continue when v_changes = '[]';
    v_changed := v_changed || v_user;
    insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, configuration_id, license)
    values (p_account, uuid7(p_at), p_at, 'system', 'license.auto_assign_applied', 'user', v_user, p_configuration, v_changes);
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
  return v_changed;
end $$;

-- What applying it would do now: `gain` people get a license or wait for one, `lose` people lose the one that it gave from
-- another pool (unless something else gives it). Only counted: a person may be in both.
create or replace function configuration_preview_pool(p_account uuid, p_configuration uuid, p_pool uuid, out gain int, out lose int)
language sql stable as $$
  select (select count(*)::int from provisioning_links l
           where p_pool is not null and l.account_id = p_account and l.configuration_id = p_configuration
             and l.active and l.deleted_at is null and not exists (
               select from assignment_reasons r
                where r.account_id = p_account and r.user_id = l.user_id and r.kind = 'configuration'
                  and r.source_id = p_configuration and r.pool_id = p_pool)),
         (select count(distinct user_id)::int from assignment_reasons r
           where r.account_id = p_account and r.source_id = p_configuration and r.kind = 'configuration'
             and r.pool_id is distinct from p_pool)
$$;
